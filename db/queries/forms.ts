import type { FormState } from '../../shared/rules/form';
import type { Db, Tx } from '../client';
import type { ChecklistRow } from './checklists';

/** A checklist as its form needs it: whose it is, and how far that person's visit with it has come. */
export type FormList = Pick<ChecklistRow, 'id' | 'code' | 'itemCode' | 'itemVersion' | 'itemName' | 'answers' | 'createdAt' | 'expiresAt'> & {
  ownerId: string | null;
  /** Whose form the caller fills in: a relative's whose list or appointment it is (A4), else the caller's own. Null without a caller. */
  fillsFor: string | null;
  /** That person has, or had, an appointment with it. */
  hasAppointment: boolean;
  /** One that is not over. */
  hasLive: boolean;
  /** The person is, or was, at the window with it. */
  atWindow: boolean;
};

/** `lock` keeps the list still, so that two people cannot adopt it at once. */
export async function listForForm(db: Db, code: string, personId: string | null, lock?: 'lock'): Promise<FormList | null> {
  const [row] = await db<FormList[]>`
    select c.id, c.code, c.item_code as "itemCode", c.item_version as "itemVersion", c.item_name as "itemName", c.answers,
      c.created_at as "createdAt", c.expires_at as "expiresAt", c.person_id as "ownerId", f.fills_for as "fillsFor",
      exists (select from appointment a where a.person_id = f.fills_for and a.checklist_id = c.id) as "hasAppointment",
      exists (select from appointment a where a.person_id = f.fills_for and a.checklist_id = c.id
        and a.status in ('booked', 'confirmed', 'arrived', 'in_service')) as "hasLive",
      exists (select from appointment a where a.person_id = f.fills_for and a.checklist_id = c.id
        and a.status in ('in_service', 'fulfilled')) as "atWindow"
    from checklist c cross join lateral (
      select coalesce(
        (select a.person_id from appointment a join relative r on r.person_id = a.person_id and r.holder_id = a.booked_by and r.ended_at is null
          where a.checklist_id = c.id and a.booked_by = ${personId}
            and not exists (select from appointment own where own.checklist_id = c.id and own.person_id = ${personId}) order by a.created_at desc limit 1),
        (select r.person_id from relative r where r.holder_id = ${personId} and r.person_id = c.person_id and r.ended_at is null),
        ${personId}::text) as fills_for
    ) f where c.code = ${code} ${lock ? db`for update of c` : db``}`;
  return row ?? null;
}

/** A list made without signing in becomes that of the person who fills it in; one that has an owner keeps it. */
export async function adoptChecklist(tx: Db, checklistId: string, personId: string): Promise<void> {
  await tx`update checklist set person_id = ${personId} where id = ${checklistId} and person_id is null`;
}

export type FormRow = { state: Exclude<FormState, 'none'>; contentSealed: Uint8Array; version: number; updatedAt: string };

export async function formOf(db: Db, checklistId: string, personId: string): Promise<FormRow | null> {
  const [row] = await db<FormRow[]>`
    select state, content_sealed as "contentSealed", version, updated_at as "updatedAt"
    from checklist_form where checklist_id = ${checklistId} and person_id = ${personId}`;
  return row ?? null;
}

/** The form that came with an appointment: that of its person, for its checklist. */
export async function formOfAppointment(db: Db, appointmentId: string): Promise<(FormRow & { checklistId: string; personId: string }) | null> {
  const [row] = await db<(FormRow & { checklistId: string; personId: string })[]>`
    select f.checklist_id as "checklistId", f.person_id as "personId", f.state, f.content_sealed as "contentSealed", f.version, f.updated_at as "updatedAt"
    from appointment a join checklist_form f on f.checklist_id = a.checklist_id and f.person_id = a.person_id where a.id = ${appointmentId}`;
  return row ?? null;
}

/** Writes the next version of a form, on a list locked by `listForForm`; the number of that version. */
export async function storeForm(
  tx: Db,
  form: { checklistId: string; personId: string; state: FormRow['state']; contentSealed: Uint8Array; expiresAt: string; now: string },
): Promise<number> {
  const [row] = await tx<{ version: number }[]>`
    insert into checklist_form (checklist_id, person_id, state, content_sealed, version, updated_at, expires_at)
    values (${form.checklistId}, ${form.personId}, ${form.state}, ${form.contentSealed}, 1, ${form.now}, ${form.expiresAt})
    on conflict (checklist_id, person_id) do update set state = excluded.state, content_sealed = excluded.content_sealed,
      version = checklist_form.version + 1, updated_at = excluded.updated_at
    returning version`;
  return row?.version ?? 0;
}

/** Forgets forms whose checklist has run out, at most `limit`, except where the visit is still ahead; how many went. */
export async function forgetForms(db: Db, now: string, limit: number): Promise<number> {
  const rows = await db`
    delete from checklist_form f where ctid = any(array(
      select old.ctid from checklist_form old where old.expires_at < ${now}
        and not exists (select from appointment a where a.person_id = old.person_id and a.checklist_id = old.checklist_id
          and a.status in ('booked', 'confirmed', 'arrived', 'in_service'))
      order by old.expires_at limit ${limit} for update skip locked)) returning 1`;
  return rows.length;
}

export type OwnForm = { checklistId: string; contentSealed: Uint8Array };

/** Every form of a person. */
export async function formsOfPerson(db: Db, personId: string): Promise<OwnForm[]> {
  return db<
    OwnForm[]
  >`select checklist_id as "checklistId", content_sealed as "contentSealed" from checklist_form where person_id = ${personId} for update`;
}

/** Gives a form, sealed for its new person, to who has adopted the old one; one that the new person has for the list already stays. */
export async function handOverForm(tx: Tx, form: OwnForm & { from: string; to: string }): Promise<void> {
  await tx`
    update checklist_form set person_id = ${form.to}, content_sealed = ${form.contentSealed}
    where checklist_id = ${form.checklistId} and person_id = ${form.from}
      and not exists (select from checklist_form own where own.checklist_id = ${form.checklistId} and own.person_id = ${form.to})`;
  await tx`delete from checklist_form where checklist_id = ${form.checklistId} and person_id = ${form.from}`;
}
