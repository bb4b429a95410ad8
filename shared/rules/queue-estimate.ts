import type { Settings } from './settings';

type EstimateSettings = Pick<Settings, 'usualServiceMinutes' | 'usualServices' | 'longestServiceMinutes'>;

/**
 * Minutes one service takes today, from those finished so far; `served` are their minutes. So many services of the usual length stand beside them, so that
 * one quick or slow visit does not swing the estimate; one that was left open over lunch counts as the longest.
 */
export function minutesPerService(
  served: readonly number[],
  { usualServiceMinutes, usualServices, longestServiceMinutes }: EstimateSettings,
): number {
  const counted = served.filter((minutes) => minutes >= 0).map((minutes) => Math.min(minutes, longestServiceMinutes));
  if (counted.length + usualServices === 0) return usualServiceMinutes;
  const sum = counted.reduce((total, minutes) => total + minutes, usualServices * usualServiceMinutes);
  return sum / (counted.length + usualServices);
}

/**
 * Waiting minutes shown on the phone, rounded up to five above ten: those ahead share the open counters that take their items, and with nobody
 * ahead it is a call within one service at the latest.
 */
export function estimatedMinutes(ahead: number, perService: number, openCounters: number): number {
  const minutes = Math.ceil((ahead * perService) / Math.max(1, openCounters));
  return minutes > 10 ? Math.ceil(minutes / 5) * 5 : minutes;
}
