/** Words of the complaint and suggestion entry. */
export const complaintText = {
  title: '投诉建议',
  note: '对服务或执法有意见，从这里说。',
  ways: '怎么说',
  byPhone: '打 12345 说',
  byPhoneNote: '可以匿名。15 个工作日内答复',
  supervision: '打 12389 说',
  supervisionNote: '公安机关和民警违法违纪举报专线',
  asEnterprise: '替企业提交投诉建议',
  asEnterpriseNote: '有编号、有负责人、看得到进度',
  rated: '评价刚办完的事',
  ratedNote: '窗口人员看不到是谁评的',
  honest: '个人的投诉建议暂时还不能在这里直接填写，请打下面的电话。办过的事可以直接评价。',
} as const;

/** National numbers for complaints. */
export const complaintNumbers = { hotline: '12345', police: '12389' } as const;
