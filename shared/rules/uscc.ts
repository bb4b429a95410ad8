import { documentKey } from './text-keys';

export type UsccProblem = 'length' | 'characters' | 'check_digit';
export type UsccCheck = { ok: true; code: string } | { ok: false; problem: UsccProblem };

// GB 32100-2015: no I, O, S, V, Z.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The check character of the first 17 of a unified social credit code (GB 32100-2015). Throws RangeError for other signs. */
export function usccCheckCharacter(first17: string): string {
  let weight = 1;
  let sum = 0;
  if (first17.length !== 17) throw new RangeError('17 characters expected');
  for (const character of first17) {
    const value = alphabet.indexOf(character);
    if (value < 0) throw new RangeError(`not in a unified social credit code: ${character}`);
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** A unified social credit code as typed: form and check character (GB 32100-2015). */
export function checkUscc(typed: string): UsccCheck {
  const code = documentKey(typed);
  if (code.length !== 18) return { ok: false, problem: 'length' };
  if ([...code].some((character) => !alphabet.includes(character))) return { ok: false, problem: 'characters' };
  if (usccCheckCharacter(code.slice(0, 17)) !== code.charAt(17)) return { ok: false, problem: 'check_digit' };
  return { ok: true, code };
}
