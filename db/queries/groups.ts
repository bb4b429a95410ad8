import type { AppointmentStatus } from '../../shared/rules/appointment-flow';
import type { GroupResult } from '../../shared/rules/group-list';
import type { Db, Tx } from '../client';

export type GroupListRow = {
  id: string;
  enterpriseId: string;
  enterpriseName: string;
  /** Path of the unit whose firm it is. */
  unitPath: string;
  itemCode: string;
  itemName: string;
  madeAt: string;
  visitId: string | null;
  people: number;
  done: number;
};

export type GroupPersonRow = {
  seq: number;
  name: string;
  idNumberMasked: string;
  checklistCode: string;
  result: GroupResult;
  note: string | null;
};

const select = (db: Db) => db`
  select g.id, g.enterprise_id as "enterpriseId", e.name as "enterpriseName", u.path as "unitPath", g.item_code as "itemCode", g.item_name as "itemName", g.made_at as "madeAt", g.visit_id as "visitId",
    (select count(*)::int from group_person p where p.group_id = g.id) as people,
    (select count(*)::int from group_person p left join appointment a on a.id = p.appointment_id
      where p.group_id = g.id and (p.result = 'done' or a.status = 'fulfilled')) as done
  from group_list g join enterprise e on e.id = g.enterprise_id join unit u on u.id = e.unit_id`;

export async function readGroupList(db: Db, id: string): Promise<GroupListRow | null> {
  const [row] = await db<GroupListRow[]>`${select(db)} where g.id = ${id}`;
  return row ?? null;
}

export async function groupOfVisit(db: Db, visitId: string): Promise<GroupListRow | null> {
  const [row] = await db<GroupListRow[]>`${select(db)} where g.visit_id = ${visitId}`;
  return row ?? null;
}

/** Lists of enterprises, the latest first. */
export async function groupsOfEnterprises(db: Db, enterpriseIds: string[], limit: number): Promise<GroupListRow[]> {
  const rows = await db<
    GroupListRow[]
  >`${select(db)} where g.enterprise_id = any(${enterpriseIds}) order by g.made_at desc, g.id desc limit ${limit}`;
  return [...rows];
}

export async function peopleOfGroup(db: Db, groupId: string): Promise<GroupPersonRow[]> {
  const rows = await db<GroupPersonRow[]>`
    select seq, name, id_number_masked as "idNumberMasked", checklist_code as "checklistCode", result, note
    from group_person where group_id = ${groupId} order by seq`;
  return [...rows];
}

export type NewGroup = { id: string; enterpriseId: string; itemCode: string; itemVersion: number; itemName: string; madeBy: string; now: string };
export type NewGroupPerson = Omit<GroupPersonRow, 'result' | 'note'> & {
  idNumberSealed: Uint8Array;
  idNumberHash: Uint8Array;
  phoneSealed: Uint8Array | null;
};

export async function insertGroup(tx: Tx, group: NewGroup, people: NewGroupPerson[]): Promise<void> {
  await tx`
    insert into group_list (id, enterprise_id, item_code, item_version, item_name, made_by, made_at)
    values (${group.id}, ${group.enterpriseId}, ${group.itemCode}, ${group.itemVersion}, ${group.itemName}, ${group.madeBy}, ${group.now})`;
  for (const one of people) {
    await tx`
      insert into group_person (group_id, seq, name, id_number_sealed, id_number_hash, id_number_masked, phone_sealed, checklist_code, result)
      values (${group.id}, ${one.seq}, ${one.name}, ${one.idNumberSealed}, ${one.idNumberHash}, ${one.idNumberMasked}, ${one.phoneSealed},
        ${one.checklistCode}, 'waiting')`;
  }
}

/** One list, kept still until the transaction ends: who books for it and who sends a team to it come one after the other. */
export async function lockGroupList(tx: Tx, id: string): Promise<GroupListRow | null> {
  await tx`select from group_list where id = ${id} for update`;
  return readGroupList(tx, id);
}

/** Whether a visit at the door is ahead for a list. */
export async function hasVisitAhead(db: Db, id: string): Promise<boolean> {
  const rows = await db`
    select from group_list g join home_visit v on v.id = g.visit_id where g.id = ${id} and v.status not in ('declined', 'cancelled', 'done')`;
  return rows.length > 0;
}

/** Gives a list to a visit; false when it has one that is not over. */
export async function giveGroupToVisit(tx: Tx, id: string, visitId: string): Promise<boolean> {
  const rows = await tx`
    update group_list g set visit_id = ${visitId} where id = ${id}
      and (visit_id is null or exists (select from home_visit v where v.id = g.visit_id and v.status in ('declined', 'cancelled', 'done'))) returning 1`;
  return rows.length > 0;
}

/** Ticks a person from one of the results in `from`; false when the person has another one by now. */
export async function tickGroupPerson(
  tx: Tx,
  ticked: { groupId: string; seq: number; from: GroupResult[]; result: GroupResult; note: string | null; by: string; now: string },
): Promise<boolean> {
  const rows = await tx`
    update group_person set result = ${ticked.result}, note = ${ticked.note}, ticked_by = ${ticked.by}, ticked_at = ${ticked.now}
    where group_id = ${ticked.groupId} and seq = ${ticked.seq} and result = any(${ticked.from}) returning 1`;
  return rows.length > 0;
}

export type GroupPlaceRow = {
  seq: number;
  appointmentId: string;
  status: AppointmentStatus;
  hallName: string;
  startsAt: string;
  endsAt: string;
};

/** Places at windows of the people on a list, those given back or missed too: the latest of each. */
export async function placesOfGroup(db: Db, groupId: string): Promise<GroupPlaceRow[]> {
  const rows = await db<GroupPlaceRow[]>`
    select p.seq, a.id as "appointmentId", a.status, h.name as "hallName", s.starts_at as "startsAt", coalesce(a.ends_at, s.ends_at) as "endsAt"
    from group_person p join appointment a on a.id = p.appointment_id join hall h on h.id = a.hall_id join slot s on s.id = a.slot_id
    where p.group_id = ${groupId} order by p.seq`;
  return [...rows];
}

export type UnplacedPerson = { seq: number; name: string; idNumberSealed: Uint8Array; checklistCode: string };

/** Who on a list is to be given a place: not done, and without one that is ahead or was kept; in the list's order. */
export async function unplacedOfGroup(db: Db, groupId: string): Promise<UnplacedPerson[]> {
  const rows = await db<UnplacedPerson[]>`
    select p.seq, p.name, p.id_number_sealed as "idNumberSealed", p.checklist_code as "checklistCode"
    from group_person p left join appointment a on a.id = p.appointment_id
    where p.group_id = ${groupId} and p.result <> 'done' and (a.id is null or a.status in ('cancelled', 'no_show')) order by p.seq`;
  return [...rows];
}

/** Keeps these people still, in one order, and says who of them cannot be booked: a live visit for the item, or as many as one may have. */
export async function lockTakers(tx: Tx, personIds: readonly string[], itemCode: string, liveLimit: number): Promise<Set<string>> {
  await tx`select from person where id = any(${[...personIds]}) order by id for update`;
  const rows = await tx<{ id: string }[]>`
    select person_id as id from appointment
    where person_id = any(${[...personIds]}) and status in ('booked', 'confirmed', 'arrived', 'in_service')
    group by person_id having bool_or(item_code = ${itemCode}) or count(*) filter (where lead_id is null) >= ${liveLimit}`;
  return new Set(rows.map(({ id }) => id));
}

export async function setGroupAppointment(tx: Tx, groupId: string, seq: number, appointmentId: string): Promise<void> {
  await tx`update group_person set appointment_id = ${appointmentId} where group_id = ${groupId} and seq = ${seq}`;
}

/** Places that a block may take at a hall, by day, from `from` until `until` (Shanghai dates, both included); days without a slot are left out. */
export async function blockFreeByDay(
  db: Db,
  range: { hallId: string; from: string; until: string; now: string; kinds: readonly string[] },
): Promise<{ date: string; free: number }[]> {
  const rows = await db<{ date: string; free: number }[]>`
    select s.day as date, count(*) filter (where s.starts_at > ${range.now} and p.appointment_id is null and p.kind = any(${[...range.kinds]})
      and p.released_at <= ${range.now} and (p.held_until is null or p.held_until <= ${range.now}))::int as free
    from slot s join place p on p.slot_id = s.id
    where s.hall_id = ${range.hallId} and s.day between ${range.from} and ${range.until} group by s.day order by s.day`;
  return [...rows];
}

export type GroupOfPerson = {
  groupId: string;
  enterpriseName: string;
  itemName: string;
  checklistCode: string;
  result: GroupResult;
  note: string | null;
  fromAt: string | null;
  untilAt: string | null;
  address: string | null;
  appointmentId: string | null;
};

/** What firms have put this identity number on, the latest first. */
export async function groupsOfIdentity(db: Db, idNumberHash: Uint8Array): Promise<GroupOfPerson[]> {
  const rows = await db<GroupOfPerson[]>`
    select g.id as "groupId", e.name as "enterpriseName", g.item_name as "itemName", p.checklist_code as "checklistCode", p.result, p.note,
      coalesce(s.starts_at, v.from_at) as "fromAt", coalesce(a.ends_at, s.ends_at, v.until_at) as "untilAt",
      coalesce(h.name || ' ' || h.address, v.address) as address, a.id as "appointmentId"
    from group_person p join group_list g on g.id = p.group_id join enterprise e on e.id = g.enterprise_id
    left join appointment a on a.id = p.appointment_id and a.status <> 'cancelled'
    left join slot s on s.id = a.slot_id left join hall h on h.id = a.hall_id
    left join home_visit v on v.id = g.visit_id and v.status in ('planned', 'arrived', 'done')
    where p.id_number_hash = ${idNumberHash} order by g.made_at desc, g.id desc limit 20`;
  return [...rows];
}
