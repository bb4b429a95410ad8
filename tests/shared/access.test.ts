import { describe, expect, test } from '@jest/globals';
import { reachesUnit, readsFile, seesCaseAsRequester, seesCaseAsStaff } from '../../shared/rules/access';
import { type Actor, type StaffRole, staffRoles } from '../../shared/rules/roles';

/** A8, as a table: where a role is held, seen from the unit of the case. Paths are ended by `/`, so that one name is no beginning of another. */
const places = { own: 'city/east/', above: 'city/', below: 'city/east/station/', sibling: 'city/west/', 'like named': 'city/eastern/' } as const;
type Place = keyof typeof places;
const inTree: Record<Place, boolean> = { own: true, above: true, below: false, sibling: false, 'like named': false };
const seesAll: Record<StaffRole, boolean> = {
  officer: false,
  guide: false,
  liaison: true,
  handler: true,
  unit_head: true,
  supervisor: true,
  administrator: false,
  security_administrator: false,
  audit_administrator: false,
};
const seesAsParty: Record<StaffRole, boolean> = { ...seesAll, liaison: false, supervisor: false };

const somebody = (staff: Actor['staff'] = [], enterpriseId?: string): Actor => ({
  personId: 'per_somebody',
  staff,
  enterprises: enterpriseId === undefined ? [] : [{ enterpriseId, role: 'employee' }],
});
const held = (role: StaffRole, place: Place) => somebody([{ role, unitId: place, unitPath: places[place] }]);
const subject = {
  requesterId: 'per_requester',
  requesterLeft: false,
  enterpriseId: 'firm',
  unitPath: places.own,
  ownerId: 'per_owner',
  liaisonId: 'per_liaison',
  partyPaths: [] as readonly string[],
};
const everyPost = staffRoles.flatMap((role) => (Object.keys(places) as Place[]).map((place) => ({ role, place })));

describe.each(everyPost)('$role at a unit that is $place', ({ role, place }) => {
  const actor = held(role, place);

  test('reaches the unit with this role alone, and only from it or from above', () => {
    expect(reachesUnit(actor, [role], places.own)).toBe(inTree[place]);
    expect(
      reachesUnit(
        actor,
        staffRoles.filter((other) => other !== role),
        places.own,
      ),
    ).toBe(false);
    expect(reachesUnit(actor, [], places.own)).toBe(false);
  });

  test('sees its cases as the table says, and those in which a unit takes part only while it does', () => {
    const sees = seesAll[role] && inTree[place];
    expect(seesCaseAsStaff(actor, subject)).toBe(sees);
    const takesPart = { ...subject, unitPath: 'city/north/', partyPaths: [places.own] };
    expect(seesCaseAsStaff(actor, takesPart)).toBe((seesAsParty[role] && inTree[place]) || (seesAll[role] && place === 'above'));
    expect(seesCaseAsStaff(actor, { ...takesPart, partyPaths: [] })).toBe(seesAll[role] && place === 'above');
  });

  test('sees a case that it owns or looks after wherever that is, and never from the side of the firm', () => {
    for (const by of [{ ownerId: actor.personId }, { liaisonId: actor.personId }])
      expect(seesCaseAsStaff(actor, { ...subject, unitPath: 'elsewhere/', ...by })).toBe(true);
    expect(seesCaseAsRequester(actor, subject)).toBe(false);
  });

  test('reads what is attached to such a case, internal or not, and nothing on its way', () => {
    const file = { ownerId: 'per_other', internal: true };
    expect(readsFile(actor, { ...file, state: 'attached' }, subject)).toBe(seesAll[role] && inTree[place]);
    for (const state of ['arriving', 'waiting', 'removing'] as const) expect(readsFile(actor, { ...file, state }, subject)).toBe(false);
  });
});

describe('the side of the firm', () => {
  test('its members see a case, its requester until he leaves, and nobody of them what is internal', () => {
    const colleague = somebody([], 'firm');
    const requester = { ...somebody(), personId: subject.requesterId };
    expect(seesCaseAsRequester(colleague, subject)).toBe(true);
    expect(seesCaseAsRequester(requester, subject)).toBe(true);
    expect(seesCaseAsRequester(requester, { ...subject, requesterLeft: true })).toBe(false);
    expect(seesCaseAsRequester(somebody([], 'another firm'), subject)).toBe(false);
    expect(seesCaseAsRequester(somebody(), subject)).toBe(false);
    for (const actor of [colleague, requester]) {
      expect(readsFile(actor, { ownerId: 'per_other', state: 'attached', internal: false }, subject)).toBe(true);
      expect(readsFile(actor, { ownerId: 'per_other', state: 'attached', internal: true }, subject)).toBe(false);
      expect(seesCaseAsStaff(actor, subject)).toBe(false);
    }
  });

  test('whoever owned a case and is no longer staff sees it no more', () => {
    expect(seesCaseAsStaff({ ...somebody(), personId: subject.ownerId }, subject)).toBe(false);
  });
});
