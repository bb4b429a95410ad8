import type { GroupResult } from '../../shared/rules/group-list';
import type { Db, Tx } from '../client';

export type GroupListRow = {
  id: string;
  enterpriseId: string;
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
  select g.id, g.enterprise_id as "enterpriseId", g.item_code as "itemCode", g.item_name as "itemName", g.made_at as "madeAt", g.visit_id as "visitId",
    (select count(*)::int from group_person p where p.group_id = g.id) as people,
    (select count(*)::int from group_person p where p.group_id = g.id and p.result = 'done') as done
  from group_list g`;

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
};

/** What firms have put this identity number on, the latest first. */
export async function groupsOfIdentity(db: Db, idNumberHash: Uint8Array): Promise<GroupOfPerson[]> {
  const rows = await db<GroupOfPerson[]>`
    select g.id as "groupId", e.name as "enterpriseName", g.item_name as "itemName", p.checklist_code as "checklistCode", p.result, p.note,
      v.from_at as "fromAt", v.until_at as "untilAt", v.address
    from group_person p join group_list g on g.id = p.group_id join enterprise e on e.id = g.enterprise_id
    left join home_visit v on v.id = g.visit_id and v.status in ('planned', 'arrived', 'done')
    where p.id_number_hash = ${idNumberHash} order by g.made_at desc, g.id desc limit 20`;
  return [...rows];
}
