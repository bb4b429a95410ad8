import { shanghaiDay } from '../../shared/rules/shanghai';
import type { Db, Tx } from '../client';
import { dataMap } from '../data-map/index';

/** Whom rows name that say no more whose they were. It never signs in and has nothing. */
export const nobody = `per_${'0'.repeat(26)}`;

/** Takes the day's run of one kind for who does it now; false when it is done, or another is at it. */
export async function takeRun(tx: Tx, run: { kind: string; day: string; keptSince: string }): Promise<boolean> {
  await tx`
    insert into retention_run (kind, day, kept_since, removed) values (${run.kind}, ${run.day}, ${run.keptSince}, 0) on conflict do nothing`;
  const rows = await tx`
    select from retention_run where kind = ${run.kind} and day = ${run.day} and finished_at is null for update skip locked`;
  return rows.length === 1;
}

/** The kinds that have been gone through on a day. */
export async function runsDone(db: Db, day: string): Promise<string[]> {
  const rows = await db<{ kind: string }[]>`select kind from retention_run where day = ${day} and finished_at is not null`;
  return rows.map((row) => row.kind);
}

export async function noteRun(tx: Tx, run: { kind: string; day: string; removed: number; finishedAt: string | null }): Promise<void> {
  await tx`
    update retention_run set removed = removed + ${run.removed}, finished_at = ${run.finishedAt} where kind = ${run.kind} and day = ${run.day}`;
}

/** The row that stands for nobody, there from the first time that it is needed. */
export async function thereIsNobody(tx: Tx, now: string): Promise<void> {
  await tx`insert into person (id, created_at) values (${nobody}, ${now}) on conflict do nothing`;
}

/** What ended before an instant, and how many rows of it at most. */
export type Within = { before: string; limit: number };
export const idsOf = (rows: readonly { id: string }[]) => rows.map((row) => row.id);

/**
 * Empties every column of a table that the data map knows as words, names or addresses, in the rows whose `column` names one of `ids`. What was
 * null stays so: that something was said is part of what is kept.
 */
export async function emptyWords(tx: Tx, table: string, column: string, ids: readonly string[]): Promise<void> {
  const texts = Object.entries(dataMap[table]?.personal ?? {})
    .filter(([name, category]) => ['words', 'name', 'address'].includes(category) && name !== 'lines')
    .map(([name]) => tx`${tx(name)} = case when ${tx(name)} is not null then '' end`);
  if (texts.length === 0) throw new Error(`the data map knows no words in ${table}`);
  const set = texts.reduce((before, one) => tx`${before}, ${one}`);
  await tx`update ${tx(table)} set ${set} where ${tx(column)} = any(${[...ids]})`;
}

export async function forgetSessions(tx: Tx, { before, limit }: Within): Promise<string[]> {
  return idsOf(
    await tx<{ id: string }[]>`
      delete from session where id = any(array(
        select id from session where least(coalesce(revoked_at, 'infinity'), refresh_expires_at) < ${before} order by id limit ${limit}))
      returning id`,
  );
}

/** Letters with an end; a dead one waits for an administrator. */
export async function forgetLetters(tx: Tx, { before, limit }: Within): Promise<string[]> {
  return idsOf(
    await tx<{ id: string }[]>`
      delete from outbox where id = any(array(
        select id from outbox where state in ('delivered', 'dropped', 'unknown') and finished_at < ${before} order by id limit ${limit}))
      returning id`,
  );
}

export async function forgetReceipts(tx: Tx, { before, limit }: Within): Promise<string[]> {
  return idsOf(
    await tx<{ id: string }[]>`
      delete from exchange_receipt where event_id = any(array(
        select event_id from exchange_receipt where received_at < ${before} order by event_id limit ${limit})) returning event_id as id`,
  );
}

/** Notices go whole; one that somebody was called about stays as the record of the call, without its words. */
export async function forgetNotices(tx: Tx, within: Within): Promise<string[]> {
  const ids = idsOf(
    await tx<{ id: string }[]>`
      select id from notice where created_at < ${within.before} and title <> '' order by created_at limit ${within.limit} for update`,
  );
  await tx`update notice_call_event set text = '' where text <> '' and call_id in (select id from notice_call where notice_id = any(${ids}))`;
  await tx`delete from notice n where id = any(${ids}) and not exists (select from notice_call c where c.notice_id = n.id)`;
  await tx`update notice set title = '', body = '', fields = '{}' where id = any(${ids})`;
  return ids;
}

export async function forgetGuiding(tx: Tx, { before, limit }: Within): Promise<string[]> {
  const ids = idsOf(await tx<{ id: string }[]>`select id from guide_session where ended_at < ${before} order by id limit ${limit} for update`);
  await tx`delete from guide_session_entry where session_id = any(${ids})`;
  await tx`delete from guide_session where id = any(${ids})`;
  return ids;
}

export async function forgetWaits(tx: Tx, { before, limit }: Within): Promise<string[]> {
  return idsOf(
    await tx<{ id: string }[]>`
      delete from wait_entry where id = any(array(
        select id from wait_entry where status not in ('waiting', 'offered') and day < ${shanghaiDay(before)} order by id limit ${limit}))
      returning id`,
  );
}

/** Lists that no visit, group, place in line or guide's session names; the list of an appointment stays as long as that. */
export async function forgetLists(tx: Tx, { before, limit }: Within): Promise<string[]> {
  const ids = idsOf(
    await tx<{ id: string }[]>`
      select id from checklist c where expires_at < ${before}
        and not exists (select from appointment a where a.checklist_id = c.id) and not exists (select from group_person g where g.checklist_code = c.code)
        and not exists (select from guide_session s where s.checklist_id = c.id)
        and not exists (select from wait_entry w where w.checklist_code = c.code and w.status in ('waiting', 'offered'))
      order by id limit ${limit} for update`,
  );
  await tx`delete from checklist_change where checklist_id = any(${ids})`;
  await tx`delete from checklist_form where checklist_id = any(${ids})`;
  await tx`delete from checklist where id = any(${ids})`;
  return ids;
}

/** Relations that ended, and documents of the green channel whose last day is over. */
export async function forgetRelatives(tx: Tx, { before, limit }: Within): Promise<string[]> {
  return idsOf(
    await tx<{ id: string }[]>`
      delete from relative where id = any(array(select id from relative where ended_at < ${before} order by id limit ${limit})) returning id`,
  );
}

export async function forgetGreenDocuments(tx: Tx, { before, limit }: Within): Promise<string[]> {
  return idsOf(
    await tx<{ id: string }[]>`
      delete from green_document where id = any(array(
        select id from green_document where until < ${shanghaiDay(before)} and at < ${before} order by id limit ${limit})) returning id`,
  );
}
