import { ageGroup, ageOn, needsGuardianConsent } from '../../shared/rules/age';
import { checkIdNumber, idCheckCharacter } from '../../shared/rules/id-number';
import { checkDocument, documentKinds } from '../../shared/rules/id-number-documents';
import { addDays } from '../../shared/rules/shanghai';
import { checkUscc, usccCheckCharacter } from '../../shared/rules/uscc';
import { documentNames, documentProblems } from '../../shared/text/id-number';
import { defaultSettings } from '../../shared/rules/settings';
import { seeded } from './numbers';

const today = '2026-11-23';
const withCheck = (first17: string) => first17 + idCheckCharacter(first17);

describe('the identity number', () => {
  it('has the check character that GB 11643 gives', () => {
    expect(idCheckCharacter('35062719971127541')).toBe('9');
  });

  it('tells birth date, sex and region', () => {
    expect(checkIdNumber('350627199711275419', today)).toEqual({
      ok: true,
      number: '350627199711275419',
      birthDate: '1997-11-27',
      sex: 'male',
      region: '350627',
    });
    expect(checkIdNumber(withCheck('35062719971127542'), today)).toMatchObject({ ok: true, sex: 'female' });
  });

  it('is read as people type it: small x, spaces, hyphens, full-width digits', () => {
    const withX = Array.from({ length: 999 }, (_, serial) => withCheck(`99000119900101${String(serial + 1).padStart(3, '0')}`)).find((number) =>
      number.endsWith('X'),
    );
    expect(withX).toBeDefined();
    expect(checkIdNumber(withX?.toLowerCase() ?? '', today)).toMatchObject({ ok: true, number: withX });
    expect(checkIdNumber('350627 19971127-5419', today).ok).toBe(true);
    expect(checkIdNumber('３５０６２７１９９７１１２７５４１９', today).ok).toBe(true);
  });

  it.each([
    ['35062719971127541', 'length'],
    ['3506271997112754190', 'length'],
    ['35062719971127541A', 'characters'],
    ['X50627199711275419', 'characters'],
    ['350627199702305413', 'no_such_date'],
    ['350627199713015413', 'no_such_date'],
    ['350627190002295413', 'no_such_date'],
    ['350627199711275418', 'check_digit'],
    ['350627199711275491', 'check_digit'],
  ])('%s is refused: %s', (number, problem) => {
    expect(checkIdNumber(number, today)).toEqual({ ok: false, problem });
  });

  it('may be born today but not tomorrow', () => {
    expect(checkIdNumber(withCheck('99000120261123001'), today).ok).toBe(true);
    expect(checkIdNumber(withCheck('99000120261124001'), today)).toEqual({ ok: false, problem: 'born_in_future' });
  });

  it('accepts a birth date of a year with daylight saving and keeps it as a date', () => {
    expect(checkIdNumber(withCheck('99000119860504001'), today)).toMatchObject({ ok: true, birthDate: '1986-05-04' });
    expect(checkIdNumber(withCheck('99000119910414001'), today)).toMatchObject({ ok: true, birthDate: '1991-04-14' });
  });

  it('notices every single wrong digit and every swap of neighbours, in 2,000 numbers', () => {
    const random = seeded(11643);
    for (let round = 0; round < 2_000; round += 1) {
      const birth = addDays('1950-01-01', random.below(27_000)).replaceAll('-', '');
      const number = withCheck(`990001${birth}${String(random.below(1_000)).padStart(3, '0')}`);
      expect(checkIdNumber(number, today).ok).toBe(true);
      const at = random.below(17);
      const other = String((Number(number[at]) + 1 + random.below(9)) % 10);
      expect(checkIdNumber(number.slice(0, at) + other + number.slice(at + 1), today).ok).toBe(false);
      const swap = random.below(16);
      if (number[swap] === number[swap + 1]) continue;
      expect(checkIdNumber(number.slice(0, swap) + number[swap + 1] + number[swap] + number.slice(swap + 2), today).ok).toBe(false);
    }
  });
});

describe('other documents', () => {
  it.each([
    ['passport', 'E12345678', true],
    ['passport', 'EA1234567', true],
    ['passport', 'ABCDEFGH', false],
    ['passport', 'E1234', false],
    ['hk_mo_permit', 'H12345678', true],
    ['hk_mo_permit', 'M1234567801', true],
    ['hk_mo_permit', 'C12345678', false],
    ['taiwan_permit', '12345678', true],
    ['taiwan_permit', '1234567', false],
    ['foreign_permanent_resident_id', 'USA1101990010112', false],
    ['foreign_permanent_resident_id', 'USA110190010112', true],
  ] as const)('%s %s: %s', (kind, number, ok) => {
    const check = checkDocument(kind, number, today);
    expect(check.ok).toBe(ok);
    // The form is all these numbers can show, and the answer does not claim more.
    expect(check.ok ? check.certainty : check.problem).toBe('form');
  });

  it('the new permanent resident card has a check character like an identity number', () => {
    const number = withCheck('91144019900101123'.slice(0, 17));
    expect(checkDocument('foreign_permanent_resident_id', number, today)).toMatchObject({ ok: true, certainty: 'check_digit' });
    const wrong = number.slice(0, 17) + (number.endsWith('0') ? '1' : '0');
    expect(checkDocument('foreign_permanent_resident_id', wrong, today)).toEqual({ ok: false, problem: 'check_digit' });
    expect(checkDocument('foreign_permanent_resident_id', withCheck('35062719971127541'), today)).toEqual({ ok: false, problem: 'form' });
  });

  it('have a name and a sentence for every problem', () => {
    expect(documentKinds.map((kind) => documentNames[kind])).not.toContain(undefined);
    expect(Object.values(documentProblems).every((sentence) => sentence.endsWith('。'))).toBe(true);
  });
});

describe('the unified social credit code', () => {
  it('has the check character that GB 32100 gives', () => {
    expect(usccCheckCharacter('91350100M000100Y4')).toBe('3');
    expect(usccCheckCharacter('91440300708461136')).toBe('T');
  });

  it('is accepted as typed and refused when wrong', () => {
    expect(checkUscc(' 9135 0100 m000 100y 43 ')).toEqual({ ok: true, code: '91350100M000100Y43' });
    expect(checkUscc('91440300708461136T').ok).toBe(true);
    expect(checkUscc('91350100M000100Y44')).toEqual({ ok: false, problem: 'check_digit' });
    expect(checkUscc('91350100M000100Y4')).toEqual({ ok: false, problem: 'length' });
    expect(checkUscc('91350100I000100Y43')).toEqual({ ok: false, problem: 'characters' });
  });
});

describe('age', () => {
  it('is 60 on the 60th birthday and not the day before', () => {
    expect(ageOn('1966-11-23', today)).toBe(60);
    expect(ageGroup('1966-11-23', today, defaultSettings)).toBe('aged');
    expect(ageGroup('1966-11-24', today, defaultSettings)).toBeNull();
  });

  it('is under 16 until the day before the 16th birthday', () => {
    expect(ageGroup('2010-11-24', today, defaultSettings)).toBe('young');
    expect(ageGroup('2010-11-23', today, defaultSettings)).toBeNull();
  });

  it('needs the guardian until the day before the 14th birthday', () => {
    expect(needsGuardianConsent('2012-11-24', today)).toBe(true);
    expect(needsGuardianConsent('2012-11-23', today)).toBe(false);
  });

  it('counts a leap-day birthday on 1 March of other years', () => {
    expect(ageOn('2000-02-29', '2016-02-29')).toBe(16);
    expect(ageOn('2000-02-29', '2018-02-28')).toBe(17);
    expect(ageOn('2000-02-29', '2018-03-01')).toBe(18);
  });

  it('refuses a birth after the day of asking', () => {
    expect(() => ageOn('2026-11-24', today)).toThrow(RangeError);
  });
});
