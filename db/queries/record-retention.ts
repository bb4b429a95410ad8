import { shanghaiDay } from '../../shared/rules/shanghai';
import type { Tx } from '../client';
import { emptyWords, idsOf, nobody, type Within } from './retention';

/** Rows of a table whose `column` names one of `ids`. */
async function belonging(tx: Tx, table: string, column: string, ids: readonly string[]): Promise<string[]> {
  return idsOf(await tx<{ id: string }[]>`select id from ${tx(table)} where ${tx(column)} = any(${[...ids]})`);
}

/** Visits that are over and of which nothing is still to come: whose they were, who booked, what was said. */
export async function cutVisits(tx: Tx, { before, limit }: Within): Promise<string[]> {
  const ids = idsOf(
    await tx<{ id: string }[]>`
      select a.id from appointment a join slot s on s.id = a.slot_id
      where a.created_at < ${before} and s.ends_at < ${before} and a.person_id <> ${nobody}
        and a.status not in ('booked', 'confirmed', 'arrived', 'in_service')
        and not exists (select from acceptance c where c.appointment_id = a.id and c.status = 'open')
      order by a.created_at limit ${limit} for update of a`,
  );
  if (ids.length > 0) await cutVisitsOf(tx, ids);
  return ids;
}

/** What was found about words that are gone: whose they were, and what their author was told. */
async function cutChecks(tx: Tx, subjectIds: readonly string[]): Promise<void> {
  await emptyWords(tx, 'text_check', 'subject_id', subjectIds);
  await tx`update text_check set author_id = ${nobody} where subject_id = any(${[...subjectIds]})`;
}

/** Of these visits: whose they were, who booked, what was said, and the lists that they were made with. */
export async function cutVisitsOf(tx: Tx, ids: string[]): Promise<void> {
  for (const table of ['appointment_event', 'material_tick', 'extra_material', 'no_show_explanation', 'acceptance'])
    await emptyWords(tx, table, 'appointment_id', ids);
  const acceptances = await belonging(tx, 'acceptance', 'appointment_id', ids);
  for (const table of ['acceptance_event', 'acceptance_gap']) await emptyWords(tx, table, 'acceptance_id', acceptances);
  await tx`update appointment_event set actor_id = null where appointment_id = any(${ids}) and by = 'applicant'`;
  await tx`update no_show_explanation set given_by = null where appointment_id = any(${ids})`;
  await tx`update one_time_notice set person_id = ${nobody}, lines = '[]' where appointment_id = any(${ids})`;
  const tickets = await belonging(tx, 'queue_ticket', 'appointment_id', ids);
  if (tickets.length > 0) await cutTicketsOf(tx, tickets);
  // Why a material is on a list tells of the person; which materials they were does not.
  await tx`
    update checklist set person_id = null, answers = '[]', given = null,
      content = jsonb_set(content, '{materials}', coalesce((select jsonb_agg(m || '{"because":[]}') from jsonb_array_elements(content -> 'materials') m), '[]'))
    where id in (select checklist_id from appointment where id = any(${ids}))
      and not exists (select from appointment o where o.checklist_id = checklist.id and o.person_id <> ${nobody} and o.id <> all(${ids}))`;
  await tx`
    delete from checklist_form f using appointment a where a.id = any(${ids}) and f.checklist_id = a.checklist_id and f.person_id = a.person_id`;
  await tx`update appointment set person_id = ${nobody}, booked_by = null where id = any(${ids})`;
}

/** Tickets of days long over. */
export async function cutTickets(tx: Tx, { before, limit }: Within): Promise<string[]> {
  const ids = idsOf(
    await tx<{ id: string }[]>`
      select id from queue_ticket where day < ${shanghaiDay(before)} and person_id is not null order by day limit ${limit} for update`,
  );
  if (ids.length > 0) await cutTicketsOf(tx, ids);
  return ids;
}

export async function cutTicketsOf(tx: Tx, ids: string[]): Promise<void> {
  await tx`
    update queue_ticket_event e set actor_id = null from queue_ticket t where t.id = e.ticket_id and t.id = any(${ids}) and e.actor_id = t.person_id`;
  await emptyWords(tx, 'queue_ticket_event', 'ticket_id', ids);
  await tx`update queue_ticket set person_id = null where id = any(${ids})`;
}

/** What authors of public answers were told; the answers are the bureau's and stay. */
export async function cutRefusals(tx: Tx, { before, limit }: Within): Promise<string[]> {
  return idsOf(
    await tx<{ id: string }[]>`
      update text_check set answer = '' where id = any(array(
        select id from text_check where kind = 'answer' and decided_at < ${before} and answer <> '' order by decided_at limit ${limit} for update))
      returning id`,
  );
}

/** Finished requests: whose they were and every word; the files of their photos go by letters. */
export async function cutRequests(tx: Tx, { before, limit }: Within): Promise<{ ids: string[]; files: string[] }> {
  const ids = idsOf(
    await tx<{ id: string }[]>`
      select id from service_case where filed_at < ${before} and coalesce(completed_at, filed_at) < ${before} and requester_id <> ${nobody}
        and status in ('completed', 'declined', 'withdrawn')
      order by filed_at limit ${limit} for update`,
  );
  return { ids, files: ids.length > 0 ? await cutRequestsOf(tx, ids) : [] };
}

/** Answers the photos, whose content is to go by letters. */
export async function cutRequestsOf(tx: Tx, ids: string[]): Promise<string[]> {
  await tx`
    update case_event e set actor_id = null from service_case c where c.id = e.case_id and c.id = any(${ids}) and e.actor_id = c.requester_id`;
  for (const table of [
    'case_event',
    'case_assistance',
    'case_extension',
    'case_referral',
    'case_conference',
    'case_task',
    'rectification',
    'home_visit',
  ])
    await emptyWords(tx, table, 'case_id', ids);
  await emptyWords(tx, 'conference_unit', 'conference_id', await belonging(tx, 'case_conference', 'case_id', ids));
  await emptyWords(tx, 'home_visit_event', 'visit_id', await belonging(tx, 'home_visit', 'case_id', ids));
  await tx`delete from problem_word where case_id = any(${ids})`;
  const files = idsOf(
    await tx<{ id: string }[]>`
      update stored_file set state = 'removing', case_id = null, case_seq = null where case_id = any(${ids}) returning id`,
  );
  await cutChecks(tx, ids);
  await emptyWords(tx, 'service_case', 'id', ids);
  await tx`update service_case set requester_id = ${nobody}, latitude = null, longitude = null where id = any(${ids})`;
  return files;
}

export async function cutQuestions(tx: Tx, { before, limit }: Within): Promise<{ ids: string[]; files: string[] }> {
  const ids = idsOf(
    await tx<{ id: string }[]>`
      select id from consultation where asked_at < ${before} and coalesce(answered_at, asked_at) < ${before} and person_id <> ${nobody}
        and status = 'closed' order by asked_at limit ${limit} for update`,
  );
  return { ids, files: ids.length > 0 ? await cutQuestionsOf(tx, ids) : [] };
}

/** Answers the photos, as above. */
export async function cutQuestionsOf(tx: Tx, ids: string[]): Promise<string[]> {
  await tx`
    update consultation_event e set actor_id = null from consultation c
    where c.id = e.consultation_id and c.id = any(${ids}) and e.actor_id = c.person_id`;
  await emptyWords(tx, 'consultation_event', 'consultation_id', ids);
  const files = idsOf(
    await tx<{ id: string }[]>`
      update stored_file set state = 'removing', consultation_id = null, consultation_seq = null where consultation_id = any(${ids}) returning id`,
  );
  await tx`update consultation set person_id = ${nobody} where id = any(${ids})`;
  return files;
}

/** A complaint becomes an anonymous one whose code nobody has. */
export async function cutComplaints(tx: Tx, { before, limit }: Within): Promise<string[]> {
  const ids = idsOf(
    await tx<{ id: string }[]>`
      select id from complaint where filed_at < ${before} and status in ('answered', 'withdrawn') and text <> ''
      order by filed_at limit ${limit} for update`,
  );
  if (ids.length > 0) await cutComplaintsOf(tx, ids);
  return ids;
}

export async function cutComplaintsOf(tx: Tx, ids: string[]): Promise<void> {
  await tx`
    update complaint_event e set actor_id = null from complaint c where c.id = e.complaint_id and c.id = any(${ids}) and e.actor_id = c.person_id`;
  await emptyWords(tx, 'complaint_event', 'complaint_id', ids);
  await emptyWords(tx, 'complaint', 'id', ids);
  await tx`
    update complaint set person_id = null, about_ids = '[]', code_hash = sha256(convert_to(gen_random_uuid()::text, 'UTF8')) where id = any(${ids})`;
}

/** Urgent requests without whose they were and without words; `emptySeal` gives the seal of no number for a row. */
export async function cutUrgent(tx: Tx, { before, limit }: Within, emptySeal: (id: string) => Uint8Array): Promise<string[]> {
  const ids = idsOf(
    await tx<{ id: string }[]>`
      select id from urgent_request where asked_at < ${before} and status in ('closed', 'withdrawn') and person_id <> ${nobody}
      order by asked_at limit ${limit} for update`,
  );
  if (ids.length > 0) await cutUrgentOf(tx, ids, emptySeal);
  return ids;
}

export async function cutUrgentOf(tx: Tx, ids: string[], emptySeal: (id: string) => Uint8Array): Promise<void> {
  await tx`
    update urgent_request_event e set actor_id = null from urgent_request r
    where r.id = e.request_id and r.id = any(${ids}) and e.actor_id = r.person_id`;
  await emptyWords(tx, 'urgent_request_event', 'request_id', ids);
  await emptyWords(tx, 'urgent_request', 'id', ids);
  await tx`update urgent_request set person_id = ${nobody} where id = any(${ids})`;
  for (const id of ids) await tx`update urgent_request set phone_sealed = ${emptySeal(id)} where id = ${id}`;
}

/** Ratings keep their level for the figures. */
export async function cutRatings(tx: Tx, { before, limit }: Within): Promise<string[]> {
  const ids = idsOf(
    await tx<{ id: string }[]>`
      select o.id from rating_occasion o where o.finished_at < ${before} and o.person_id <> ${nobody}
        and not exists (select from remedy_order r where r.occasion_id = o.id and r.settled_at is null)
        and not exists (select from return_visit v where v.occasion_id = o.id and v.ended_at is null)
      order by o.finished_at limit ${limit} for update of o`,
  );
  if (ids.length > 0) await cutRatingsOf(tx, ids);
  return ids;
}

export async function cutRatingsOf(tx: Tx, ids: string[]): Promise<void> {
  await emptyWords(tx, 'rating', 'occasion_id', ids);
  await emptyWords(tx, 'return_visit', 'occasion_id', ids);
  await emptyWords(tx, 'remedy_order', 'occasion_id', ids);
  const [visits, remedies] = [await belonging(tx, 'return_visit', 'occasion_id', ids), await belonging(tx, 'remedy_order', 'occasion_id', ids)];
  await tx`
    update return_visit_event set actor_id = null where return_id = any(${visits}) and actor_id in (select person_id from rating_occasion where id = any(${ids}))`;
  await cutChecks(tx, visits);
  await emptyWords(tx, 'return_visit_event', 'return_id', visits);
  await tx`
    update remedy_event set actor_id = null where remedy_id = any(${remedies}) and actor_id in (select person_id from rating_occasion where id = any(${ids}))`;
  await emptyWords(tx, 'remedy_event', 'remedy_id', remedies);
  await tx`update rating_occasion set person_id = ${nobody} where id = any(${ids})`;
}

export type SeatKey = { groupId: string; seq: number };

/** Names and numbers on an enterprise's list; `emptySeal` gives the seal of no number for a line. Results stay for the figures. */
export async function cutGroups(tx: Tx, { before, limit }: Within, emptySeal: (key: SeatKey) => Uint8Array): Promise<string[]> {
  const rows = await tx<SeatKey[]>`
    select p.group_id as "groupId", p.seq from group_person p join group_list l on l.id = p.group_id
    where l.made_at < ${before} and p.name <> '' and not exists (
      select from appointment a where a.id = p.appointment_id and a.status in ('booked', 'confirmed', 'arrived', 'in_service'))
    order by p.group_id, p.seq limit ${limit} for update of p`;
  for (const { groupId, seq } of rows)
    await tx`
      update group_person set name = '', id_number_masked = '', phone_sealed = null, note = case when note is not null then '' end,
        id_number_sealed = ${emptySeal({ groupId, seq })}, id_number_hash = sha256(convert_to(gen_random_uuid()::text, 'UTF8'))
      where group_id = ${groupId} and seq = ${seq}`;
  return rows.map(({ groupId, seq }) => `${groupId}:${seq}`);
}
