import type { Day } from './shanghai';

/** D9: places that a group may take at a hall on a day. */
export type BlockDay = { date: Day; free: number };

/**
 * What to offer who wants `count` places at once: the first day that has them all, else as many as the fullest day has, the first of equals.
 * Null when nothing is free.
 */
export function blockOffer(days: readonly BlockDay[], count: number): { date: Day; count: number } | null {
  const whole = days.find(({ free }) => free >= count);
  if (whole) return { date: whole.date, count };
  const fullest = days.reduce<BlockDay | null>((best, day) => (day.free > (best?.free ?? 0) ? day : best), null);
  return fullest && { date: fullest.date, count: fullest.free };
}
