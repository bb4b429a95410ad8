/** What the browser calls itself, in at most 60 characters. */
export function phoneModel(): string {
  return (/\(([^)]+)\)/.exec(navigator.userAgent)?.[1] ?? 'Browser').slice(0, 60);
}
