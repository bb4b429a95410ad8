import type { CheckedText, HoldReason, UnshownState } from '../rules/text-check';

/** What others read instead of words that were not passed (K4). */
export const unshownWords: Record<UnshownState, string> = {
  waiting: '（内容核对中，通过后显示）',
  held: '（内容核对中，通过后显示）',
  refused: '（这段内容未通过核对，不显示）',
};

/** What the author is told of the own words, with a way on. */
export const ownCheckWords: Record<UnshownState, string> = {
  waiting: '这段内容正在核对，同事稍后能看到。经办人已经收到，照常办理。',
  held: '这段内容要人工核对，通过后同事才能看到。经办人已经收到，照常办理。',
  refused: '这段内容未通过核对，同事看不到。经办人已经收到，照常办理；您可以换个说法再补充。',
};
/** What staff are told of words that others of the firm may not read, or not yet. */
export const staffCheckWords: Record<UnshownState, string> = {
  waiting: '同企业的其他人暂时看不到这段：正在核对。',
  held: '同企业的其他人暂时看不到这段：等人工核对。',
  refused: '同企业的其他人看不到这段：未通过核对。',
};
export const refusedBecause = (answer: string) => `原因：${answer}`;

/** The list of staff who decide on held words. */
export const textChecksText = {
  title: '内容核对',
  note: '这些内容没有通过微信的自动核对，同企业的人或公众还看不到。请看一看再决定。',
  count: (held: number) => (held === 0 ? '没有要核对的内容' : `${held} 段内容待核对`),
  none: '没有要核对的内容。没通过自动核对的内容会出现在这里。',
  by: '谁写的',
  unit: '单位',
  when: '写于',
  why: '为什么要看',
  noName: '没有留姓名',
  approve: '可以显示',
  refuse: '不予显示',
  answer: '不予显示的原因（告诉本人）',
  refuseSend: '确定不予显示',
} as const;

export const checkedTextWords: Record<CheckedText, string> = {
  request: '诉求',
  request_words: '诉求的补充',
  return_words: '回访答复',
  answer: '公开问答',
};

export const holdReasonWords: Record<HoldReason, string> = {
  review: '微信建议人工核对',
  risky: '微信认为可能违规',
  uncheckable: '微信无法核对，例如本人近两小时没有打开小程序',
  late: '微信一天没有给出结果',
};
