import { type Db, json } from '../client';

export type NoticeLine = { name: string; why: string; how: string };

export type OneTimeNoticeRow = {
  code: string;
  appointmentId: string;
  itemName: string;
  applicantName: string;
  hallName: string;
  hallAddress: string;
  hallPhone: string;
  checklistCode: string;
  givenAt: string;
  lines: NoticeLine[];
};

const notice = (db: Db) => db`
  select n.code, n.appointment_id as "appointmentId", a.item_name as "itemName", p.name as "applicantName", h.name as "hallName",
    h.address as "hallAddress", h.phone as "hallPhone", c.code as "checklistCode", n.given_at as "givenAt", n.lines
  from one_time_notice n join appointment a on a.id = n.appointment_id join person p on p.id = n.person_id join hall h on h.id = a.hall_id
  join checklist c on c.id = a.checklist_id`;

export async function insertOneTimeNotice(
  tx: Db,
  one: { code: string; appointmentId: string; personId: string; itemCode: string; givenBy: string; givenAt: string; lines: NoticeLine[] },
): Promise<void> {
  await tx`
    insert into one_time_notice (code, appointment_id, person_id, item_code, given_by, given_at, lines)
    values (${one.code}, ${one.appointmentId}, ${one.personId}, ${one.itemCode}, ${one.givenBy}, ${one.givenAt}, ${json(tx, one.lines)})`;
}

export async function oneTimeNoticeByCode(db: Db, code: string): Promise<OneTimeNoticeRow | null> {
  const [row] = await db<OneTimeNoticeRow[]>`${notice(db)} where n.code = ${code}`;
  return row ?? null;
}

/** What was missing at this visit. */
export async function oneTimeNoticeOf(db: Db, appointmentId: string): Promise<OneTimeNoticeRow | null> {
  const [row] = await db<OneTimeNoticeRow[]>`${notice(db)} where n.appointment_id = ${appointmentId}`;
  return row ?? null;
}

/** What the same person was last told for the same item at another visit, unless the item has been settled since. */
export async function earlierNotice(db: Db, visit: { id: string; personId: string; itemCode: string }): Promise<OneTimeNoticeRow | null> {
  const [row] = await db<OneTimeNoticeRow[]>`
    ${notice(db)} where n.person_id = ${visit.personId} and n.item_code = ${visit.itemCode} and n.appointment_id <> ${visit.id}
      and n.given_at <= (select now.created_at from appointment now where now.id = ${visit.id})
      and not exists (
        select from appointment done join appointment_event e on e.appointment_id = done.id and e.action = 'complete'
        where done.person_id = n.person_id and done.item_code = n.item_code and done.id <> ${visit.id} and e.at > n.given_at)
    order by n.given_at desc limit 1`;
  return row ?? null;
}
