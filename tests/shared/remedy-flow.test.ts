import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  availableRemedyActions,
  contactLimit,
  openRemedyStatuses,
  type RemedyAction,
  remedyActions,
  remedyFlow,
  remedyLimit,
  remedyLimitState,
  type RemedySituation,
  remedyStatuses,
  runningLimit,
  triesBeforeGoingOn,
} from '../../shared/rules/remedy-flow';
import type { Actor, StaffRole } from '../../shared/rules/roles';
import { defaultSettings } from '../../shared/rules/settings';
import { later } from '../../shared/rules/shanghai';
import { type WorkCalendarData, workCalendar } from '../../shared/rules/work-calendar';

const calendar = workCalendar(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../db/content/calendar/work-calendar.json'), 'utf8')) as WorkCalendarData,
);
const now = '2026-11-23T00:30:00.000Z';
const actor = (personId: string, role: StaffRole, unitPath = 'bureau/east/'): Actor => ({
  personId,
  staff: [{ role, unitId: 'x', unitPath }],
  enterprises: [],
});
const head = actor('head', 'unit_head');
const supervisor = actor('supervisor', 'supervisor', 'bureau/');
const order: RemedySituation = {
  status: 'opened',
  kind: 'ordinary',
  isAnonymous: false,
  contactedAt: null,
  tries: 0,
  finding: null,
  dueAt: later(now, 7 * 86_400_000),
  unitPath: 'bureau/east/',
  raterId: 'rater',
  handledBy: ['handler'],
  appealedBy: null,
  isAppealRefused: false,
  resultLevel: null,
};
const may = (change: Partial<RemedySituation>, who: Actor = head, at = now) => availableRemedyActions({ ...order, ...change }, who, at);

describe('limits', () => {
  test.each([
    // Monday morning; Friday; Saturday counts as Monday; over the holiday of October.
    ['2026-11-23T00:30:00.000Z', '2026-11-24T15:59:59.999Z', '2026-11-30T15:59:59.999Z', '2026-12-14T15:59:59.999Z'],
    ['2026-11-27T09:00:00.000Z', '2026-11-30T15:59:59.999Z', '2026-12-04T15:59:59.999Z', '2026-12-18T15:59:59.999Z'],
    ['2026-11-28T02:00:00.000Z', '2026-12-01T15:59:59.999Z', '2026-12-07T15:59:59.999Z', '2026-12-21T15:59:59.999Z'],
  ])('a rating of %s: contact by %s, put right by %s, complex by %s', (openedAt, contact, ordinary, complex) => {
    expect(contactLimit(calendar, openedAt, defaultSettings)).toMatchObject({ ok: true, at: contact });
    expect(remedyLimit(calendar, openedAt, 'ordinary', defaultSettings)).toMatchObject({ ok: true, at: ordinary });
    expect(remedyLimit(calendar, openedAt, 'complex', defaultSettings)).toMatchObject({ ok: true, at: complex });
  });

  test('past the known calendar there is no date, never a guess', () => {
    expect(contactLimit(calendar, '2026-12-31T02:00:00.000Z', defaultSettings)).toMatchObject({ ok: false, refusal: 'calendar_unknown' });
  });

  test('the clock that runs next is the contact until it is made, then the remedy, then none', () => {
    const dates = { contactDueAt: '2026-11-24T15:59:59.999Z', dueAt: '2026-11-30T15:59:59.999Z' };
    expect(runningLimit({ ...order, ...dates })?.kind).toBe('contact');
    expect(runningLimit({ ...order, ...dates, isAnonymous: true })?.kind).toBe('remedy');
    expect(runningLimit({ ...order, ...dates, status: 'contacted', contactedAt: now })?.kind).toBe('remedy');
    expect(runningLimit({ ...order, ...dates, status: 'solved' })).toBeNull();
  });
});

describe('the table', () => {
  test('every status is reached, every open one leads on, and an ended one only takes the word of the rater', () => {
    const reached = new Set<string>(['opened', ...remedyStatuses.flatMap((status) => Object.values(remedyFlow[status]))]);
    expect(remedyStatuses.filter((status) => !reached.has(status))).toEqual([]);
    for (const status of openRemedyStatuses) expect(Object.values(remedyFlow[status]).some((next) => next !== status)).toBe(true);
    for (const status of ['solved', 'explained', 'not_counted'] as const) expect(Object.keys(remedyFlow[status])).toEqual(['rate']);
  });

  test('not counted is reached by nothing but an appeal that was upheld', () => {
    const ways = remedyStatuses.flatMap((from) =>
      (Object.entries(remedyFlow[from]) as [RemedyAction, string][])
        .filter(([, to]) => to === 'not_counted' && from !== 'not_counted')
        .map(([action]) => `${from} ${action}`),
    );
    expect(ways).toEqual(['appealed upholdAppeal']);
  });
});

describe('who may do what', () => {
  test('a head works on it; a handler, a stranger and whoever has a part in it do not', () => {
    expect(may({})).toEqual(['contact', 'tryContact', 'classify']);
    for (const who of [
      actor('handler', 'unit_head'),
      actor('rater', 'unit_head'),
      actor('somebody', 'handler'),
      actor('somebody', 'officer'),
      actor('somebody', 'liaison'),
      actor('stranger', 'unit_head', 'bureau/west/'),
    ])
      expect(may({}, who)).toEqual([]);
    expect(may({}, supervisor)).toEqual(['contact', 'tryContact', 'classify']);
  });

  test('without contact it goes on after three unanswered calls, not after two', () => {
    expect(may({ tries: triesBeforeGoingOn - 1 })).not.toContain('verify');
    expect(may({ tries: triesBeforeGoingOn })).toContain('verify');
    expect(may({ isAnonymous: true })).toEqual(['classify', 'verify']);
  });

  test('complex is said up to the last instant of the ordinary limit, and once', () => {
    const dueAt = '2026-11-30T15:59:59.999Z';
    expect(may({ dueAt }, head, dueAt)).toContain('classify');
    expect(may({ dueAt }, head, later(dueAt, 1))).not.toContain('classify');
    expect(may({ kind: 'complex' })).not.toContain('classify');
  });

  test('an appeal needs a finding that it is not true, and is made once; a supervisor other than who made it decides', () => {
    const verified = { status: 'verified', contactedAt: now } as const;
    for (const finding of ['confirmed', 'partly'] as const) expect(may({ ...verified, finding })).not.toContain('appeal');
    expect(may({ ...verified, finding: 'not_confirmed' })).toContain('appeal');
    expect(may({ ...verified, finding: 'not_confirmed', isAppealRefused: true })).not.toContain('appeal');
    const appealed = { status: 'appealed', contactedAt: now, finding: 'not_confirmed', appealedBy: 'head' } as const;
    expect(may(appealed)).toEqual([]);
    expect(may(appealed, supervisor)).toEqual(['upholdAppeal', 'refuseAppeal']);
    expect(may({ ...appealed, appealedBy: 'supervisor' }, supervisor)).toEqual([]);
  });

  test('only the rater says how it was, once it has ended, and once', () => {
    const rater: Actor = { personId: 'rater', staff: [], enterprises: [] };
    for (const status of remedyStatuses) {
      const ended = !(openRemedyStatuses as readonly string[]).includes(status);
      expect(may({ status }, rater)).toEqual(ended ? ['rate'] : []);
      expect(may({ status, resultLevel: 4 }, rater)).toEqual([]);
      expect(may({ status }, head)).not.toContain('rate');
    }
    expect(remedyActions).toContain('rate');
  });
});

test('a limit is near from when a third of its time is left, and late from the instant after it', () => {
  const order = { openedAt: '2026-11-23T00:00:00.000Z', next: { dueAt: '2026-11-26T00:00:00.000Z' } };
  const at = (now: string) => remedyLimitState(order, now);
  expect([at('2026-11-25T00:00:00.000Z'), at('2026-11-25T00:00:00.001Z')]).toEqual(['running', 'due_soon']);
  expect([at('2026-11-26T00:00:00.000Z'), at('2026-11-26T00:00:00.001Z')]).toEqual(['due_soon', 'overdue']);
  expect(remedyLimitState({ ...order, next: null }, order.openedAt)).toBeNull();
  expect(remedyLimitState({ ...order, next: { dueAt: null } }, order.openedAt)).toBeNull();
});
