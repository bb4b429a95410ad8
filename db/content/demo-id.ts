import { createHash } from 'node:crypto';

const base32 = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id that is the same at every load: the form of `functions/ids.ts`, drawn from a name instead of time and chance. */
export function namedId(prefix: string, name: string): string {
  const digest = createHash('sha256').update(`${prefix}:${name}`).digest();
  let tail = '';
  for (let index = 0; index < 26; index += 1) tail += base32[(digest[index] ?? 0) & 31];
  return `${prefix}_${tail}`;
}
