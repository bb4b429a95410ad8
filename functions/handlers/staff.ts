import { channels } from '../../db/queries/channels';
import { endBinding, insertBindingCode, isBound } from '../../db/queries/bindings';
import { forgetSecondFactor, secondFactorOf } from '../../db/queries/second-factor';
import {
  appendStaffEvent,
  giveRole,
  holdRoles,
  insertStaffPerson,
  personByPhone,
  rolesOf,
  staffHistory,
  staffOfUnit,
  type StaffEntry,
  staffUnit,
  type StaffUnit,
  takeRole,
  unitsWithin,
} from '../../db/queries/staff-administration';
import { maskPhone } from '../../db/sealed';
import type { Db, Tx } from '../../db/client';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { pathsHeld, reachesUnit } from '../../shared/rules/access';
import { shiftAt } from '../../shared/rules/duty';
import { type Actor, mayHold, peopleRoles, type StaffRole } from '../../shared/rules/roles';
import { bindingCodeHours } from '../../shared/rules/second-factor';
import type { StaffEvent } from '../../shared/rules/staff-events';
import { later } from '../../shared/rules/shanghai';
import type { Handlers, Room } from '../call';
import { newId, newShortCode } from '../ids';

const mostHistory = 100;
const keepers = ['administrator'] as const;
const securityKeepers = ['security_administrator'] as const;

/** A7, A8: administrators of a tree look after its staff, security administrators after second factors. Nobody changes the own roles, binding or second factor. */
export const staff = {
  'channels.list': async (call) => ({ channels: [...(await channels(call.database, shiftAt(call.now)))] }),

  'staff.units': async (call) => {
    return { units: (await unitsWithin(call.database, pathsHeld(call.actor, peopleRoles))).map(unitView) };
  },

  'staff.list': (call) => shown(call.database, call, peopleRoles),

  'staff.add': (call) =>
    call.write(async (tx) => {
      const { id, name, phone, role, reason } = call.input;
      const { now } = call;
      await reached(tx, call);
      const phoneHash = call.sealer.hash('person', 'phone', phone);
      const known = await personByPhone(tx, phoneHash, name);
      if (known === call.actor.personId) refuse('not_yourself');
      const personId = known ?? newId('per', now);
      if (!known) {
        const phoneSealed = call.sealer.seal({ table: 'person', column: 'phone', row: personId }, phone);
        await insertStaffPerson(tx, { id: personId, name, phoneSealed, phoneHash, now });
      }
      await give(tx, { ...entry(call, personId, 'give', reason), unitId: id, role });
      return shown(tx, call);
    }),

  'staff.give': (call) =>
    call.write(async (tx) => {
      const { id, personId, role, reason } = call.input;
      await workingHere(tx, call);
      await give(tx, { ...entry(call, personId, 'give', reason), unitId: id, role });
      return shown(tx, call);
    }),

  'staff.take': (call) =>
    call.write(async (tx) => {
      const { id, personId, role, reason } = call.input;
      await workingHere(tx, call);
      if (!(await takeRole(tx, { ...entry(call, personId, 'take', reason), unitId: id, role }))) refuse('not_found');
      return shown(tx, call);
    }),

  'staff.makeCode': (call) =>
    call.write(async (tx) => {
      const { personId } = call.input;
      await wholly(tx, call);
      if (await isBound(tx, personId)) refuse('wrong_state');
      const code = newShortCode();
      const expiresAt = later(call.now, bindingCodeHours * 3_600_000);
      await insertBindingCode(tx, { codeHash: call.sealer.hash('binding_code', 'code', code), personId, expiresAt, now: call.now });
      await appendStaffEvent(tx, entry(call, personId, 'code', null));
      return { code, expiresAt };
    }),

  'staff.unbind': (call) =>
    call.write(async (tx) => {
      const { personId, reason } = call.input;
      await wholly(tx, call);
      if (!(await endBinding(tx, personId, call.now))) refuse('wrong_state');
      await forgetSecondFactor(tx, personId);
      await appendStaffEvent(tx, entry(call, personId, 'unbind', reason));
      return shown(tx, call);
    }),

  'staff.resetSecondFactor': (call) =>
    call.write(async (tx) => {
      const { personId, reason } = call.input;
      await wholly(tx, call, securityKeepers);
      if (!(await secondFactorOf(tx, personId))) refuse('wrong_state');
      await forgetSecondFactor(tx, personId);
      await appendStaffEvent(tx, entry(call, personId, 'reset', reason));
      return shown(tx, call, securityKeepers);
    }),
} satisfies Handlers<'staff.' | 'channels.'>;

type Asked = { actor: Actor; now: string; sealer: Room['sealer']; input: { id: string } };
type AskedAboutPerson = Asked & { input: { personId: string } };

/** An entry of the history about a person, as a whole. */
function entry({ actor, now }: Asked, personId: string, action: StaffEvent, reason: string | null): StaffEntry {
  return { id: newId('sev', now), personId, at: now, action, unitId: null, role: null, actorId: actor.personId, reason };
}

/** Gives a role that goes with those the person holds; of two that are given at once the second is looked at when the first is known. */
async function give(tx: Tx, given: StaffEntry & { unitId: string; role: StaffRole }): Promise<void> {
  if (!mayHold(await holdRoles(tx, given.personId), given.role)) refuse('roles_apart');
  if (!(await giveRole(tx, given))) refuse('role_held');
}

async function reached(db: Db, { actor, input }: Asked, roles: readonly StaffRole[] = keepers): Promise<StaffUnit> {
  const unit = await staffUnit(db, input.id);
  return unit && reachesUnit(actor, roles, unit.path) ? unit : refuse('not_found');
}

/** Somebody else who works at the unit. */
async function workingHere(db: Db, call: AskedAboutPerson, keeping: readonly StaffRole[] = keepers) {
  await reached(db, call, keeping);
  const roles = await rolesOf(db, call.input.personId);
  if (!roles.some((held) => held.unitId === call.input.id)) refuse('not_found');
  if (call.input.personId === call.actor.personId) refuse('not_yourself');
  return roles;
}

/** Likewise, and every role of theirs is within reach: a binding concerns all of them. */
async function wholly(db: Db, call: AskedAboutPerson, keeping: readonly StaffRole[] = keepers): Promise<void> {
  const roles = await workingHere(db, call, keeping);
  if (!roles.every((held) => reachesUnit(call.actor, keeping, held.unitPath))) refuse('not_found');
}

const unitView = ({ path: _path, ...unit }: StaffUnit) => unit;

async function shown(db: Db, call: Asked, roles: readonly StaffRole[] = keepers): Promise<Output<'staff.list'>> {
  const unit = await reached(db, call, roles);
  const people = await staffOfUnit(db, unit.id);
  return {
    unit: unitView(unit),
    people: people.map(({ phoneSealed, ...person }) => ({
      ...person,
      phoneMasked: phoneSealed && maskPhone(call.sealer.open({ table: 'person', column: 'phone', row: person.personId }, phoneSealed)),
      isMyself: person.personId === call.actor.personId,
    })),
    history: [...(await staffHistory(db, unit.id, mostHistory))],
  };
}
