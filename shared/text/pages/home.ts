/** Words of the first page. */
export const homeText = {
  note: '公安业务，问清楚再来，一窗办好。',
  items: { word: '办什么事', note: '回答几个问题，得到您的材料清单，再约时间' },
  appointments: { word: '我的预约', note: '看时间、出示预约码、改时间' },
  ask: { word: '问一问', note: '拿不准、找不到，先在这里问' },
  next: '最近的预约',
  atHall: '您在大厅等候',
  rate: '评价刚办完的事',
  rateNote: '自愿填写，窗口人员看不到是谁评的',
  enterprise: { word: '企业诉求', note: '有名有姓的负责人，24 小时内联系您' },
  complaint: { word: '投诉建议', note: '对服务或执法有意见，从这里说' },
  inbox: '消息',
  unread: (count: number) => `${count} 条未读`,
  me: '我的',
  meSignedOut: '登录、实名信息、字号和颜色',
  desk: '工作台',
  more: '更多',
} as const;
