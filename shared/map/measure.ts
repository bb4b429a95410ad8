/**
 * Widths in ems, on the safe side of the fonts the picture meets (PingFang, Noto Sans, Roboto with a Chinese fallback): the phone has no way to measure
 * text that is not on the screen, and the same picture must not overflow anywhere.
 */
const narrow: Record<string, number> = {
  ' ': 0.32,
  '.': 0.36,
  ',': 0.36,
  ':': 0.36,
  '-': 0.46,
  '/': 0.5,
  '(': 0.42,
  ')': 0.42,
  m: 0.94,
  w: 0.86,
  M: 0.95,
  W: 1,
  '%': 0.95,
  '@': 1,
};

function widthOfLetter(letter: string): number {
  const known = narrow[letter];
  if (known !== undefined) return known;
  if (/[0-9]/.test(letter)) return 0.62;
  if (/[a-z]/.test(letter)) return 0.64;
  if (/[A-Z]/.test(letter)) return 0.78;
  return 1;
}

/** Width of a text at a size, in the unit of the size. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const letter of text) ems += widthOfLetter(letter);
  return ems * size;
}

const noLineBegins = /^[，。、；：？！）”’》〉」』…·%]/;
const noLineEnds = /[（“‘《〈「『]$/;

/** A text in lines no wider than `width`: broken between Chinese characters and at spaces, never before closing or after opening punctuation. */
export function wrap(text: string, size: number, width: number, firstIndent = 0): string[] {
  const lines: string[] = [];
  let line = '';
  // Words, numbers and their unit-free neighbours stay whole; every other character stands alone.
  for (const piece of text.match(/[A-Za-z0-9.%@-]+|[\s\S]/gu) ?? []) {
    const room = width - (lines.length === 0 ? firstIndent : 0);
    if (line === '' || textWidth(line + piece, size) <= room) {
      line += piece;
      continue;
    }
    const cut = breakBefore(line, piece);
    lines.push(line.slice(0, cut));
    line = (line.slice(cut) + piece).trimStart();
  }
  return line === '' ? lines : [...lines, line];
}

/** How much of a full line may stay when `next` follows: characters that must not part move on together. */
function breakBefore(line: string, next: string): number {
  let cut = line.length;
  let follower = next;
  while (cut > 1 && (noLineBegins.test(follower) || noLineEnds.test(line.slice(0, cut)))) {
    follower = line.slice(cut - 1);
    cut -= 1;
  }
  return cut > 1 ? cut : line.length;
}
