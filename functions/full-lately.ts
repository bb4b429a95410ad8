/** Long enough for a rush, short enough that a slot with places again is soon booked in one step. */
const keptMs = 5_000;
const most = 10_000;
const until = new Map<string, number>();

/**
 * Slots that a booking has just found full. Where one of these is asked for, a look that costs half of a booking comes before it; the look decides,
 * never this list, so it may forget, and each instance has its own.
 */
export const fullLately = {
  has: (slotId: string): boolean => (until.get(slotId) ?? 0) > performance.now(),
  add(slotId: string): void {
    if (until.size >= most) until.clear();
    until.set(slotId, performance.now() + keptMs);
  },
};
