import { describe, expect, test } from '@jest/globals';
import {
  availableVisitActions,
  homeVisitActions,
  homeVisitFlow,
  homeVisitKinds,
  type HomeVisitSituation,
  homeVisitStatuses,
  isOffered,
} from '../../shared/rules/home-visit-flow';
import { type Actor, type StaffRole, staffRoles } from '../../shared/rules/roles';

const today = '2026-11-26';
const east = 'bureau/east/';
const holder = (role: StaffRole, unitPath = east, personId = `per_${role}`): Actor => ({
  personId,
  staff: [{ role, unitId: unitPath, unitPath }],
  enterprises: [],
});
const firm: Actor = { personId: 'per_employee', staff: [], enterprises: [{ enterpriseId: 'works', role: 'employee' }] };
const stranger: Actor = { personId: 'per_stranger', staff: [], enterprises: [{ enterpriseId: 'other', role: 'principal' }] };
const visit = (status: HomeVisitSituation['status'], with_: Partial<HomeVisitSituation> = {}): HomeVisitSituation => ({
  status,
  isOffered: true,
  enterpriseId: 'works',
  unitPath: east,
  plan: status === 'planned' || status === 'arrived' ? { day: today, memberIds: ['per_handler'] } : null,
  ...with_,
});

describe('what is offered', () => {
  test.each(homeVisitKinds)('%s: from a number of people that grows as the firm gets smaller', (kind) => {
    const least = (tier: Parameters<typeof isOffered>[0]['tier']) => {
      let people = 1;
      while (!isOffered({ kind, need: 'many_people', people, tier })) people += 1;
      return people;
    };
    const numbers = [least('city'), least('town'), least('ordinary'), least(null)];
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(isOffered({ kind, need: 'many_people', people: least('city') - 1, tier: 'city' })).toBe(false);
    expect(isOffered({ kind, need: 'cannot_come', people: 1, tier: null })).toBe(true);
  });
});

describe('who does what', () => {
  test.each(staffRoles)('%s of the unit', (role) => {
    const plans = ['liaison', 'handler', 'unit_head', 'supervisor'].includes(role);
    const isHead = role === 'unit_head' || role === 'supervisor';
    const may = (subject: HomeVisitSituation) => availableVisitActions(subject, holder(role), today);
    expect(may(visit('asked'))).toEqual(plans ? ['approve', 'decline'] : []);
    expect(may(visit('asked', { isOffered: false }))).toEqual(isHead ? ['approve', 'decline'] : []);
    expect(may(visit('approved'))).toEqual(plans ? ['plan'] : []);
    expect(may(visit('planned', { plan: { day: today, memberIds: [] } }))).toEqual(plans ? ['reschedule'] : []);
    expect(availableVisitActions(visit('planned'), holder(role, 'bureau/west/'), today)).toEqual(role === 'handler' ? ['arrive'] : []);
  });

  test('the team arrives on its day and not before, and leaves also after midnight', () => {
    const team = holder('guide', 'bureau/north/', 'per_handler');
    expect(availableVisitActions(visit('planned'), team, today)).toEqual(['arrive']);
    expect(availableVisitActions(visit('planned'), team, '2026-11-25')).toEqual([]);
    expect(availableVisitActions(visit('arrived'), team, '2026-11-27')).toEqual(['leave']);
  });

  test('the firm cancels until the team is there; another firm does nothing', () => {
    for (const status of homeVisitStatuses) {
      const live = status === 'asked' || status === 'approved' || status === 'planned';
      expect(availableVisitActions(visit(status), firm, today)).toEqual(live ? ['cancel'] : []);
      expect(availableVisitActions(visit(status), stranger, today)).toEqual([]);
    }
  });

  test('every arrow leads to a status, and nothing leads away from the ends', () => {
    for (const status of homeVisitStatuses)
      for (const action of homeVisitActions) expect([undefined, ...homeVisitStatuses]).toContain(homeVisitFlow[status][action]);
    for (const end of ['done', 'declined', 'cancelled'] as const) expect(homeVisitFlow[end]).toEqual({});
  });
});
