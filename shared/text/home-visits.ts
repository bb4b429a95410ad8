import type { HomeVisitKind, HomeVisitNeed, HomeVisitStatus } from '../rules/home-visit-flow';

export const homeVisitKindWords: Record<HomeVisitKind, string> = { booking: '上门登记预约', acceptance: '上门受理', delivery: '上门送达' };
export const homeVisitKindNotes: Record<HomeVisitKind, string> = {
  booking: '第一次集中办事，先上门核对材料、约好时间',
  acceptance: '带设备上门采集、收件',
  delivery: '把办好的证件送到厂区',
};

export const homeVisitNeedWords: Record<HomeVisitNeed, string> = {
  many_people: '人数多，集中办',
  cannot_come: '有人行动不便、来不了',
  cannot_stop_work: '生产线走不开',
};

export const homeVisitStatusWords: Record<HomeVisitStatus, string> = {
  asked: '等答复',
  approved: '待安排',
  planned: '已安排',
  arrived: '已到场',
  done: '已完成',
  declined: '不上门',
  cancelled: '已取消',
};

/** Lines on the timeline of the request and in notices. */
export const homeVisitText = {
  title: (kind: HomeVisitKind, people: number) => `申请${homeVisitKindWords[kind]}，${people} 人`,
  asked: (kind: HomeVisitKind, people: number) => `申请${homeVisitKindWords[kind]}，${people} 人`,
  approved: '同意上门，时间另行告知',
  declined: (reason: string) => `不上门：${reason}`,
  planned: (when: string, until: string, team: string) => `${when} 至 ${until} 之间上门，${team}`,
  rescheduled: (reason: string) => `上门改期，新的时间另行告知：${reason}`,
  cancelled: (reason: string) => `取消上门：${reason}`,
  arrived: '已到场',
  done: (done: number, people: number, result: string) => `办了 ${done} 人（共 ${people} 人）：${result}`,
  rated: (title: string) => `上门服务：${title}`,
  caseEnded: '诉求已结束',
  member: (day: string, leaves: string, stops: number) => `${day} ${leaves} 出发，${stops} 站`,
};
