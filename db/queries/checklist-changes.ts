import type { Checklist } from '../../shared/rules/checklist';
import type { ChecklistChange } from '../../shared/rules/checklist-change';
import type { GivenAnswers } from '../../shared/rules/interview-types';
import { type Db, json } from '../client';

export type OutdatedList = {
  id: string;
  code: string;
  itemCode: string;
  itemVersion: number;
  itemName: string;
  personId: string | null;
  given: GivenAnswers | null;
  content: Checklist;
  toVersion: number;
  effectiveFrom: string;
};

/**
 * Checklists for which another version will hold on their day than the one they were made with, and that were not yet looked at for it. The day
 * is that of the last live appointment made with the list or, without one, the list's own last day: who comes before the change is not touched
 * by it. A list whose appointment is being served or was is done with. `after` continues behind an id. 0.3 s where 100,000 outdated lists were told.
 */
export async function outdatedLists(
  db: Db,
  { code, now, after, limit }: { code: string | null; now: string; after: string; limit: number },
): Promise<OutdatedList[]> {
  return db<OutdatedList[]>`
    with version as (
      select code, version, effective_from,
        lead(effective_from) over (partition by code order by effective_from, version) as next_from
      from service_item where ${code === null ? db`true` : db`code = ${code}`}
    ), held as materialized (
      select * from version where version > 1 and (next_from is null or next_from > effective_from)
    ), live as materialized (
      select a.checklist_id, max(s.day) as day from appointment a join slot s on s.id = a.slot_id
      where a.status in ('booked', 'confirmed', 'arrived') and a.item_code in (select held.code from held) group by a.checklist_id
    ), due as materialized (
      select c.id, held.version, held.effective_from
      from checklist c join held on held.code = c.item_code and held.version > c.item_version left join live on live.checklist_id = c.id
      where (c.expires_at > ${now} or live.day is not null) and c.id > ${after}
        and coalesce(live.day, (c.expires_at at time zone 'Asia/Shanghai')::date) >= held.effective_from
        and coalesce(live.day, (c.expires_at at time zone 'Asia/Shanghai')::date) < coalesce(held.next_from, 'infinity')
        and not exists (select from checklist_change k where k.checklist_id = c.id and k.to_version = held.version)
    )
    select c.id, c.code, c.item_code as "itemCode", c.item_version as "itemVersion", c.item_name as "itemName", c.person_id as "personId", c.given,
      c.content, due.version as "toVersion", due.effective_from as "effectiveFrom"
    from due join checklist c on c.id = due.id
    where not exists (select from appointment a where a.person_id = c.person_id and a.checklist_id = c.id and a.status in ('in_service', 'fulfilled'))
    order by c.id limit ${limit}`;
}

export type FoundChange = { toVersion: number; effectiveFrom: string; change: ChecklistChange | null; needsAnswers: boolean };

/** Notes what a version makes of a list. False when another has done so already: then that one tells. */
export async function insertChange(tx: Db, checklistId: string, found: FoundChange & { now: string }): Promise<boolean> {
  const rows = await tx`
    insert into checklist_change (checklist_id, to_version, effective_from, change, needs_answers, found_at)
    values (${checklistId}, ${found.toVersion}, ${found.effectiveFrom}, ${found.change === null ? null : json(tx, found.change)}, ${found.needsAnswers},
      ${found.now})
    on conflict do nothing returning 1`;
  return rows.length === 1;
}

export async function markTold(tx: Db, checklistId: string, toVersion: number, now: string): Promise<void> {
  await tx`update checklist_change set told_at = ${now} where checklist_id = ${checklistId} and to_version = ${toVersion}`;
}

/** What the newest version looked at makes of a list; `below` leaves out that version and later ones. Null when none was looked at. */
export async function lastChange(db: Db, checklistId: string, below?: number): Promise<FoundChange | null> {
  const [row] = await db<FoundChange[]>`
    select to_version as "toVersion", effective_from as "effectiveFrom", change, needs_answers as "needsAnswers"
    from checklist_change where checklist_id = ${checklistId} ${below === undefined ? db`` : db`and to_version < ${below}`}
    order by to_version desc limit 1`;
  return row ?? null;
}

/** The same for the list with this code. */
export async function lastChangeOf(db: Db, code: string): Promise<FoundChange | null> {
  const [row] = await db<{ id: string }[]>`select id from checklist where code = ${code}`;
  return row ? lastChange(db, row.id) : null;
}

/** The live appointments made with a list, and the day of each: the person may be another than the list's own. */
export async function liveAppointmentsWith(
  db: Db,
  list: { id: string; itemCode: string },
): Promise<{ id: string; personId: string; day: string; startsAt: string }[]> {
  return db<{ id: string; personId: string; day: string; startsAt: string }[]>`
    select a.id, a.person_id as "personId", s.day, s.starts_at as "startsAt" from appointment a join slot s on s.id = a.slot_id
    where a.status in ('booked', 'confirmed', 'arrived') and a.item_code = ${list.itemCode} and a.checklist_id = ${list.id} order by a.id`;
}
