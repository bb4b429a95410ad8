import type { IdNumberProblem, Sex } from './id-number';
import { checkIdNumber } from './id-number';
import type { Day } from './shanghai';
import { documentKey } from './text-keys';

/** Documents a person may give as real name (A2). */
export const documentKinds = ['resident_id', 'passport', 'hk_mo_permit', 'taiwan_permit', 'foreign_permanent_resident_id'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export type DocumentProblem = IdNumberProblem | 'form';

/** `certainty`: what the number itself proves. `form` says only that it looks right; no check character could be tested. */
export type DocumentCheck =
  | { ok: true; number: string; certainty: 'check_digit' | 'form'; birthDate?: Day; sex?: Sex }
  | { ok: false; problem: DocumentProblem };

// Numbers without a check character we could rely on: only the form is tested, and the answer says so.
const forms: Record<Exclude<DocumentKind, 'resident_id'>, RegExp> = {
  // ICAO 9303: up to nine letters and digits; a Chinese ordinary passport is E + 8 digits or E + letter + 7 digits.
  passport: /^(?=.*\d)[A-Z0-9]{6,9}$/,
  // 港澳居民来往内地通行证: H (Hong Kong) or M (Macao) + 8 digits; older ones carry the two digits of the issue behind it.
  hk_mo_permit: /^[HM]\d{8}(\d{2})?$/,
  // 台湾居民来往大陆通行证: 8 digits; the booklet before 2015 has two more for the issue.
  taiwan_permit: /^\d{8}(\d{2})?$/,
  // 外国人永久居留身份证 until 2023: three letters of the nationality + 12 digits. From 2023: 18 digits beginning with 9.
  foreign_permanent_resident_id: /^([A-Z]{3}\d{12}|9\d{16}[\dX])$/,
};

/** The number of any document a person may sign up with. Never claims more than the number can prove (see `certainty`). */
export function checkDocument(kind: DocumentKind, typed: string, today: Day): DocumentCheck {
  const number = documentKey(typed);
  if (kind === 'resident_id' || (kind === 'foreign_permanent_resident_id' && number.length === 18)) {
    if (kind !== 'resident_id' && !number.startsWith('9')) return { ok: false, problem: 'form' };
    const check = checkIdNumber(number, today);
    if (!check.ok) return check;
    return { ok: true, number, certainty: 'check_digit', birthDate: check.birthDate, sex: check.sex };
  }
  return forms[kind].test(number) ? { ok: true, number, certainty: 'form' } : { ok: false, problem: 'form' };
}
