/** Minutes of one service until a hall has figures of its own. */
export const usualServiceMinutes = 12;
/** So many services of the usual length stand beside the day's own, so that one quick or slow visit does not swing the estimate. */
const usualWeight = 3;
/** A service that was left open over lunch says nothing about the next one. */
const longestCounted = 60;

/** Minutes one service takes today, from those finished so far; `served` are their minutes. */
export function minutesPerService(served: readonly number[]): number {
  const counted = served.filter((minutes) => minutes >= 0).map((minutes) => Math.min(minutes, longestCounted));
  const sum = counted.reduce((total, minutes) => total + minutes, usualWeight * usualServiceMinutes);
  return sum / (counted.length + usualWeight);
}

/**
 * Waiting minutes shown on the phone, rounded up to five above ten: those ahead share the open counters that take their items, and with nobody
 * ahead it is a call within one service at the latest.
 */
export function estimatedMinutes(ahead: number, perService: number, openCounters: number): number {
  const minutes = Math.ceil((ahead * perService) / Math.max(1, openCounters));
  return minutes > 10 ? Math.ceil(minutes / 5) * 5 : minutes;
}
