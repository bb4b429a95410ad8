/** Words of the act by which staff see a masked number whole (K1). */
export const revealText = {
  why: '为什么看号码',
  reveal: '看完整号码',
  note: '谁看的、为什么看，会记下来，本人也能看到。',
} as const;
