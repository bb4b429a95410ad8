/** Words of the in-app inbox. */
export const inboxText = {
  title: '消息',
  none: '预约确认、叫号和诉求进展会在这里告诉您，微信通知没开也不会漏。',
  noneFirst: '去办事',
  unread: '未读',
  earlier: '看过的',
  readAll: '全部标为已读',
} as const;
