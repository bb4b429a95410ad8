/** Words of the page on documents for the green channel. */
export const greenText = {
  title: '绿色通道证件',
  note: '核过证件的现役军人、特殊人才，登记后预约、取号、签到都走绿色通道',
  record: '登记一份',
  who: '证件上的人',
  kind: '属于哪一类',
  until: '证件到哪天有效',
  untilPast: '这个日期已经过去，证件失效的不能登记。',
  untilFar: (years: number) => `最长登记 ${years} 年，到期再核一次证件。`,
  untilWrong: '没有这一天，请再看一下证件。',
  save: '看过原件，登记',
  saved: '已登记。从现在起，这个人预约、取号、签到都走绿色通道。',
  list: '在这个大厅登记过的',
  none: '还没有登记过。登记后会在这里，登记错了可以撤回。',
  line: (kind: string, until: string) => `${kind} · 有效到 ${until}`,
  withdrawWhy: '为什么撤回',
  withdrawYes: '撤回这条登记',
  keep: '保留',
} as const;

export type GreenDocumentStanding = 'holds' | 'over' | 'withdrawn';
export const greenStandingWords: Record<GreenDocumentStanding, string> = { holds: '有效', over: '已过期或已更新', withdrawn: '已撤回' };
