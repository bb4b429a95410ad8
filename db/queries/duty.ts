import type { DutyEvent, DutyShift, ShiftOn } from '../../shared/rules/duty';
import { urgentDeskRoles } from '../../shared/rules/urgent-flow';
import type { Day } from '../../shared/rules/shanghai';
import type { Db, Tx } from '../client';

/**
 * Who is on duty at a unit in a shift, as an expression over the unit's alias: by the roster while still working for the bureau, else who always
 * is. Null where the unit names nobody.
 */
export const onDuty = (db: Db, alias: string, { day, shift }: ShiftOn) => db`
  coalesce((select rostered.person_id from duty_shift rostered where rostered.unit_id = ${db(alias)}.id and rostered.day = ${day}
    and rostered.shift = ${shift} and exists (select from staff_role held where held.person_id = rostered.person_id)), ${db(alias)}.duty_person_id)`;

export type DutyUnit = {
  id: string;
  name: string;
  path: string;
  town: string | null;
  phone: string;
  hours: string;
  /** Whether people are told the name. */
  named: boolean;
  /** Who is on duty where the roster names nobody. */
  standing: { personId: string; name: string | null } | null;
  onDuty: { personId: string; name: string | null } | null;
};

const unitColumns = (db: Db, now: ShiftOn) => db`
  select u.id, u.name, u.path, u.town, u.phone, u.hours, u.duty_named as named,
    (select jsonb_build_object('personId', p.id, 'name', p.name) from person p where p.id = u.duty_person_id) as standing,
    (select jsonb_build_object('personId', p.id, 'name', p.name) from person p where p.id = ${onDuty(db, 'u', now)}) as "onDuty"
  from unit u where u.is_channel`;

/** Contact channels that lie within or above one of the trees of `paths`, the bureau first. */
export async function dutyUnits(db: Db, paths: string[], now: ShiftOn): Promise<DutyUnit[]> {
  return db<DutyUnit[]>`${unitColumns(db, now)}
    and exists (select from unnest(${paths}::text[]) path where starts_with(u.path, path) or starts_with(path, u.path)) order by u.path`;
}

/** One contact channel; locked until the transaction ends when it is about to change. */
export async function dutyUnit(db: Db, id: string, now: ShiftOn, lock?: 'lock'): Promise<DutyUnit | null> {
  const [row] = await db<DutyUnit[]>`${unitColumns(db, now)} and u.id = ${id} ${lock ? db`for update of u` : db``}`;
  return row ?? null;
}

export type RosterRow = { day: Day; shift: DutyShift; personId: string; name: string | null };

/** What the roster of a channel says from a day on. */
export async function rosterOf(db: Db, unitId: string, from: Day): Promise<RosterRow[]> {
  return db<RosterRow[]>`
    select s.day, s.shift, s.person_id as "personId", p.name from duty_shift s join person p on p.id = s.person_id
    where s.unit_id = ${unitId} and s.day >= ${from} order by s.day, s.shift`;
}

/** The shifts of a person from a day on, the nearest first. */
export async function shiftsOf(db: Db, personId: string, from: Day, limit: number): Promise<(ShiftOn & { unitId: string; unitName: string })[]> {
  return db<(ShiftOn & { unitId: string; unitName: string })[]>`
    select s.day, s.shift, u.id as "unitId", u.name as "unitName" from duty_shift s join unit u on u.id = s.unit_id
    where s.person_id = ${personId} and s.day >= ${from} order by s.day, s.shift, u.path limit ${limit}`;
}

export type DutyCandidate = { personId: string; name: string | null; unitName: string };

/** Who may be put on duty at a channel: whoever works in its tree with a role that answers urgent requests, from a bound account. By name. */
export async function dutyCandidates(db: Db, unitPath: string): Promise<DutyCandidate[]> {
  return db<DutyCandidate[]>`
    select p.id as "personId", p.name, min(u.name) as "unitName" from staff_role r join unit u on u.id = r.unit_id join person p on p.id = r.person_id
    where starts_with(u.path, ${unitPath}) and r.role = any(${[...urgentDeskRoles]}::text[])
      and exists (select from staff_binding b where b.person_id = p.id and b.ended_at is null)
    group by p.id order by p.name, p.id`;
}

export type DutyEntry = { id: string; unitId: string; at: string; action: DutyEvent; actorId: string; text: string };

const write = (tx: Tx, entry: DutyEntry) => tx`
  insert into duty_event (id, unit_id, at, action, actor_id, text)
  values (${entry.id}, ${entry.unitId}, ${entry.at}, ${entry.action}, ${entry.actorId}, ${entry.text})`;

export type DutyContact = { phone: string; hours: string; named: boolean; standingId: string | null };

/** Phone, hours and who is always on duty, with its entry. The unit must be locked. */
export async function setDutyContact(tx: Tx, entry: DutyEntry, contact: DutyContact): Promise<void> {
  await tx`
    update unit set phone = ${contact.phone}, hours = ${contact.hours}, duty_named = ${contact.named}, duty_person_id = ${contact.standingId}
    where id = ${entry.unitId}`;
  await write(tx, entry);
}

/** Puts one person on shifts, or nobody, with its entry. The unit must be locked. */
export async function setShifts(tx: Tx, entry: DutyEntry, shifts: readonly ShiftOn[], personId: string | null): Promise<void> {
  const [days, names] = [shifts.map(({ day }) => day), shifts.map(({ shift }) => shift)];
  const taken = tx`select * from unnest(${days}::date[], ${names}::text[]) as taken(day, shift)`;
  if (personId === null)
    await tx`delete from duty_shift s using (${taken}) t where s.unit_id = ${entry.unitId} and s.day = t.day and s.shift = t.shift`;
  else
    await tx`
      insert into duty_shift (unit_id, day, shift, person_id) select ${entry.unitId}, t.day, t.shift, ${personId} from (${taken}) t
      on conflict (unit_id, day, shift) do update set person_id = excluded.person_id`;
  await write(tx, entry);
}

export type DutyEventRow = { id: string; at: string; action: DutyEvent; by: string | null; text: string };

/** What was changed at a channel, newest first. */
export async function dutyHistory(db: Db, unitId: string, limit: number): Promise<DutyEventRow[]> {
  return db<DutyEventRow[]>`
    select e.id, e.at, e.action, p.name as by, e.text from duty_event e join person p on p.id = e.actor_id
    where e.unit_id = ${unitId} order by e.at desc, e.id desc limit ${limit}`;
}
