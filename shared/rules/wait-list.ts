/** The life of a place on the wait list of a hall's day (C7): in order, an offer held for one person, then the next. */
export const waitStatuses = ['waiting', 'offered', 'accepted', 'left', 'passed', 'closed'] as const;
export type WaitStatus = (typeof waitStatuses)[number];

const waitActions = ['offer', 'accept', 'leave', 'pass', 'close'] as const;
type WaitAction = (typeof waitActions)[number];

export const waitFlow: Record<WaitStatus, Partial<Record<WaitAction, WaitStatus>>> = {
  waiting: { offer: 'offered', leave: 'left', close: 'closed' },
  offered: { accept: 'accepted', leave: 'left', pass: 'passed' },
  accepted: {},
  left: {},
  passed: {},
  closed: {},
};

/** Until when an offer is held: the set minutes, but never past the beginning of its slot. */
export function offerUntil(offerEnds: string, slotStartsAt: string): string {
  return offerEnds < slotStartsAt ? offerEnds : slotStartsAt;
}
