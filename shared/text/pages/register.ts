import { dateText } from '../when';
import { type EnterpriseAction, type EnterpriseStatus, enterpriseStatuses } from '../../rules/enterprise-flow';

/** Words of the staff's pages on the register of key service enterprises. */
export const registerText = {
  list: '重点企业名录',
  listNote: '每一步写明理由和日期',
  count: (counts: Record<EnterpriseStatus, number>) =>
    enterpriseStatuses.some((status) => counts[status] > 0)
      ? `待审核 ${counts.review} · 已登记 ${counts.registered} · 已暂停 ${counts.suspended}`
      : '还没有企业',
  box: '企业名称或信用代码',
  all: (count: number) => `名录 ${count}`,
  statusCount: (word: string, count: number) => `${word} ${count}`,
  statuses: '按登记状态查看',
  nothing: '没有符合条件的企业。可以换个词，或看全部名录。',
  none: '还没有您负责的企业。导入名单或企业备案后，会出现在这里。',
  showAll: '看全部名录',
  more: '再看 20 家',
  since: (day: string) => `${day}起`,

  detail: '重点企业',
  next: '下一步',
  /** What stands there when the person can do nothing now. */
  waits: {
    unlisted: '还没有备案。由联络员或单位负责人备案。',
    filing: '备案中。由联络员或单位负责人补齐资料后提交审核。',
    review: '等待审核。由没有经手提交的负责人、督办或管理员决定。',
    registered: '已在名录上。暂停或移出由单位负责人、督办或管理员办理。',
    suspended: '服务已暂停。恢复或移出由单位负责人、督办或管理员办理。',
    removed: '已移出名录。需要时可重新备案。',
  } satisfies Record<EnterpriseStatus, string>,
  tier: '服务层级',
  reason: '理由',
  reasonHint: '2 至 200 个字，写入历史',
  quick: '常用理由',
  day: '办理日期',
  dayHint: (from: string | null, until: string) => (from === null ? `不晚于${dateText(until)}` : `${dateText(from)}至${dateText(until)}`),
  dayWrong: (from: string | null, until: string) =>
    from === null ? `请填一个真实的日期，不晚于${dateText(until)}。` : `请填${dateText(from)}至${dateText(until)}之间的日期。`,
  removeAsk: (name: string) => `把“${name}”移出名录？`,
  removeLoses: '移出后，企业不再享受重点企业服务；历史保留，再列入须重新备案、审核。',
  keep: '不移出',
  facts: '企业资料',
  uscc: '统一社会信用代码',
  town: '镇街',
  unit: '责任单位',
  liaison: '联络员',
  noLiaison: '暂未指定',
  history: '历史',
  services: '上门服务和员工名单',
  staffList: (item: string) => `${item}（员工名单）`,
  staffListNote: (people: number, done: number, day: string) => `${people} 人，已办 ${done} 人 · ${day}提交`,
  requests: '这家企业的诉求',
  open: '在办的诉求',
  finished: '已结束的诉求',
  byList: '按名单导入',
  effective: (day: string) => `生效日期 ${day}`,
} as const;

/** Reasons that need no typing. */
export const registerReasons: Record<EnterpriseAction, readonly string[]> = {
  file: ['市级重点项目企业', '本年度纳税、用工大户', '镇街推荐'],
  submit: ['资料齐全，提请审核'],
  withdraw: ['企业暂不需要', '备案有误'],
  approve: ['符合重点服务企业条件'],
  return: ['资料不全，请补充', '服务层级待核实'],
  suspend: ['企业停产', '企业联系不上'],
  resume: ['企业已恢复生产'],
  remove: ['企业已注销', '企业已迁出本市', '不再符合条件'],
};
