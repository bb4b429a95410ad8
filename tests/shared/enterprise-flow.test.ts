import {
  availableEnterpriseActions,
  enterpriseActions,
  enterpriseFlow,
  type EnterpriseSituation,
  enterpriseStatuses,
  seesEnterprise,
  stepBetween,
  stepDays,
} from '../../shared/rules/enterprise-flow';
import type { Actor, StaffRole } from '../../shared/rules/roles';

const now = '2026-11-23T00:30:00.000Z';
const at = (role: StaffRole, unitPath = 'bureau/town/', personId = `per-${role}`): Actor => ({
  personId,
  staff: [{ role, unitId: unitPath.split('/').at(-2) ?? '', unitPath }],
  enterprises: [],
});
const subject = (with_: Partial<EnterpriseSituation> = {}): EnterpriseSituation => ({
  status: 'registered',
  since: '2026-11-23',
  unitPath: 'bureau/town/station/',
  liaisonId: 'per-liaison',
  submittedBy: null,
  ...with_,
});

test('two statuses are joined by one step at most, so that a list can name the step by its status', () => {
  for (const from of enterpriseStatuses) {
    const ends = Object.values(enterpriseFlow[from]);
    expect(new Set(ends).size).toBe(ends.length);
    for (const action of enterpriseActions) {
      const to = enterpriseFlow[from][action];
      if (to) expect(stepBetween(from, to)).toBe(action);
    }
    expect(stepBetween(from, from)).toBeNull();
  }
});

test('registration is reached through review only, and every status but unlisted and filing leads to removal or away from it', () => {
  const into = enterpriseStatuses.filter((from) => Object.values(enterpriseFlow[from]).includes('registered'));
  expect(into).toEqual(['review', 'suspended']);
  expect(enterpriseStatuses.filter((from) => enterpriseFlow[from].remove)).toEqual(['registered', 'suspended']);
});

test.each([
  ['unlisted', 'liaison', ['file']],
  ['filing', 'liaison', ['submit', 'withdraw']],
  ['review', 'liaison', []],
  ['registered', 'liaison', []],
  ['filing', 'unit_head', ['submit', 'withdraw']],
  ['filing', 'supervisor', []],
  ['review', 'unit_head', ['approve', 'return']],
  ['review', 'supervisor', ['approve', 'return']],
  ['registered', 'administrator', ['suspend', 'remove']],
  ['suspended', 'supervisor', ['resume', 'remove']],
  ['removed', 'administrator', ['file']],
  ['registered', 'officer', []],
  ['filing', 'handler', []],
] as const)('an enterprise that is %s lets the %s %j', (status, role, actions) => {
  expect(availableEnterpriseActions(subject({ status }), at(role), now)).toEqual(actions);
});

test('whoever submitted decides nothing, and another unit does not see it', () => {
  const head = at('unit_head');
  expect(availableEnterpriseActions(subject({ status: 'review', submittedBy: head.personId }), head, now)).toEqual([]);
  for (const role of ['unit_head', 'supervisor', 'administrator', 'liaison'] as const) {
    const elsewhere = at(role, 'bureau/other/');
    expect(seesEnterprise(elsewhere, subject())).toBe(false);
    expect(availableEnterpriseActions(subject(), elsewhere, now)).toEqual([]);
  }
  expect(seesEnterprise(at('liaison', 'bureau/town/', 'per-another'), subject())).toBe(false);
});

test('a step is taken on a day between the last step and today in Shanghai', () => {
  expect(stepDays({ since: '2026-11-20' }, '2026-11-22T16:00:00.000Z')).toEqual({ from: '2026-11-20', until: '2026-11-23' });
  expect(availableEnterpriseActions(subject({ since: '2026-11-24' }), at('unit_head'), now)).toEqual([]);
});
