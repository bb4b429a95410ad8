/** Short codes of appointments and checklists: no 0/O, 1/I/L, so that they can be read out (shared/contract/shapes.ts has the same pattern). */
const pattern = /^[2-9A-HJKMNP-Z]{6,10}$/;

/**
 * The short code in what was scanned or typed: the bare code, spaced or in small letters, or an address that carries it as `code` or `scene`.
 * Null when there is none.
 */
export function shortCodeIn(text: string): string | null {
  const carried = /[?&](?:code|scene)=([^&#]+)/.exec(text)?.[1] ?? text;
  const code = carried
    .normalize('NFKC')
    .replace(/[\s-]+/g, '')
    .toUpperCase();
  return pattern.test(code) ? code : null;
}
