/** The yardstick of C14: what 一窗办理 took off a visit where it was measured, in percent. */
export const visitTimeYardstick = -33.7;

/** How much longer (+) or shorter (−) a visit takes than the baseline, in percent with one decimal; null where either is missing. */
export function changeAgainst(baselineMinutes: number | null, minutes: number | null): number | null {
  if (baselineMinutes === null || minutes === null || baselineMinutes <= 0) return null;
  return Math.round(((minutes - baselineMinutes) / baselineMinutes) * 1000) / 10;
}

/** A share in percent with one decimal; null of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 10;
}
