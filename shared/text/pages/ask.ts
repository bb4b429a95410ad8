/** Words of asking: answers while one types, then the phones. */
export const askText = {
  title: '问一问',
  note: '先看看有没有现成的答案，没有就找人问。',
  box: '您想问什么',
  placeholder: '比如：孩子跟我住能上户口吗',
  answers: '可能是您想问的',
  answersNone: '没有现成的答案。换个说法试试，或者找人问。',
  others: '别的相近问题',
  owner: (unit: string, day: string) => `${unit} · ${day}更新`,
  leadsTo: '去办这件事',
  matching: '可能是这些事',
  matchingNone: '没有对得上的事项。可以换个说法，或直接打电话问。',
  phones: '打电话问大厅',
  enterprise: '企业的事',
  enterpriseNote: '提交企业诉求，24 小时内有人联系',
  urgent: '遇到危险，请打 110',
  urgentNote: '正在发生的案件和事故不要在这里等。',
  hotline: '政务服务便民热线',
  hotlineNote: '不是公安的事，也可以打',
  call: (number: string) => `拨打 ${number}`,
} as const;

/** Numbers that are the same everywhere in China. */
export const nationalNumbers = { emergency: '110', hotline: '12345' } as const;
