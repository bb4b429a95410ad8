import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { limitEnd, processingLimit } from '../../shared/rules/case-clocks';
import { workCalendar } from '../../shared/rules/work-calendar';
import { explainDeadline } from '../../shared/text/work-time';

const calendar = workCalendar(JSON.parse(readFileSync(join(import.meta.dirname, '../../db/content/calendar/work-calendar.json'), 'utf8')));
const monday = '2026-11-23T00:30:00.000Z';
const dateOf = (end: ReturnType<typeof limitEnd>) => (end.ok ? end.date : end.refusal);

test('12345 gives its own limits: consultation 2, help 10, complaints 15 working days; ours are 10, complaints 5', () => {
  const limit = (channel: 'hotline_12345' | 'mini_program', category: 'consultation' | 'handling' | 'complaint') =>
    processingLimit({ channel, category, complexity: 'general' });
  expect([limit('hotline_12345', 'consultation'), limit('hotline_12345', 'handling'), limit('hotline_12345', 'complaint')]).toEqual([
    { workingDays: 2 },
    { workingDays: 10 },
    { workingDays: 15 },
  ]);
  expect([limit('mini_program', 'consultation'), limit('mini_program', 'complaint')]).toEqual([{ workingDays: 10 }, { workingDays: 5 }]);
});

test('a complex matter has a calendar month, an especially complex one its own date', () => {
  expect(processingLimit({ channel: 'phone', category: 'handling', complexity: 'complex' })).toEqual({ months: 1 });
  const own = { day: '2027-03-01', setAt: monday };
  expect(dateOf(limitEnd(calendar, processingLimit({ channel: 'phone', category: 'handling', complexity: 'especially_complex', own }), monday))).toBe(
    '2027-03-01',
  );
});

test('an extension counts working days after the date that was promised, and says so', () => {
  const end = limitEnd(calendar, { workingDays: 10 }, monday, [], [{ workingDays: 5, grantedAt: monday }]);
  expect(dateOf(end)).toBe('2026-12-14');
  expect(explainDeadline(end).slice(-4)).toEqual(
    [
      '经批准延长 5 个工作日：',
      '12月8日 周二至12月11日 周五：第 1 至 4 个工作日。',
      '12月12日 周六至12月13日 周日：周末，不计入。',
      '12月14日 周一：第 5 个工作日。',
    ]
      .concat('因此期限为 12月14日 周一 24:00。')
      .slice(-4),
  );
});

test('an extension of a month that ends on a Sunday begins with the Monday', () => {
  const sunday = limitEnd(calendar, { months: 1 }, '2026-10-29T02:00:00.000Z');
  expect(dateOf(sunday)).toBe('2026-11-29');
  expect(dateOf(limitEnd(calendar, { months: 1 }, '2026-10-29T02:00:00.000Z', [], [{ workingDays: 1, grantedAt: monday }]))).toBe('2026-11-30');
});

test('a pause moves the promised date and the extension counts after that', () => {
  const pause = { from: '2026-11-25T02:00:00.000Z', to: '2026-11-27T02:00:00.000Z', reason: '等材料' };
  expect(dateOf(limitEnd(calendar, { workingDays: 10 }, monday, [pause], [{ workingDays: 1, grantedAt: monday }]))).toBe('2026-12-10');
  const during = { from: '2026-12-08T02:00:00.000Z', to: '2026-12-09T02:00:00.000Z', reason: '等材料' };
  expect(dateOf(limitEnd(calendar, { workingDays: 10 }, monday, [during], [{ workingDays: 2, grantedAt: monday }]))).toBe('2026-12-10');
});

test('pauses before an own date was set are in it already, later ones move it', () => {
  const own = { day: '2026-12-20', setAt: '2026-12-01T00:00:00.000Z' };
  const pause = (from: string, to: string) => ({ from, to, reason: '等外部单位' });
  expect(dateOf(limitEnd(calendar, own, monday, [pause('2026-11-24T02:00:00.000Z', '2026-11-26T02:00:00.000Z')]))).toBe('2026-12-20');
  expect(dateOf(limitEnd(calendar, own, monday, [pause('2026-12-02T02:00:00.000Z', '2026-12-04T02:00:00.000Z')]))).toBe('2026-12-22');
});

test('an extension past the calendar is refused, not guessed', () => {
  expect(dateOf(limitEnd(calendar, { workingDays: 10 }, '2026-12-15T02:00:00.000Z', [], [{ workingDays: 10, grantedAt: monday }]))).toBe(
    'calendar_unknown',
  );
});
