import type { Day } from './shanghai';
import { isDay } from './shanghai';
import { documentKey } from './text-keys';

export type Sex = 'male' | 'female';

export type IdNumberProblem = 'length' | 'characters' | 'no_such_date' | 'born_in_future' | 'check_digit';

export type IdNumberCheck = { ok: true; number: string; birthDate: Day; sex: Sex; region: string } | { ok: false; problem: IdNumberProblem };

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/** The check character of the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2). Throws RangeError for anything but digits. */
export function idCheckCharacter(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new RangeError('17 digits expected');
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return checkCharacters.charAt(sum % 11);
}

/**
 * A citizen's identity number after GB 11643-1999: form, a birth date that exists and does not lie after `today`, check character.
 * The region is not looked up: codes that no longer exist stay valid on old cards. Numbers of 港澳台居民居住证 (81, 82, 83) follow the
 * same standard and pass too. Whether the number belongs to the name only the real-name service can say.
 */
export function checkIdNumber(typed: string, today: Day): IdNumberCheck {
  const number = documentKey(typed);
  if (number.length !== 18) return { ok: false, problem: 'length' };
  if (!/^\d{17}[\dX]$/.test(number)) return { ok: false, problem: 'characters' };
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isDay(birthDate) || birthDate < '1800-01-01') return { ok: false, problem: 'no_such_date' };
  if (birthDate > today) return { ok: false, problem: 'born_in_future' };
  if (idCheckCharacter(number.slice(0, 17)) !== number.charAt(17)) return { ok: false, problem: 'check_digit' };
  const sex = Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female';
  return { ok: true, number, birthDate, sex, region: number.slice(0, 6) };
}
