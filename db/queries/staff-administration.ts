import type { StaffRole } from '../../shared/rules/roles';
import type { StaffEvent } from '../../shared/rules/staff-events';
import type { UnitKind } from '../../shared/rules/unit-kinds';
import type { Db, Tx } from '../client';

export type StaffUnit = {
  id: string;
  parentId: string | null;
  name: string;
  kind: UnitKind;
  path: string;
  town: string | null;
  phone: string;
  hours: string;
  isChannel: boolean;
  dutyName: string | null;
  people: number;
};

const unitColumns = (db: Db) => db`
  u.id, u.parent_id as "parentId", u.name, u.kind, u.path, u.town, u.phone, u.hours, u.is_channel as "isChannel", duty.name as "dutyName",
  (select count(distinct r.person_id) from staff_role r where r.unit_id = u.id)::int as people`;

/** Units within the trees of `paths`, in the order of the tree. */
export async function unitsWithin(db: Db, paths: string[]): Promise<StaffUnit[]> {
  return db<StaffUnit[]>`
    select ${unitColumns(db)} from unit u left join person duty on duty.id = u.duty_person_id
    where exists (select from unnest(${paths}::text[]) path where starts_with(u.path, path)) order by u.path`;
}

/** A unit; the bureau when null. */
export async function staffUnit(db: Db, id: string | null): Promise<StaffUnit | null> {
  const [row] = await db<StaffUnit[]>`select ${unitColumns(db)} from unit u left join person duty on duty.id = u.duty_person_id
    where ${id === null ? db`u.parent_id is null order by u.id limit 1` : db`u.id = ${id}`}`;
  return row ?? null;
}

export type StaffMember = {
  personId: string;
  name: string | null;
  phoneSealed: Uint8Array | null;
  roles: StaffRole[];
  boundAt: string | null;
  device: string | null;
  /** Until when the open binding code may be used. */
  codeUntil: string | null;
  secondFactor: boolean;
};

/** Who holds a role at this unit itself, by name. */
export async function staffOfUnit(db: Db, unitId: string): Promise<StaffMember[]> {
  return db<StaffMember[]>`
    select p.id as "personId", p.name, p.phone_sealed as "phoneSealed", array_agg(r.role order by r.role) as roles, b.bound_at as "boundAt", b.device,
      c.expires_at as "codeUntil", f.confirmed_at is not null as "secondFactor"
    from staff_role r join person p on p.id = r.person_id
    left join staff_binding b on b.person_id = p.id and b.ended_at is null
    left join binding_code c on c.person_id = p.id and c.ended_at is null
    left join second_factor f on f.person_id = p.id
    where r.unit_id = ${unitId}
    group by p.id, b.bound_at, b.device, c.expires_at, f.confirmed_at order by p.name, p.id`;
}

/** Where a person holds which role. */
export async function rolesOf(db: Db, personId: string): Promise<{ role: StaffRole; unitId: string; unitName: string; unitPath: string }[]> {
  return db<{ role: StaffRole; unitId: string; unitName: string; unitPath: string }[]>`
    select r.role, r.unit_id as "unitId", u.name as "unitName", u.path as "unitPath"
    from staff_role r join unit u on u.id = r.unit_id where r.person_id = ${personId} order by u.path, r.role`;
}

/** The same, and until the transaction ends nobody else gives this person a role (the trigger `staff_role_apart` takes the same lock). */
export async function holdRoles(tx: Tx, personId: string): ReturnType<typeof rolesOf> {
  await tx`select pg_advisory_xact_lock(hashtextextended('staff_role ' || ${personId}, 0))`;
  return rolesOf(tx, personId);
}

export type StaffEntry = {
  id: string;
  personId: string;
  at: string;
  action: StaffEvent;
  unitId: string | null;
  role: StaffRole | null;
  /** Null: on the command line. */
  actorId: string | null;
  reason: string | null;
};

export async function appendStaffEvent(tx: Tx, entry: StaffEntry): Promise<void> {
  await tx`
    insert into staff_event (id, person_id, at, action, unit_id, role, actor_id, reason)
    values (${entry.id}, ${entry.personId}, ${entry.at}, ${entry.action}, ${entry.unitId}, ${entry.role}, ${entry.actorId}, ${entry.reason})`;
}

/** Gives a role at a unit, or at a hall's unit with its hall, and writes it down; false when it is held already. */
export async function giveRole(tx: Tx, entry: StaffEntry & { unitId: string; role: StaffRole }): Promise<boolean> {
  const rows = await tx`
    insert into staff_role (person_id, unit_id, role, hall_id)
    values (${entry.personId}, ${entry.unitId}, ${entry.role}, (select id from hall where unit_id = ${entry.unitId} order by id limit 1))
    on conflict do nothing returning 1`;
  if (rows.length === 0) return false;
  await appendStaffEvent(tx, entry);
  return true;
}

/** Takes a role away and writes it down; false when it is not held. */
export async function takeRole(tx: Tx, entry: StaffEntry & { unitId: string; role: StaffRole }): Promise<boolean> {
  const rows = await tx`
    delete from staff_role where person_id = ${entry.personId} and unit_id = ${entry.unitId} and role = ${entry.role} returning 1`;
  if (rows.length === 0) return false;
  await appendStaffEvent(tx, entry);
  return true;
}

export type StaffEventRow = {
  id: string;
  at: string;
  action: StaffEvent;
  who: string | null;
  role: StaffRole | null;
  by: string | null;
  reason: string | null;
};

/** What happened at a unit and to those who work there, newest first. */
export async function staffHistory(db: Db, unitId: string, limit: number): Promise<StaffEventRow[]> {
  return db<StaffEventRow[]>`
    select v.id, v.at, v.action, p.name as who, v.role, a.name as by, v.reason
    from staff_event v join person p on p.id = v.person_id left join person a on a.id = v.actor_id
    where v.unit_id = ${unitId}
      or v.unit_id is null and exists (select from staff_role r where r.person_id = v.person_id and r.unit_id = ${unitId})
    order by v.at desc, v.id desc limit ${limit}`;
}

/** Verified people with this phone number and name. */
export async function personByPhone(db: Db, phoneHash: Uint8Array, name: string): Promise<string | null> {
  const [row] = await db<{ id: string }[]>`
    select id from person where phone_hash = ${phoneHash} and name = ${name}
    order by real_name_verified_at is null, created_at, id limit 1`;
  return row?.id ?? null;
}

/** One with this name who holds the role already, or whose phone number this is. */
export async function personNamed(db: Db, who: { name: string; phoneHash: Uint8Array | null; role: StaffRole }): Promise<string | null> {
  if (who.phoneHash) return personByPhone(db, who.phoneHash, who.name);
  const [row] = await db<{ id: string }[]>`
    select p.id from person p join staff_role r on r.person_id = p.id where p.name = ${who.name} and r.role = ${who.role} order by p.id limit 1`;
  return row?.id ?? null;
}

export async function insertStaffPerson(
  tx: Tx,
  person: { id: string; name: string; phoneSealed: Uint8Array | null; phoneHash: Uint8Array | null; now: string },
): Promise<void> {
  await tx`
    insert into person (id, name, phone_sealed, phone_hash, created_at)
    values (${person.id}, ${person.name}, ${person.phoneSealed}, ${person.phoneHash}, ${person.now})`;
}

/** Holders of a role anywhere, for the command line. */
export async function holdersOf(db: Db, role: StaffRole) {
  return db<{ id: string; name: string | null; unitName: string; boundAt: string | null; codeUntil: string | null }[]>`
    select p.id, p.name, u.name as "unitName", b.bound_at as "boundAt", c.expires_at as "codeUntil"
    from staff_role r join person p on p.id = r.person_id join unit u on u.id = r.unit_id
    left join staff_binding b on b.person_id = p.id and b.ended_at is null left join binding_code c on c.person_id = p.id and c.ended_at is null
    where r.role = ${role} order by p.name, p.id, u.path`;
}
