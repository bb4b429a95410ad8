import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { amberFrom } from '../../shared/rules/case-clocks';
import { ladderOf, nextStep, outsideQuietHours } from '../../shared/rules/case-ladder';
import { workCalendar } from '../../shared/rules/work-calendar';

const calendar = workCalendar(JSON.parse(readFileSync(join(import.meta.dirname, '../../db/content/calendar/work-calendar.json'), 'utf8')));

test('nobody is warned from nine in the evening until eight in the morning', () => {
  expect(outsideQuietHours('2026-11-23T12:59:59.999Z')).toBe('2026-11-23T12:59:59.999Z');
  expect(outsideQuietHours('2026-11-23T13:00:00.000Z')).toBe('2026-11-24T00:00:00.000Z');
  expect(outsideQuietHours('2026-11-23T23:59:59.999Z')).toBe('2026-11-24T00:00:00.000Z');
  expect(outsideQuietHours('2026-11-24T00:00:00.000Z')).toBe('2026-11-24T00:00:00.000Z');
});

test('the owner is warned first, then the head, the supervisor and the leader, each on a working day', () => {
  // Received Monday 08:30, due Monday 7 December at its end.
  const clock = { kind: 'processing', startedAt: '2026-11-23T00:30:00.000Z', dueAt: '2026-12-07T15:59:59.999Z' } as const;
  expect(ladderOf(calendar, clock, false)).toEqual([
    { level: 'owner', at: '2026-12-03T00:00:00.000Z' },
    { level: 'unit_head', at: '2026-12-08T00:00:00.000Z' },
    // One working day after the 7th ends with the 8th.
    { level: 'supervisor', at: '2026-12-09T00:00:00.000Z' },
    { level: 'leader', at: '2026-12-11T00:00:00.000Z' },
  ]);
});

test('a matter of danger does not wait for the morning', () => {
  const clock = { kind: 'contact', startedAt: '2026-11-23T12:00:00.000Z', dueAt: '2026-11-24T12:00:00.000Z' } as const;
  expect(ladderOf(calendar, clock, true)[0]?.at).toBe(amberFrom(clock));
  expect(amberFrom(clock)).toBe('2026-11-24T04:00:00.000Z');
  expect(ladderOf(calendar, clock, true)[2]?.at).toBe('2026-11-24T16:00:00.001Z');
  expect(ladderOf(calendar, clock, false)[2]?.at).toBe('2026-11-25T00:00:00.000Z');
});

test('days on the clock count where the calendar ends', () => {
  const clock = { kind: 'processing', startedAt: '2026-12-15T02:00:00.000Z', dueAt: '2026-12-31T15:59:59.999Z' } as const;
  expect(
    ladderOf(calendar, clock, false)
      .map(({ at }) => at)
      .slice(2),
  ).toEqual(['2027-01-02T00:00:00.000Z', '2027-01-04T00:00:00.000Z']);
});

test('the ladder is climbed a step at a time and ends at the top', () => {
  const clock = { kind: 'contact', startedAt: '2026-11-23T02:00:00.000Z', dueAt: '2026-11-24T02:00:00.000Z' } as const;
  const steps = ladderOf(calendar, clock, false);
  expect([null, 'owner', 'unit_head', 'supervisor', 'leader'].map((taken) => nextStep(steps, taken as null)?.level ?? null)).toEqual([
    'owner',
    'unit_head',
    'supervisor',
    'leader',
    null,
  ]);
});
