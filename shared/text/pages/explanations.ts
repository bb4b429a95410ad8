import type { ExplanationOutcome, ExplanationState } from '../../rules/no-show';

/** Words about a missed appointment: what the person says, what the window answers (C9). */
export const explanationText = {
  title: '没到的原因',
  why: '有事来不了，或者到了没签上，可以在这里说明。窗口采纳后，这一次不计入没到的次数；因此暂停的网上预约马上恢复。',
  words: '为什么没到',
  wordsPlaceholder: '例如：当天突发急病，在医院就诊。',
  send: '交给窗口',
  sent: '已交给窗口，答复会通知您。',
  mine: '说明',
  reply: '窗口答复',

  list: '没到的说明',
  listNote: '申请人说明为什么没到，由您采纳或不采纳',
  none: '没有待答复的说明。申请人写了说明，会出现在这里。',
  who: '申请人',
  givenBy: '代为说明的家人',
  missed: '计入次数',
  times: (count: number) => `${count} 次`,
  blocked: (until: string) => `网上预约暂停到 ${until}`,
  saidAt: '说明',
  outcome: '怎样答复',
  replyLabel: '答复的话，申请人会看到',
  replyPlaceholder: '例如：已核对病历，不计入。',
  decide: '答复申请人',
} as const;

/** In the notice, when online booking is open again. */
export const blockLifted = '网上预约已恢复。';

export const explanationOutcomeWords: Record<ExplanationOutcome, string> = { accepted: '采纳，这次不计入', refused: '不采纳' };
export const explanationStateWords: Record<ExplanationState, string> = { waiting: '待窗口答复', accepted: '已采纳，不计入', refused: '未采纳' };
