/**
 * Fields of WeChat subscribe messages. WeChat refuses the whole message (47003) when one field is empty, too long or of
 * other characters, so every value is brought into its form here, cut where a person can still read it.
 * Limits: 订阅消息参数值内容限制说明 (developers.weixin.qq.com).
 */
export const templateFieldKinds = [
  'thing',
  'number',
  'letter',
  'symbol',
  'character_string',
  'time',
  'date',
  'amount',
  'phone_number',
  'car_number',
  'name',
  'phrase',
  'enum',
] as const;
export type TemplateFieldKind = (typeof templateFieldKinds)[number];

/** `thing12` → `thing`; null for a key WeChat does not know. */
export function templateFieldKind(key: string): TemplateFieldKind | null {
  const kind = /^([a-z_]+?)\d+$/.exec(key)?.[1];
  return templateFieldKinds.find((known) => known === kind) ?? null;
}

/** The `data` of a message: each value fitted to the kind its key names. Throws on a key that WeChat does not know. */
export function fitTemplateData(fields: Readonly<Record<string, string>>): Record<string, { value: string }> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, { value: fitTemplateField(key, value) }]));
}

/** One value, fitted. */
export function fitTemplateField(key: string, value: string): string {
  const kind = templateFieldKind(key);
  if (kind === null) throw new RangeError(`unknown template field ${key}`);
  return fit[kind](visible(value));
}

/** Signs that belong to the one before them: joiners, colours of skin, marks of style. A cut never leaves them behind. */
const hangingOn = /[\u200D\uFE0F\p{Emoji_Modifier}\p{Mn}]/u;

/** Without what nobody sees and WeChat may refuse: control signs, directions, halves of signs. Lines become spaces; a joiner stays between signs. */
function visible(value: string): string {
  return value
    .replace(/\p{Surrogate}/gu, '')
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/(?!\u200D)\p{Cf}/gu, '')
    .replace(/^[\u200D\s]+|[\u200D\s]+$/g, '');
}

const fit: Record<TemplateFieldKind, (value: string) => string> = {
  thing: (value) => shorten(value, 20) || '无',
  number: (value) => (/-?\d+(\.\d+)?/.exec(value)?.[0] ?? '0').slice(0, 32).replace(/\.$/, ''),
  letter: (value) => value.replace(/[^A-Za-z]/g, '').slice(0, 32) || 'NA',
  symbol: (value) => [...value.replace(/[\p{L}\p{N}\s]/gu, '')].slice(0, 5).join('') || '-',
  character_string: (value) =>
    value
      .replace(/[^\x20-\x7e]/g, '')
      .trim()
      .slice(0, 32)
      .trim() || '-',
  time: moment,
  date: moment,
  amount: (value) => `${/\d{1,10}(\.\d{1,2})?/.exec(value.replaceAll(',', ''))?.[0] ?? '0'}元`,
  // Without its extension a number still reaches somebody; cut in the middle it reaches a stranger.
  phone_number: (value) => (value.split(/转|ext/i)[0] ?? '').replace(/[^\d+-]/g, '').slice(0, 17) || '-',
  car_number: (value) => [...value.replace(/[^\p{Script=Han}A-Za-z0-9]/gu, '')].slice(0, 8).join('').toUpperCase(),
  name: personName,
  phrase: (value) => [...value.replace(/[^\p{Script=Han}]/gu, '')].slice(0, 5).join('') || '无',
  enum: (value) => value,
};

/** Where a clause ends: cutting here leaves words that stand by themselves. Full-width signs are escaped to keep them apart from ASCII. */
const clauseEnd = /[\uFF0C\u3002\uFF1B\u3001\uFF1A\uFF01\uFF1F,;:!?\s\u2014\u00B7|/-]/;
const openers = '(\uFF08\u300A\u201C\u2018\u3010\u300C[';
const closers = ')\uFF09\u300B\u201D\u2019\u3011\u300D]';

/**
 * At most `limit` characters. A longer text ends with … at the end of a clause if one lies in its second half, and never
 * with an opened bracket: 居住证申领（市外迁入人员及其随迁子女）材料 → 居住证申领…
 */
function shorten(value: string, limit: number): string {
  const letters = [...value];
  if (letters.length <= limit) return value;
  let kept = letters.slice(0, limit - 1);
  // A sign made of several is kept whole or not at all.
  if (hangingOn.test(letters[limit - 1] ?? '') || kept.at(-1) === '\u200D') kept = withoutLastSign(kept);
  const end = kept.findLastIndex((letter) => clauseEnd.test(letter));
  if (end >= limit / 2) kept = kept.slice(0, end);
  const opened = unclosed(kept);
  // Only when enough is left to be understood; else an open bracket is the smaller evil.
  if (opened >= 4) kept = kept.slice(0, opened);
  while (kept.length > 0 && clauseEnd.test(kept.at(-1) ?? '')) kept.pop();
  return `${kept.join('')}…`;
}

function withoutLastSign(letters: readonly string[]): string[] {
  const kept = [...letters];
  for (let last = kept.pop(); last !== undefined && (hangingOn.test(last) || kept.at(-1) === '\u200D'); last = kept.pop());
  return kept;
}

/** Index of the outermost bracket that is opened and not closed, or -1. */
function unclosed(letters: readonly string[]): number {
  const open: number[] = [];
  letters.forEach((letter, index) => {
    if (openers.includes(letter)) open.push(index);
    else if (closers.includes(letter)) open.pop();
  });
  return open[0] ?? -1;
}

/** Purely Latin names have 20 places, all others 10. A Latin name is cut between words. */
function personName(value: string): string {
  if (/^[\x20-\x7e]+$/.test(value)) {
    if (value.length <= 20) return value;
    const cut = value.slice(0, 20);
    return (value.charAt(20) === ' ' ? cut : cut.slice(0, Math.max(cut.lastIndexOf(' '), 0)) || cut).trim();
  }
  const letters = [...value.replace(/\d/g, '')];
  if (letters.length === 0) return '无';
  const middleDot = letters.indexOf('·');
  // 玛依努尔·阿卜杜热合曼江: the given name before the dot is what the person is called.
  if (letters.length > 10 && middleDot > 0 && middleDot <= 10) return letters.slice(0, middleDot).join('');
  return letters.slice(0, 10).join('');
}

/** An instant becomes 2026年11月23日 09:30, Shanghai time; a date 2026年11月23日; what is worded already passes. */
function moment(value: string): string {
  const instant = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(instant)) {
    // Template times lie in the present, where Shanghai is UTC+8 without daylight saving.
    const at = new Date(instant + 8 * 3_600_000).toISOString();
    return `${dayWords(at.slice(0, 10))} ${at.slice(11, 16)}`;
  }
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return dayWords(value);
  // Input methods for Chinese write full-width tildes and colons, which WeChat refuses.
  return value.replaceAll('\uFF5E', '~').replaceAll('\uFF1A', ':');
}

function dayWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
