/** Words of the pages on how halls do. */
export const figuresText = {
  list: '大厅成效',
  listNote: '一次办成、等候、爽约、号源',
  periods: { week: '近 7 天', month: '近 30 天', quarter: '近 90 天', year: '近一年' },
  period: '看哪一段',
  none: '您的单位还没有大厅。',
  rowNote: (visits: number, share: number | null) => `办理 ${visits} 次 · 一次办成 ${percent(share)}`,
  change: (change: number | null) => (change === null ? '还没有可比的时间' : `单次用时 ${signed(change)}`),

  visitTime: '单次用时（取号到办完）',
  ours: '本厅这段时间',
  before: '本厅基线',
  minutes: '分钟',
  noFigure: '这段时间还没有办结的号，没有数字可看。',
  against: (change: number, yardstick: number) => `与本厅基线相比 ${signed(change)}；“一窗办理”参照值为 ${signed(yardstick)}。`,
  baselineOwn: (from: string, until: string) => `基线取本厅最初一段（${from}至${until}）的中位数。`,
  baselineEntered: (reason: string) => `基线由单位填报：${reason}`,
  enter: '填报基线',
  enterMinutes: '改革前单次用时',
  enterReason: '数字从哪里来',
  enterReasonHint: '2 至 200 个字，如：改革前一个月抽样计时',
  enterSave: '保存基线',
  trips: '一次办成',
  tripsNote: (one: number, all: number) => `办成 ${all} 件，其中 ${one} 件只跑一次`,
  waiting: '等候',
  handling: '办理',
  median: '中位数',
  p90: '九成以内',
  places: '号源（时段已结束的）',
  planned: '计划',
  booked: '已约',
  used: '实际到场',
  piece: '个',
  missed: '爽约',
  missedNote: (missed: number, due: number) => `应到 ${due} 人，${missed} 人没来`,
  byItem: '按事项',
  itemNote: (visits: number, waiting: number | null, handling: number | null) =>
    [`办理 ${visits} 次`, waiting === null ? '' : `等候 ${waiting} 分钟`, handling === null ? '' : `办理 ${handling} 分钟`]
      .filter(Boolean)
      .join(' · '),
} as const;

export const percent = (share: number | null): string => (share === null ? '暂无' : `${share}%`);

const signed = (change: number): string => `${change > 0 ? '+' : change < 0 ? '−' : ''}${Math.abs(change)}%`;
