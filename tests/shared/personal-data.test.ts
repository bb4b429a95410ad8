import { keptSince, keepings } from '../../shared/rules/personal-data';
import { defaultSettings, settingRules } from '../../shared/rules/settings';

const now = '2028-02-29T08:00:00.000Z';

test.each([
  ['keepSessionDays', 1, '2028-02-28T08:00:00.000Z'],
  ['keepLetterDays', 29, '2028-01-31T08:00:00.000Z'],
  ['keepNoticeDays', 366, '2027-02-28T08:00:00.000Z'],
  ['keepRecordYears', 4, '2024-02-29T08:00:00.000Z'],
  ['keepRecordYears', 1, '2027-03-01T08:00:00.000Z'],
] as const)('%s of %i keeps since %s', (setting, count, since) => {
  expect(keptSince(setting, { ...defaultSettings, [setting]: count }, now)).toBe(since);
});

test('every period among the settings ends what some table keeps, and none but those', () => {
  const periods = Object.entries(settingRules).flatMap(([name, { group }]) => (group === 'keeping' ? [name] : []));
  expect(
    Object.values(keepings)
      .filter((setting) => setting !== null)
      .sort(),
  ).toEqual(periods.sort());
});
