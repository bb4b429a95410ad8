import type { Settings } from './settings';
import type { Instant } from './shanghai';
import { later } from './shanghai';

/** How a rebooking ended: the offer taken, another time chosen, cancelled by the person, the old place given back, closed at the old time. */
export const rebookingEnds = ['accepted', 'moved', 'cancelled', 'kept', 'closed'] as const;
export type RebookingEnd = (typeof rebookingEnds)[number];

/** What officer and person see: the offer waits, has lapsed, there was none to make, or how it ended. */
export type RebookingState = 'offered' | 'lapsed' | 'none' | RebookingEnd;

/**
 * Until when an offered place is kept: so many hours (setting `rebookingHours`), but not beyond so long before it begins (`rebookingEndsMinutes`).
 */
type OfferSettings = Pick<Settings, 'rebookingHours' | 'rebookingEndsMinutes'>;
export function offerExpires(now: Instant, startsAt: Instant, { rebookingHours, rebookingEndsMinutes }: OfferSettings): Instant {
  const whole = later(now, rebookingHours * 3_600_000);
  const latest = later(startsAt, -rebookingEndsMinutes * 60_000);
  return whole < latest ? whole : latest;
}

export function rebookingState(row: { slotId: string | null; expiresAt: Instant | null; ending: RebookingEnd | null }, now: Instant): RebookingState {
  if (row.ending) return row.ending;
  if (row.slotId === null || row.expiresAt === null) return 'none';
  return now < row.expiresAt ? 'offered' : 'lapsed';
}
