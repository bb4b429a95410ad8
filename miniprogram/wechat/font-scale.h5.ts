/** The letter size set in the browser, as a factor of the usual 16 px, 0.8 to 2. */
export function fontScale(): number {
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Math.min(2, Math.max(0.8, size / 16 || 1));
}
