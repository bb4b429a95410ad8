import type { LookedAt } from '../../rules/audit';

/** Words of the page on which people see who has looked at their data. */
export const accessesText = {
  title: '谁看过我的信息',
  entry: '工作人员看过什么、哪一天',
  note: '工作人员每次查看都有记录。这里列最近的查看，单位以查看人现在的岗位为准。',
  none: '还没有工作人员查看过您的信息。提交预约、诉求或提问后，有人查看就会出现在这里。',
  list: '最近的查看',
  looks: (count: number) => (count === 1 ? '查看 1 次' : `查看 ${count} 次`),
  reason: (reason: string) => `看完整号码，理由：${reason}`,
  noUnit: '已离岗的工作人员',
  wrong: '觉得不该看？投诉建议',
} as const;

export const lookedAtWords: Record<LookedAt, string> = {
  visit: '预约和材料',
  ticket: '排队号票',
  document: '绿色通道证件',
  request: '诉求',
  home_visit: '上门服务',
  question: '提问',
  complaint: '投诉建议',
  urgent: '特事特办',
  rating: '评价和整改',
  return_visit: '回访',
  call: '电话通知',
  membership: '企业登记',
  post: '岗位和账号',
  session: '登录和退出',
  setting: '参数和运行',
  audit: '审计记录',
  retention: '到期清理',
  other: '其他资料',
};
