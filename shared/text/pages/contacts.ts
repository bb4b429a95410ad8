/** Words of the page of contact channels. */
export const contactsText = {
  title: '联系辖区公安',
  note: '34 个服务电话，按镇街查',
  box: '镇街或单位名称',
  unit: '单位',
  hours: '时间',
  duty: '值班',
  onDuty: '有值班人员',
  onDutyNamed: (name: string) => name,
  noDuty: '值班由上级单位接听',
  nothing: '没有找到这个镇街。可以换个词，或拨打市局服务电话。',
  danger: '正在发生的危险请拨 110。',
  dial: (phone: string) => `拨打 ${phone}`,
} as const;
