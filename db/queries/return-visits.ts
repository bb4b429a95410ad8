import type { CaseOutcome } from '../../shared/rules/case-flow';
import type { ReturnAction, ReturnCandidate, ReturnOutcome, ReturnSituation, ReturnStatus, ReturnWay } from '../../shared/rules/return-visit';
import type { Db, Tx } from '../client';

/** A return visit with the request it is of. */
export type ReturnRow = ReturnSituation & {
  id: string;
  occasionId: string;
  caseId: string;
  number: string;
  title: string;
  unitId: string;
  unitName: string;
  finishedAt: string;
  askedAt: string | null;
  listedAt: string | null;
  returnerName: string | null;
  tries: number;
  outcome: ReturnOutcome | null;
  way: ReturnWay | null;
  words: string | null;
  endedAt: string | null;
  /** What was told at this end; null once the request was opened again. */
  caseOutcome: CaseOutcome | null;
  outcomeText: string | null;
};

const select = (db: Db) => db`
  select v.id, v.occasion_id as "occasionId", o.subject_id as "caseId", s.number, o.title, o.unit_id as "unitId", u.name as "unitName", u.path as "unitPath",
    o.finished_at as "finishedAt", o.person_id as "personId", o.handled_by as "handledBy", v.status, v.asked_at as "askedAt",
    v.listed_at as "listedAt", v.returner_id as "returnerId", p.name as "returnerName", v.tries, v.outcome, v.way, v.words,
    v.ended_at as "endedAt", case when s.completed_at = o.finished_at then s.outcome end as "caseOutcome",
    case when s.completed_at = o.finished_at then s.outcome_text end as "outcomeText"
  from return_visit v join rating_occasion o on o.id = v.occasion_id join service_case s on s.id = o.subject_id join unit u on u.id = o.unit_id
    left join person p on p.id = v.returner_id`;

/** The return visit of what was just finished, once an occasion. */
export async function insertReturn(tx: Tx, made: { id: string; occasionId: string; askAt: string; listAt: string | null }): Promise<void> {
  await tx`
    insert into return_visit (id, occasion_id, status, ask_at, list_at) values (${made.id}, ${made.occasionId}, 'asked', ${made.askAt}, ${made.listAt})`;
}

/** One return visit; locked until the transaction ends when it is about to change. */
export async function returnById(db: Db, id: string, lock?: 'lock'): Promise<ReturnRow | null> {
  if (lock) await db`select from return_visit where id = ${id} for update`;
  const [row] = await db<ReturnRow[]>`${select(db)} where v.id = ${id}`;
  return row ?? null;
}

/** The return visit of the last time a request was closed; locked when it is about to change. */
export async function returnOf(db: Db, caseId: string, lock?: 'lock'): Promise<ReturnRow | null> {
  const [found] = await db<{ id: string }[]>`
    select v.id from rating_occasion o join return_visit v on v.occasion_id = o.id
    where o.subject = 'case' and o.subject_id = ${caseId} order by o.run desc limit 1`;
  return found ? returnById(db, found.id, lock) : null;
}

type Reach = {
  personId: string /** At or below which every return visit is shown; others only where the person is to call. */;
  unitPaths: readonly string[];
};

/** Return visits by telephone within reach: those to make, the longest waiting on top, or those that have ended, newest first. */
export async function returnsWithin(db: Db, { personId, unitPaths }: Reach, which: 'open' | 'ended', limit: number): Promise<ReturnRow[]> {
  const rows = await db<ReturnRow[]>`
    ${select(db)}
    where o.person_id <> ${personId} and not ${personId} = any(o.handled_by)
      and (v.returner_id = ${personId} or exists (select from unnest(${[...unitPaths]}::text[]) path where starts_with(u.path, path)))
      and ${
        which === 'open'
          ? db`v.status = 'listed' order by v.listed_at, v.id`
          : db`v.ended_at is not null and v.listed_at is not null order by v.ended_at desc, v.id desc`
      }
    limit ${limit}`;
  return [...rows];
}

/** Who could call for a unit: its handlers, and whoever holds one of the other roles at it or above it. */
export async function returnCandidates(db: Db, unitId: string, unitPath: string): Promise<ReturnCandidate[]> {
  const rows = await db<ReturnCandidate[]>`
    select r.person_id as id, r.role, max(length(u.path) - length(replace(u.path, '/', '')))::int as depth,
      (select count(*)::int from return_visit v where v.returner_id = r.person_id and v.status = 'listed') as waiting
    from staff_role r join unit u on u.id = r.unit_id join person p on p.id = r.person_id
    where p.name is not null and starts_with(${unitPath}, u.path)
      and (r.role in ('liaison', 'unit_head', 'supervisor') or (r.role = 'handler' and r.unit_id = ${unitId}))
    group by r.person_id, r.role`;
  return [...rows];
}

export type ReturnChange = Partial<
  Pick<ReturnRow, 'askedAt' | 'listedAt' | 'returnerId' | 'tries' | 'outcome' | 'way' | 'words' | 'endedAt'> & { listAt: string }
>;
export type ReturnStep = { action: ReturnAction; status: ReturnStatus; at: string; actorId: string | null; text: string | null };

/** A step and its entry in the history, in one statement. It must be locked. */
export async function takeReturnStep(tx: Tx, row: ReturnRow, step: ReturnStep, change: ReturnChange): Promise<void> {
  const next = { ...row, ...change };
  await tx`
    with changed as (
      update return_visit set status = ${step.status}, asked_at = ${next.askedAt}, list_at = coalesce(${change.listAt ?? null}, list_at),
        listed_at = ${next.listedAt}, returner_id = ${next.returnerId}, tries = ${next.tries}, outcome = ${next.outcome}, way = ${next.way},
        words = ${next.words}, ended_at = ${next.endedAt}
      where id = ${row.id} returning id
    )
    insert into return_visit_event (return_id, seq, at, action, status, actor_id, text)
    select id, (select coalesce(max(seq), 0) + 1 from return_visit_event where return_id = ${row.id}), ${step.at}, ${step.action}, ${step.status},
      ${step.actorId}::text, ${step.text}::text from changed`;
}

export type ReturnEventRow = { at: string; action: ReturnAction; by: string | null; text: string | null };

/** What happened to it, oldest first. */
export async function returnEventsOf(db: Db, id: string): Promise<ReturnEventRow[]> {
  const rows = await db<ReturnEventRow[]>`
    select e.at, e.action, p.name as by, e.text
    from return_visit_event e left join person p on p.id = e.actor_id where e.return_id = ${id} order by e.seq`;
  return [...rows];
}

/** Those of which the person is to be asked in the app now. */
export const returnsToAsk = (db: Db, now: string, limit: number): Promise<string[]> =>
  ids(db`select id from return_visit where status = 'asked' and list_at is null and ask_at <= ${now} order by ask_at limit ${limit}`);

/** Those that are for the telephone now. */
export const returnsToList = (db: Db, now: string, limit: number): Promise<string[]> =>
  ids(db`select id from return_visit where status = 'asked' and list_at <= ${now} order by list_at limit ${limit}`);

/** Listed, and nobody was there to call. */
export const returnsToEntrust = (db: Db, limit: number): Promise<string[]> =>
  ids(db`select id from return_visit where status = 'listed' and returner_id is null order by listed_at limit ${limit}`);

const ids = async (found: Promise<Iterable<unknown>>): Promise<string[]> => [...(await found)].map((row) => (row as { id: string }).id);
