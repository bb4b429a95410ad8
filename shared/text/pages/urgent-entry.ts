/** The ways to 特事特办 from other pages; apart, so that the first package carries no more than this. */
export const urgentEntryText = {
  entry: '急事等不到开门？特事特办',
  entryNote: '请值班人员特殊安排，由人答复',
  short: '急事等不及，特事特办',
  look: '找人看看',
} as const;
