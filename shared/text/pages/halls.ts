import type { CalendarChange, DayEffect } from '../../rules/calendar-change';
import type { OpeningFrame, PlaceKind } from '../../rules/opening';
import { frameDays, frameText } from '../opening';
import { dateText } from '../when';

export const placeKindWords: Record<PlaceKind, string> = { public: '公众', green_channel: '绿色通道', enterprise: '企业', walk_in: '现场' };

/** Words of the staff's pages on the calendars of halls. */
export const hallsText = {
  list: '大厅日历',
  listNote: '开放时间、号源、停办',
  homeNote: (halls: number, entries: number) => (entries > 0 ? `${halls} 个大厅 · ${entries} 项停办或调整` : `${halls} 个大厅，照常开放`),
  none: '您的单位还没有大厅。大厅由管理员登记。',
  counters: (count: number) => `${count} 个窗口`,
  coming: (places: number, taken: number) => `14 天内 ${places} 个号，已约 ${taken} 个`,
  entriesOf: (count: number) => (count > 0 ? `停办或调整 ${count} 项` : '照常开放'),

  calendar: '大厅日历',
  hours: '开放时间',
  editHours: '修改开放时间',
  close: '停办一天或一段',
  special: '调整某一天',
  from: (day: string) => `${day}起`,
  now: '现在的开放时间',
  days: '接下来 14 天',
  ordinary: '照常开放',
  dayPlaces: (places: number, taken: number) => (places > 0 ? `${places} 个号，已约 ${taken} 个` : '没有号'),
  dayHit: (count: number) => `${count} 人等待改期`,
  entries: '停办和调整',
  noEntries: '没有停办和调整。',
  wholeDay: '全天',
  withdraw: '取消',
  withdrawTitle: (what: string) => `取消“${what}”？`,
  history: '谁改过什么',
  noHistory: '还没有改动。改动后，这里写明谁、何时、为什么。',
  effectTotal: (gains: number, losses: number, hit: number) =>
    [`多 ${gains} 个号`, `少 ${losses} 个号`, hit > 0 ? `影响 ${hit} 人` : '没有影响预约'].join('，'),

  day: '当天号源',
  noSlots: '这一天没有号。',
  slotPlaces: (kind: string, taken: number, places: number) => `${kind} ${taken}/${places}`,
  afterHours: '延时服务',

  closeNote: '先看影响，再保存',
  date: '哪一天',
  datePast: '请选今天或以后的日期。',
  part: '停办多久',
  parts: { day: '全天', morning: '上午（12:00 前）', afternoon: '下午（12:00 后）', own: '自定一段' },
  begin: '开始',
  end: '结束',
  earlier: '提前 30 分钟',
  later: '推后 30 分钟',
  less: '减少一个',
  more: '增加一个',

  hoursNote: '从生效日起按新时间放号',
  effectiveFrom: '从哪一天起',
  weekday: '周一至周五（含调休上班日）',
  weekend: '周六、周日',
  frame: (index: number) => `第 ${index} 段`,
  staff: '窗口数',
  perSlot: (places: number) => `每个时段 ${places} 个号`,
  addFrame: '加一段',
  removeFrame: '去掉这一段',
  closedDays: '这些天不开放。',
  afterHoursTick: '延时服务',
  onDays: '只在这几天',
  weekdayNames: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  slot: '时段长度',
  visit: '平均办理',
  minutes: (count: number) => `${count} 分钟`,
  shares: '号源比例',
  share: (weight: number) => `${weight} 份`,

  specialNote: '只改这一天，节假日也可以开放',
  closedThatDay: '这一天不开放。',

  reason: '理由',
  reasonHint: '2 至 100 个字，群众会看到',
  quick: '常用理由',
  reasons: ['设备检修', '停电停水', '人员培训', '延长服务时间', '窗口调整', '恢复正常'],
  look: '看影响',
  lookAgain: '号源或预约刚有变化，下面是新的影响。',
  save: '确认保存',
  saved: '已保存',
  savedHit: (count: number) => `已保存。${count} 人的预约受影响，已逐一发出改期建议。`,
  nothing: (until: string) => `${until}以前的号源没有变化。`,
  until: (until: string) => `号源已放到${until}，以后的天数按新时间放号。`,
  effect: '影响',
  effectOf: ({ gains, losses, hit, kept }: DayEffect) =>
    [
      gains > 0 ? `多 ${gains} 个号` : '',
      losses > 0 ? `少 ${losses} 个号` : '',
      hit > 0 ? `影响 ${hit} 人` : '',
      kept > 0 ? `${kept} 人恢复原时段` : '',
    ]
      .filter(Boolean)
      .join(' · '),
  hitList: (count: number) => `受影响的预约 ${count} 个`,
  hitNote: '保存后，系统为每人保留一个最近的名额并通知本人。',
  onlyHeads: '修改由单位负责人或管理员办理。',
} as const;

/** One line for a change in the history. */
export function changeLine(change: CalendarChange, today: string): string {
  switch (change.kind) {
    case 'pattern':
      return `修改开放时间，${dateText(change.effectiveFrom, today)}起`;
    case 'exception':
      return `调整 ${dateText(change.date, today)}：${framesLine(change.frames)}`;
    case 'closure':
      return `停办 ${dateText(change.date, today)} ${partText(change)}`;
    case 'withdraw':
      return '取消一项停办或调整';
  }
}

export const partText = ({ from, to }: { from?: string | null; to?: string | null }): string =>
  from || to ? `${from ?? '00:00'}–${to ?? '24:00'}` : hallsText.wholeDay;

export const framesLine = (frames: readonly OpeningFrame[]): string =>
  frames.map((frame) => [frameDays(frame), frame.afterHours ? '延时' : '', frameText(frame)].filter(Boolean).join(' ')).join('、') || '不开放';
