import { expect, test } from '@jest/globals';
import {
  afterReturnStep,
  mayCallReturn,
  type ReturnCandidate,
  returnActions,
  returnBegins,
  returnListedAt,
  type ReturnSituation,
  returnStatuses,
  seesReturn,
  whoReturns,
} from '../../shared/rules/return-visit';
import type { Actor, StaffRole } from '../../shared/rules/roles';

const tuesday = '2026-11-24T02:00:00.000Z';

test('every step from every status: an end is an end, and only what is listed is called', () => {
  const possible = returnStatuses.map((status) => [
    status,
    returnActions.filter((action) => afterReturnStep(status, action, 0, { returnTries: 3 }) !== null),
  ]);
  expect(Object.fromEntries(possible)).toEqual({
    asked: ['ask', 'answer', 'list'],
    listed: ['answer', 'entrust', 'reveal', 'reach', 'miss'],
    answered: [],
    not_reached: [],
  });
});

test('the last try without an answer ends it, the one before does not', () => {
  const miss = (tries: number, returnTries: number) => afterReturnStep('listed', 'miss', tries, { returnTries });
  expect([miss(0, 3), miss(1, 3), miss(2, 3)]).toEqual(['listed', 'listed', 'not_reached']);
  expect(miss(0, 1)).toBe('not_reached');
  expect(afterReturnStep('listed', 'reach', 2, { returnTries: 3 })).toBe('answered');
});

test('a closed request is asked about at once and called about three days after; whoever has no phone of ours is called at once', () => {
  expect(returnBegins('case', tuesday, true)).toEqual({ askAt: tuesday, listAt: null });
  expect(returnBegins('case', tuesday, false)).toEqual({ askAt: tuesday, listAt: tuesday });
  expect(returnListedAt(tuesday, { returnListDays: 3 })).toBe('2026-11-27T02:00:00.000Z');
});

const candidate = (id: string, role: ReturnCandidate['role'], more: Partial<ReturnCandidate> = {}): ReturnCandidate => ({
  id,
  role,
  depth: 2,
  waiting: 0,
  ...more,
});
const all = [
  candidate('supervisor', 'supervisor', { depth: 1 }),
  candidate('head-above', 'unit_head', { depth: 1 }),
  candidate('head', 'unit_head'),
  candidate('liaison', 'liaison'),
  candidate('b-member', 'handler', { waiting: 1 }),
  candidate('c-member', 'handler'),
  candidate('a-member', 'handler'),
];

test('another member of the unit calls, who has least to call first; then a liaison officer, the nearest head, a supervisor; else nobody', () => {
  const order = [];
  const handledBy: string[] = [];
  for (let next = whoReturns(all, { personId: 'citizen', handledBy }); next !== null; next = whoReturns(all, { personId: 'citizen', handledBy })) {
    order.push(next);
    handledBy.push(next);
  }
  expect(order).toEqual(['a-member', 'c-member', 'b-member', 'liaison', 'head', 'head-above', 'supervisor']);
  expect(whoReturns(all, { personId: 'a-member', handledBy: ['c-member'] })).toBe('b-member');
  expect(whoReturns([], { personId: 'citizen', handledBy: [] })).toBeNull();
});

const actor = (personId: string, ...staff: [StaffRole, string][]): Actor => ({
  personId,
  staff: staff.map(([role, unitPath]) => ({ role, unitId: 'east', unitPath })),
  enterprises: [],
});
const visit: ReturnSituation = { status: 'listed', personId: 'citizen', handledBy: ['handler'], unitPath: 'bureau/east/', returnerId: 'member' };

test('who is to call and heads over the unit see it and call; who handled it, who is asked, another unit and another member do not', () => {
  const sees = (who: Actor) => seesReturn(who, visit);
  expect(sees(actor('member', ['handler', 'bureau/east/']))).toBe(true);
  expect(sees(actor('other', ['handler', 'bureau/east/']))).toBe(false);
  expect(sees(actor('head', ['unit_head', 'bureau/east/']))).toBe(true);
  expect(sees(actor('supervisor', ['supervisor', 'bureau/']))).toBe(true);
  expect(sees(actor('stranger', ['unit_head', 'bureau/west/']))).toBe(false);
  expect(sees(actor('handler', ['unit_head', 'bureau/east/']))).toBe(false);
  expect(sees(actor('citizen', ['supervisor', 'bureau/']))).toBe(false);
  // Whoever has left the staff calls no more.
  expect(sees(actor('member'))).toBe(false);
  const head = actor('head', ['unit_head', 'bureau/east/']);
  expect(returnStatuses.filter((status) => mayCallReturn(head, { ...visit, status }))).toEqual(['listed']);
});
