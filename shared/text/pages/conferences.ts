import type { ConferenceAction } from '../../rules/conference-flow';
import type { Complexity } from '../../rules/case-clocks';

/** Steps of a conference that have a page of their own. `answer` is one tap on the list. */
export type ConferenceStep = 'convene' | Exclude<ConferenceAction, 'answer'>;

/** Words of the pages of case conferences and tasks. */
export const conferencesText = {
  title: '一事一议',
  none: '还没有召集过一事一议。涉及几个单位、单靠本单位定不下来的，由单位负责人或督办人员召集。',
  convene: '召集一事一议',
  convenedBy: '召集人',
  when: '时间',
  place: '地点',
  questions: '要议的事',
  units: '受邀单位',
  attended: '到会',
  absent: '未到会',
  noOpinion: '还没有意见',
  mine: '本单位',
  coming: '本单位到会',
  written: '改用书面意见',
  decision: '决定（内部）',
  outward: '告知诉求人',
  cancelReason: '取消原因',
  onCase: '一事一议和任务',
  onCaseNote: (conferences: number, tasks: number) => `一事一议 ${conferences} 次，未完成任务 ${tasks} 项`,
  toCase: '看办件',

  chooseUnits: '请哪些单位参加',
  chosen: (count: number) => `已选 ${count} 个单位`,
  findUnit: '单位名称',
  noUnit: '没有这个名称的单位，换个词再找。',
  day: '哪一天',
  clock: '几点',
  placePlaceholder: '会议室、现场地址',
  questionsPlaceholder: '要定的问题，一行一个',
  partyNote: '受邀单位在会议期间可以查看这件办件；诉求人会看到时间和参加单位。',
  opinion: '本单位意见',
  opinionPlaceholder: '能办什么、要什么条件、依据是什么',
  opinionNote: '意见只在公安内部可见，诉求人看不到。',
  whoCame: '哪些单位到会',
  decisionPlaceholder: '怎么定的、谁负责什么、依据是什么',
  outwardPlaceholder: '用一两句话告诉诉求人怎么办、下一步什么时候',
  tasks: '任务',
  addTask: '加一项任务',
  removeTask: '去掉这项',
  taskWhat: '做什么',
  taskOwner: '谁负责',
  taskDue: '什么时候完成',
  days: (days: number) => `${days} 个工作日`,
  setDay: '定日期',
  classify: '改定办理类别（可不选）',
  keepClass: '不改',
  classDay: '办结日期',
  reason: '原因',
  movePlaceholder: '为什么改，受邀单位会看到',
  cancelPlaceholder: '为什么取消，受邀单位会看到',
  missing: '还有内容没有填完，请补上后再提交。',
  send: { convene: '发出邀请', move: '改时间地点', opine: '提交意见', decide: '登记决定', cancel: '取消一事一议' } satisfies Record<
    ConferenceStep,
    string
  >,
} as const;

/** What a class that a decision may give means for the date. */
export const classNotes: Record<Exclude<Complexity, 'general'>, string> = {
  complex: '改为复杂，一个月内办结',
  especially_complex: '改为特别复杂，另定日期',
};

/** Words of the pages of tasks. */
export const tasksText = {
  title: '任务',
  detail: '任务',
  scopes: { mine: '我的任务', unit: '本单位任务' },
  none: '没有未完成的任务。一事一议定下的、办结后继续协调的，会出现在这里。',
  note: (count: number, more: boolean) => (count === 0 ? '没有未完成的任务' : `${count}${more ? ' 项以上' : ' 项'}未完成`),
  first: (what: string, until: string) => `先做：${what}，${until}`,
  by: (day: string, left: string) => `最迟 ${day}，${left}`,
  origin: '来自',
  of: '办件',
  owner: '负责人',
  due: '期限',
  result: '完成情况',
  resultPlaceholder: '做了什么、结果怎样',
  resultNote: '只在公安内部可见。',
  quick: ['已按决定办好。', '已与对方单位对接完成。', '已上门办理完毕。'],
  finish: '完成任务',
  tooShort: '请写清楚，至少 2 个字。',
  handOn: '转交给别人',
  handOnNote: '期限不变，办件的经过里会记下谁转交给谁。',
  handOnTo: '转交给谁',
  handOnReason: '为什么转交',
  handOnPlaceholder: '例如：本人调离，由接手同事继续办',
  handOnSend: '转交',
  noOther: '本单位和参加单位没有其他可以接手的人，请联系管理员。',
} as const;
