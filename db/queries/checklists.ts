import type { Checklist } from '../../shared/rules/checklist';
import type { GivenAnswers } from '../../shared/rules/interview-types';
import { type Db, json } from '../client';

export type ChecklistRow = {
  id: string;
  code: string;
  itemCode: string;
  itemVersion: number;
  itemName: string;
  answers: { question: string; questionText: string; answerText: string }[];
  content: Checklist;
  given: GivenAnswers | null;
  /** Null while nobody had signed in. */
  personId: string | null;
  createdAt: string;
  expiresAt: string;
};

/** Freezes a checklist; nothing ever changes it. */
export async function insertChecklist(tx: Db, row: ChecklistRow): Promise<void> {
  await tx`
    insert into checklist (id, code, item_code, item_version, item_name, bookable, hall_ids, minutes, person_id, answers, content, given, created_at, expires_at)
    values (${row.id}, ${row.code}, ${row.itemCode}, ${row.itemVersion}, ${row.itemName}, ${row.content.outcome === 'materials'}, ${row.content.halls},
      ${row.content.minutesAtWindow}, ${row.personId}, ${json(tx, row.answers)}, ${json(tx, row.content)}, ${row.given === null ? null : json(tx, row.given)}, ${row.createdAt}, ${row.expiresAt})`;
}

/** With the guides who helped with it (F2). */
export type KeptChecklist = ChecklistRow & { assistedBy: string[] };

export async function checklistByCode(db: Db, code: string): Promise<KeptChecklist | null> {
  const [row] = await db<KeptChecklist[]>`
    select id, code, item_code as "itemCode", item_version as "itemVersion", item_name as "itemName", answers, content, given, person_id as "personId",
      created_at as "createdAt", expires_at as "expiresAt",
      array(select g.name from guide_session s join person g on g.id = s.guide_id where s.checklist_id = checklist.id
        group by g.id, g.name order by min(s.joined_at)) as "assistedBy"
    from checklist where code = ${code}`;
  return row ?? null;
}

export type OwnChecklist = { code: string; itemCode: string; itemName: string; halls: string[]; minutes: number };

/** The newest checklist of each item that a person may book with now: not expired, bookable, and without a live appointment for the item. */
export async function ownChecklists(db: Db, own: { personId: string; now: string }): Promise<OwnChecklist[]> {
  return db<OwnChecklist[]>`
    select code, item_code as "itemCode", item_name as "itemName", hall_ids as halls, minutes from (
      select distinct on (item_code) * from checklist where person_id = ${own.personId} and bookable and expires_at > ${own.now}
      order by item_code, created_at desc, id desc
    ) newest
    where not exists (select from appointment a where a.person_id = ${own.personId} and a.item_code = newest.item_code
      and a.status in ('booked', 'confirmed', 'arrived', 'in_service'))
    order by created_at desc, id desc limit 10`;
}
