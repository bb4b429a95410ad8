import type { WaitStatus } from '../rules/wait-list';

export const waitStatusWords: Record<WaitStatus, string> = {
  waiting: '排队中',
  offered: '有名额了',
  accepted: '已约上',
  left: '已退出',
  passed: '没有接受',
  closed: '没有等到',
};

/** Words of the wait list, at a full day and on its own page. */
export const waitText = {
  title: '我的候补',
  note: '新的一天先登记，到放号时抽签排次序；之后加入的排在后面。有人退号时，按次序给候补的人。',
  entryNote: '看排到第几位，有名额时在这里接受',
  full: '这一天现在没有名额。您可以候补，有名额时按次序通知您。',
  forRelative: (name: string, item: string) => `${name}：${item}`,
  join: '候补这一天',
  joined: '已加入候补。轮到您时会通知您，名额为您保留一段时间。',
  toList: '看我的候补',
  none: '还没有候补。哪一天约满了，在选时间时可以加入候补。',
  noneFirst: '去办事',
  position: (position: number) => (position === 1 ? '下一个就是您' : `前面还有 ${position - 1} 位`),
  draws: (when: string) => `${when} 放号，届时抽签排次序`,
  offered: (when: string) => `${when} 有名额，为您留着`,
  held: '名额为您保留',
  accept: '接受并预约',
  leave: '退出候补',
  giveUp: '不要了，让给下一位',
  over: '保留时间到了，名额已给下一位。',
  past: '结束的候补',
} as const;
