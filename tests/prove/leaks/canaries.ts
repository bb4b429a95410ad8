import { idCheckCharacter } from '../../../shared/rules/id-number';
import { secrets } from '../access/stage';

/** What must be found nowhere: a number, name or secret that can be told from everything else in a file. */
export type Canary = 'an identity number' | 'a phone number' | 'a name' | 'a token' | 'a session key';
export type Canaries = { phones: Set<string>; tokens: Set<string> };

/** An identity number of a region that does not exist; `n` below 150,000. */
export function idNumberOf(n: number): string {
  const [month, day, sequence] = [1 + (n % 12), 1 + (Math.floor(n / 12) % 28), 100 + Math.floor(n / 336)];
  const first17 = `9900771953${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${sequence}`;
  return first17 + idCheckCharacter(first17);
}

export const phoneOf = (n: number): string => `19977${String(n).padStart(6, '0')}`;
export const nameOf = (n: number): string => `金丝雀${String.fromCodePoint(0x4e00 + (n % 1000), 0x5000 + Math.floor(n / 1000))}`;
/** How the session keys of the stand-in begin, instead of being random. */
export const sessionKeyMark = 'CANARYSESSIONKEY';

export const noCanaries = (): Canaries => ({ phones: new Set([secrets.urgentPhone]), tokens: new Set() });

/** The hexadecimal digits of a text, as Postgres shows bytes. */
const hex = (text: string) => Buffer.from(text).toString('hex');
/** How identity numbers begin: those of the scene are of the region 990001, ours of 990077 and of 1953. */
const beginnings = ['99000119', '99000120', '990077195'];

/** Canaries in a text, plain or as the hexadecimal digits in which Postgres shows bytes; `wanted` are those that must not be there. */
export function canariesIn(text: string, { phones, tokens }: Canaries, wanted: readonly Canary[]): Canary[] {
  const some = (pattern: RegExp, known: (found: string) => boolean) => [...text.matchAll(pattern)].some(([found]) => known(found));
  const plainOfHex = (digits: string) => Buffer.from(digits, 'hex').toString('latin1');
  const looks: Record<Canary, () => boolean> = {
    'an identity number': () =>
      /9900(?:01|77)(?:19|20)\d\d[01]\d[0-3]\d{4}[\dXx]/.test(text) || beginnings.some((beginning) => text.includes(hex(beginning))),
    'a phone number': () =>
      some(/(?<!\d)1[3-9]\d{9}(?!\d)/g, (found) => phones.has(found)) || some(/31(?:3[3-9])(?:3\d){9}/g, (found) => phones.has(plainOfHex(found))),
    'a name': () => text.includes('金丝雀') || text.includes(Buffer.from('金丝雀').toString('latin1')),
    'a token': () =>
      some(/[A-Za-z0-9_-]{40,60}/g, (found) => tokens.has(found)) || some(/(?:[2-7][0-9a-f]){40,60}/g, (found) => tokens.has(plainOfHex(found))),
    'a session key': () => text.includes(sessionKeyMark) || text.includes(hex(sessionKeyMark)),
  };
  return wanted.filter((canary) => looks[canary]());
}
