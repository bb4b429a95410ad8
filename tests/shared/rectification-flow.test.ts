import {
  availableRectificationActions,
  mayOrderRectification,
  rectificationActions,
  rectificationFlow,
  rectificationStanding,
  rectificationStatuses,
  type RectificationSituation,
} from '../../shared/rules/rectification-flow';
import type { Actor, StaffRole } from '../../shared/rules/roles';

const actor = (personId: string, ...roles: [StaffRole, string][]): Actor => ({
  personId,
  enterprises: [],
  staff: roles.map(([role, unitPath]) => ({ role, unitId: unitPath, unitName: unitPath, unitPath, hallId: null, counter: null })),
});
const owner = actor('owner', ['handler', 'city/east/']);
const colleague = actor('colleague', ['handler', 'city/east/']);
const head = actor('head', ['unit_head', 'city/east/']);
const traffic = actor('traffic', ['handler', 'city/traffic/']);
const stranger = actor('stranger', ['handler', 'city/west/']);
const requester = actor('requester');

const of = (changes: Partial<RectificationSituation> = {}): RectificationSituation => ({
  status: 'ordered',
  unitPath: 'city/traffic/',
  reportedBy: null,
  caseUnitPath: 'city/east/',
  ownerId: 'owner',
  liaisonId: null,
  ...changes,
});

test('a danger is reported put right by the unit it was ordered of, or by the owner of the case', () => {
  expect(availableRectificationActions(of(), traffic)).toEqual(['report']);
  expect(availableRectificationActions(of(), owner)).toEqual(['report']);
  for (const other of [colleague, stranger, requester]) expect(availableRectificationActions(of(), other)).toEqual([]);
});

test('whoever reported it does not pass it; a colleague does, or the head', () => {
  const reported = of({ status: 'reported', reportedBy: 'owner' });
  expect(availableRectificationActions(reported, owner)).toEqual([]);
  expect(availableRectificationActions(reported, colleague)).toEqual(['pass', 'return']);
  expect(availableRectificationActions(reported, head)).toEqual(['pass', 'return', 'cancel']);
  expect(availableRectificationActions(of({ status: 'reported', reportedBy: 'traffic' }), owner)).toEqual(['pass', 'return']);
  for (const other of [traffic, stranger, requester]) expect(availableRectificationActions(reported, other)).toEqual([]);
});

test('nothing is done to one that is passed or cancelled, and every arrow leads to a known state', () => {
  for (const status of ['passed', 'cancelled'] as const)
    for (const who of [owner, head, traffic]) expect(availableRectificationActions(of({ status }), who)).toEqual([]);
  for (const status of rectificationStatuses) {
    for (const action of rectificationActions) expect([undefined, ...rectificationStatuses]).toContain(rectificationFlow[status][action]);
  }
});

test('it is ordered on open cases, by those who work on them', () => {
  const subject = { status: 'accepted', unitPath: 'city/east/', ownerId: 'owner', liaisonId: null } as const;
  for (const who of [owner, colleague, head]) expect(mayOrderRectification(subject, who)).toBe(true);
  for (const who of [traffic, stranger, requester]) expect(mayOrderRectification(subject, who)).toBe(false);
  for (const status of ['completed', 'declined', 'withdrawn'] as const) expect(mayOrderRectification({ ...subject, status }, owner)).toBe(false);
});

test('the last millisecond of its date is in time, the next is not', () => {
  const dueAt = '2026-11-30T16:00:00.000Z';
  expect(rectificationStanding({ status: 'ordered', dueAt }, dueAt)).toBe('running');
  expect(rectificationStanding({ status: 'ordered', dueAt }, '2026-11-30T16:00:00.001Z')).toBe('overdue');
  expect(rectificationStanding({ status: 'reported', dueAt }, '2026-12-30T16:00:00.001Z')).toBe('reported');
});
