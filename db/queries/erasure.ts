import type { ErasureBlocker, ErasurePart, KeptMatter } from '../../shared/rules/erasure';
import { type Db, json, type Tx } from '../client';
import { emptyWords, idsOf, nobody } from './retention';

/** Keeps the person still until the transaction ends, so that two at once are one after the other; false when it was forgotten meanwhile. */
export async function lockToForget(tx: Tx, personId: string): Promise<boolean> {
  // two statements: one that has waited would look for the erasure as things were before
  await tx`select from person where id = ${personId} for update`;
  return (await tx`select from person p where p.id = ${personId} and not exists (select from erasure e where e.person_id = p.id)`).length === 1;
}

/** What is in the way of forgetting somebody, at an instant and on its day in Shanghai. */
export async function blockersOf(db: Db, { personId, now, today }: { personId: string; now: string; today: string }) {
  const [row] = await db<Record<ErasureBlocker, boolean>[]>`
    select exists (select from staff_role where person_id = ${personId}) as staff,
      exists (select from enterprise_member m where m.person_id = ${personId} and m.role = 'principal' and not exists (
        select from enterprise_member o where o.enterprise_id = m.enterprise_id and o.role = 'principal' and o.person_id <> ${personId})) as last_principal,
      exists (select from appointment a join slot s on s.id = a.slot_id where a.person_id = ${personId}
        and (a.status in ('arrived', 'in_service') or (a.status in ('booked', 'confirmed') and s.starts_at <= ${now})))
        or exists (select from queue_ticket where person_id = ${personId} and day = ${today} and status in ('waiting', 'called', 'serving', 'parked'))
        as at_window,
      exists (select from relative r join appointment a on a.person_id = r.person_id and a.booked_by = r.holder_id
        where r.holder_id = ${personId} and r.ended_at is null and a.status in ('booked', 'confirmed', 'arrived', 'in_service')) as relative_visit`;
  if (!row) throw new Error('one row of what is in the way');
  return row;
}

/** Ids of what a person has under way, by which the steps that end it are taken. */
export type UnderWay = Record<'visits' | 'waits' | 'requests' | 'questions' | 'complaints' | 'urgent' | 'claims', string[]>;

export async function underWay(tx: Tx, personId: string): Promise<UnderWay> {
  const ids = async (rows: Promise<readonly { id: string }[]>) => idsOf(await rows);
  const [visits, waits, requests, questions, complaints, urgent, claims] = await Promise.all([
    ids(tx`select id from appointment where person_id = ${personId} and lead_id is null and status in ('booked', 'confirmed') order by id`),
    ids(tx`
      select id from wait_entry where (person_id = ${personId} or joined_by = ${personId}) and status in ('waiting', 'offered') order by id`),
    ids(tx`
      select id from service_case where requester_id = ${personId} and enterprise_id is null
        and status not in ('completed', 'declined', 'withdrawn') order by id`),
    ids(tx`select id from consultation where person_id = ${personId} and status <> 'closed' order by id`),
    ids(tx`select id from complaint where person_id = ${personId} and status in ('filed', 'taken') order by id`),
    ids(tx`select id from urgent_request where person_id = ${personId} and status in ('asked', 'taken', 'answered') order by id`),
    ids(tx`select id from enterprise_claim where person_id = ${personId} and status = 'filed' order by id`),
  ]);
  return { visits, waits, requests, questions, complaints, urgent, claims };
}

/** Of what a person began and has ended, that of which nothing was done in office: it is cut from the person at once. */
export type Loose = Record<'visits' | 'tickets' | 'requests' | 'questions' | 'complaints' | 'urgent' | 'ratings', string[]>;

export async function looseOf(tx: Tx, personId: string): Promise<Loose> {
  const ids = async (rows: Promise<readonly { id: string }[]>) => idsOf(await rows);
  const [visits, tickets, requests, questions, complaints, urgent, ratings] = await Promise.all([
    ids(tx`select id from appointment where person_id = ${personId} and status = 'cancelled'`),
    ids(tx`select id from queue_ticket where person_id = ${personId} and appointment_id is null and started_at is null`),
    // a hidden danger is put right whatever became of the request
    ids(tx`
      select id from service_case c where requester_id = ${personId} and status = 'withdrawn' and enterprise_id is null
        and not exists (select from rectification r where r.case_id = c.id)`),
    ids(tx`select id from consultation where person_id = ${personId} and status = 'closed' and answered_at is null`),
    ids(tx`select id from complaint where person_id = ${personId} and status = 'withdrawn'`),
    ids(tx`select id from urgent_request where person_id = ${personId} and status = 'withdrawn' and answered_at is null`),
    ids(tx`
      select id from rating_occasion o where person_id = ${personId}
        and not exists (select from remedy_order r where r.occasion_id = o.id and r.settled_at is null)
        and not exists (select from return_visit v where v.occasion_id = o.id and v.ended_at is null)`),
  ]);
  return { visits, tickets, requests, questions, complaints, urgent, ratings };
}

/** Everything that names its person because something was done, or is being done, for that person. */
const matters = (db: Db) => db`
  select a.person_id, 'visiting' as purpose, false as of_firm,
    a.status in ('booked', 'confirmed', 'arrived', 'in_service')
      or exists (select from acceptance c where c.appointment_id = a.id and c.status = 'open') as open, s.ends_at as ended_at
    from appointment a join slot s on s.id = a.slot_id
  union all select person_id, 'visiting', false, status not in ('done', 'missed'), created_at from queue_ticket where appointment_id is null
  union all select person_id, 'visiting', false, false, greatest(at, until::timestamptz) from green_document
  union all select person_id, 'visiting', false, status not in ('closed', 'withdrawn'), asked_at from urgent_request
  union all select requester_id, 'requesting', enterprise_id is not null, status not in ('completed', 'declined', 'withdrawn'),
    coalesce(completed_at, filed_at) from service_case
  union all select person_id, 'asking', false, status <> 'closed', coalesce(answered_at, asked_at) from consultation
  union all select person_id, 'complaining', false, status in ('filed', 'taken'), filed_at from complaint
  union all select person_id, 'rating', false, true, finished_at from rating_occasion`;

/** What stays about a person when everything else has gone. */
export async function keptMatters(db: Db, personId: string): Promise<KeptMatter[]> {
  return db<KeptMatter[]>`
    select purpose, of_firm as "ofFirm", open, max(ended_at) as "endedAt" from (${matters(db)}) m
    where person_id = ${personId} group by purpose, of_firm, open`;
}

/** All rows that go whole. The steps before have ended what was under way, and what is cut is cut. */
export async function removeRows(tx: Tx, { personId, key, now }: { personId: string; key: string; now: string }): Promise<void> {
  await tx`
    delete from outbox where state = 'pending' and (batch_for = ${personId}
      or (kind = 'appointment_notice' and not starts_with(payload ->> 'notice', 'staff_')
        and payload ->> 'appointmentId' in (select id from appointment where person_id = ${personId})))`;
  await tx`delete from wait_entry where person_id = ${personId}`;
  await tx`update wait_entry set joined_by = null where joined_by = ${personId}`;
  await tx`delete from guide_session_entry where session_id in (select id from guide_session where person_id = ${personId})`;
  await tx`delete from guide_session where person_id = ${personId}`;
  await tx`delete from enterprise_join where person_id = ${personId}`;
  await tx`delete from subscribe_grant where person_id = ${personId}`;
  for (const table of ['session', 'second_factor', 'recovery_code', 'staff_device', 'binding_code'])
    await tx`delete from ${tx(table)} where person_id = ${personId}`;
  await tx`update staff_binding set ended_at = ${now} where person_id = ${personId} and ended_at is null`;
  // named after what was tried: second_factor:per_…
  await tx`delete from wrong_code where split_part(account, ':', 2) = ${personId}`;
  await tx`delete from request_count where subject = ${personId}`;
  await tx`delete from place_try where subject = ${personId}`;
  // the answer to this very request is kept with it, for whoever sends it once more
  await tx`delete from idempotency where actor = ${personId} and key <> ${key}`;
}

/**
 * The person's notices go, and those by which others were told of what is cut: they repeat its words. One that somebody was called about stays as
 * the record of the call, of nobody and without its words.
 */
export async function removeNotices(tx: Tx, { personId, subjectIds }: { personId: string; subjectIds: readonly string[] }): Promise<void> {
  const rows = await tx<{ id: string }[]>`
    select id from notice where person_id = ${personId} or subject_id = any(${[...subjectIds]})
      or subject_id in (select id from relative where ${personId} in (holder_id, person_id)) for update`;
  const ids = idsOf(rows);
  await tx`delete from outbox where state = 'pending' and kind = 'wechat_message' and payload ->> 'noticeId' = any(${ids})`;
  await tx`update notice_call_event set text = '' where text <> '' and call_id in (select id from notice_call where notice_id = any(${ids}))`;
  await tx`delete from notice n where id = any(${ids}) and not exists (select from notice_call c where c.notice_id = n.id)`;
  await tx`update notice set title = '', body = '', fields = '{}', person_id = ${nobody} where id = any(${ids})`;
}

/** Ends every tie to a relative, and answers the relatives whom only this person had added. */
export async function removeRelatives(tx: Tx, personId: string): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    delete from relative where holder_id = ${personId} or person_id = ${personId} returning person_id as id`;
  await tx`
    update appointment_event set actor_id = null
    where actor_id = ${personId} and appointment_id in (select id from appointment where booked_by = ${personId} and person_id <> ${personId})`;
  await tx`update appointment set booked_by = null where booked_by = ${personId} and person_id <> ${personId}`;
  return idsOf(rows).filter((id) => id !== personId);
}

/** Lists and forms that no visit which stays was made with. A list that somebody else holds a place by stays without whose it was. */
export async function removeLists(tx: Tx, personId: string): Promise<void> {
  await tx`
    delete from checklist_form f where person_id = ${personId}
      and not exists (select from appointment a where a.checklist_id = f.checklist_id and a.person_id = ${personId})`;
  const ids = idsOf(
    await tx<{ id: string }[]>`
      select id from checklist c where person_id = ${personId} and not exists (
        select from appointment a where a.checklist_id = c.id and a.person_id = ${personId}) for update`,
  );
  const used = idsOf(
    await tx<{ id: string }[]>`
      select id from checklist c where id = any(${ids}) and (exists (select from appointment a where a.checklist_id = c.id)
        or exists (select from group_person g where g.checklist_code = c.code) or exists (select from wait_entry w where w.checklist_code = c.code)
        or exists (select from guide_session s where s.checklist_id = c.id) or exists (select from checklist_form f where f.checklist_id = c.id))`,
  );
  const unused = ids.filter((id) => !used.includes(id));
  await tx`delete from checklist_change where checklist_id = any(${unused})`;
  await tx`delete from checklist where id = any(${unused})`;
  await tx`update checklist set person_id = null, answers = '[]', given = null where id = any(${used})`;
}

/** Photos that are part of nothing that stays; their content goes by letters. */
export async function removeFiles(tx: Tx, personId: string): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    update stored_file set state = 'removing' where owner_id = ${personId} and state in ('arriving', 'waiting') returning id`;
  await tx`update stored_file set owner_id = ${nobody} where owner_id = ${personId} and state = 'removing'`;
  return idsOf(rows);
}

/** What was found about the person's words, where the words are gone. */
export async function removeChecks(tx: Tx, personId: string): Promise<void> {
  const rows = await tx<{ id: string }[]>`
    select id from text_check t where author_id = ${personId}
      and not exists (select from service_case c where c.id = t.subject_id and c.requester_id = ${personId})
      and not exists (select from return_visit v join rating_occasion o on o.id = v.occasion_id where v.id = t.subject_id and o.person_id = ${personId})
      and not exists (select from knowledge_entry k where k.code = t.subject_id)`;
  await emptyWords(tx, 'text_check', 'id', idsOf(rows));
  await tx`update text_check set author_id = ${nobody} where id = any(${idsOf(rows)})`;
}

/** Whether somebody worked here: then the name stands for what was done in office. */
const worked = (db: Db) => db`exists (select from staff_event s where s.person_id = person.id or s.actor_id = person.id)`;

/** The account ends; the identity stays while a record needs it, the phone number only while somebody works on something still. */
export async function emptyPerson(tx: Tx, personId: string, keeps: { identity: boolean; phone: boolean }): Promise<void> {
  await tx`
    update person set openid = null ${keeps.phone ? tx`` : tx`, phone_sealed = null, phone_hash = null`}
      ${keeps.identity ? tx`` : emptyIdentity(tx)}
    where id = ${personId}`;
  // whoever worked here is not taken for somebody whom a window wrote down, so the number would keep the person from coming back
  await tx`
    update person set id_kind = null, id_number_sealed = null, id_number_hash = null, real_name_verified_at = null
    where id = ${personId} and exists (select from staff_binding b where b.person_id = person.id)`;
}

const emptyIdentity = (db: Db) => db`
  , name = case when ${worked(db)} then name end, id_kind = null, id_number_sealed = null, id_number_hash = null, birth_date = null,
  real_name_verified_at = null, online_booking_blocked_until = null, green_channel_until = null,
  green_channel_kind = null`;

/** Whether the row of a person still says who it was. */
export async function isNamed(db: Db, personId: string): Promise<boolean> {
  return (await db`select from person where id = ${personId} and (name is not null or id_number_hash is not null)`).length > 0;
}

export type NewErasure = { id: string; personId: string; codeHash: Uint8Array; now: string; parts: ErasurePart[]; finished: boolean };

/** False where the code is that of somebody else's receipt. */
export async function insertErasure(tx: Tx, { id, personId, codeHash, now, parts, finished }: NewErasure): Promise<boolean> {
  const rows = await tx`
    insert into erasure (id, person_id, code_hash, asked_at, parts, finished_at)
    values (${id}, ${personId}, ${codeHash}, ${now}, ${json(tx, parts)}, ${finished ? now : null})
    on conflict (code_hash) do nothing returning 1`;
  return rows.length === 1;
}

/** The receipt that a code shows; null when there is none. */
export async function receiptByCode(db: Db, codeHash: Uint8Array): Promise<{ at: string; parts: ErasurePart[] } | null> {
  const [row] = await db<{ at: string; parts: ErasurePart[] }[]>`select asked_at as at, parts from erasure where code_hash = ${codeHash}`;
  return row ?? null;
}

/** Whoever asked to be forgotten and of whom nothing is kept any more: name and number go too. Receipts go when their own time is over. */
export async function finishErasures(tx: Tx, { before, limit }: { before: string; limit: number }, now: string): Promise<string[]> {
  await tx`delete from erasure where finished_at < ${before}`;
  const rows = await tx<{ id: string; personId: string }[]>`
    update erasure set finished_at = ${now} where id = any(array(
      select e.id from erasure e where e.finished_at is null and not exists (select from (${matters(tx)}) m where m.person_id = e.person_id)
      order by e.asked_at limit ${limit} for update)) returning id, person_id as "personId"`;
  await tx`update person set openid = null, phone_sealed = null, phone_hash = null ${emptyIdentity(tx)} where id = any(${rows.map(({ personId }) => personId)})`;
  return idsOf(rows);
}
