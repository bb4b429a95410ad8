import { greenDocumentProblem, greenGroundOn } from '../../shared/rules/green-ground';
import { defaultSettings } from '../../shared/rules/settings';

const nobody = { birthDate: '1990-03-07', greenChannelUntil: null, greenChannelKind: null };

test('a checked document opens the green channel until its last day, that day included', () => {
  const person = { ...nobody, greenChannelUntil: '2026-12-01', greenChannelKind: 'military' as const };
  expect(greenGroundOn(person, '2026-12-01', defaultSettings)).toBe('military');
  expect(greenGroundOn(person, '2026-12-02', defaultSettings)).toBeNull();
  expect(greenGroundOn(nobody, '2026-12-01', defaultSettings)).toBeNull();
});

test('age comes before a document', () => {
  const talent = { greenChannelUntil: '2030-01-01', greenChannelKind: 'special_talent' as const };
  expect(greenGroundOn({ birthDate: '1966-12-01', ...talent }, '2026-12-01', defaultSettings)).toBe('aged');
  expect(greenGroundOn({ birthDate: '1966-12-02', ...talent }, '2026-12-01', defaultSettings)).toBe('special_talent');
});

test('a document that ran out yesterday is refused, and so is one that holds for more than five years', () => {
  expect(greenDocumentProblem('2026-11-30', '2026-12-01', 5)).toBe('past');
  expect(greenDocumentProblem('2026-12-01', '2026-12-01', 5)).toBeNull();
  expect(greenDocumentProblem('2031-12-01', '2026-12-01', 5)).toBeNull();
  expect(greenDocumentProblem('2031-12-02', '2026-12-01', 5)).toBe('too_far');
});
