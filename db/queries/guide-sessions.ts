import type { Facts } from '../../shared/rules/interview';
import type { Value } from '../../shared/rules/interview-conditions';
import type { GuidedKind, GuideEnding, GuideEntryAction, GuideSide, LatestEntry } from '../../shared/rules/guide-session';
import { type Db, json, type Tx } from '../client';

export type GuideSessionRow = {
  id: string;
  personId: string;
  kind: GuidedKind;
  itemCode: string;
  itemVersion: number;
  itemName: string;
  checklistId: string | null;
  checklistCode: string | null;
  answers: Record<string, Value> | null;
  facts: Facts | null;
  turnedTo: string | null;
  version: number;
  codeUntil: string;
  guideId: string | null;
  guideName: string | null;
  endsAt: string | null;
  endedAt: string | null;
  endedBy: GuideEnding | null;
};

const columns = (db: Db) => db`
  s.id, s.person_id as "personId", s.kind, s.item_code as "itemCode", s.item_version as "itemVersion", s.item_name as "itemName",
  s.checklist_id as "checklistId", (select c.code from checklist c where c.id = s.checklist_id) as "checklistCode", s.answers, s.facts,
  s.turned_to as "turnedTo", s.version, s.code_until as "codeUntil", s.guide_id as "guideId",
  (select g.name from person g where g.id = s.guide_id) as "guideName", s.ends_at as "endsAt", s.ended_at as "endedAt", s.ended_by as "endedBy"`;

/** One session; locked until the transaction ends when it is about to change. */
export async function guideSessionById(db: Db, id: string, lock?: 'lock'): Promise<GuideSessionRow | null> {
  const [row] = await db<GuideSessionRow[]>`select ${columns(db)} from guide_session s where s.id = ${id} ${lock ? db`for update of s` : db``}`;
  return row ?? null;
}

/** The session that has these six digits, locked. */
export async function guideSessionByCode(tx: Tx, codeHash: Uint8Array): Promise<GuideSessionRow | null> {
  const [row] = await tx<GuideSessionRow[]>`select ${columns(tx)} from guide_session s where s.code_hash = ${codeHash} for update of s`;
  return row ?? null;
}

/** Those of a person, as citizen or as guide, that nobody has ended; time may have. */
export async function openGuideSessions(db: Db, personId: string): Promise<GuideSessionRow[]> {
  return db<GuideSessionRow[]>`
    select ${columns(db)} from guide_session s
    where s.ended_at is null and (s.person_id = ${personId} or s.guide_id = ${personId}) order by s.begun_at desc, s.id desc`;
}

/** Who begins or joins is looked at one after the other, so that there is one session of each. */
export async function lockGuidedPerson(tx: Tx, personId: string): Promise<void> {
  await tx`select from person where id = ${personId} for no key update`;
}

export type NewGuideSession = Pick<
  GuideSessionRow,
  'id' | 'personId' | 'kind' | 'itemCode' | 'itemVersion' | 'itemName' | 'checklistId' | 'codeUntil'
> & {
  answers: Record<string, Value> | null;
  facts: Facts | null;
  consentVersion: string;
  codeHash: Uint8Array;
  now: string;
};

/** False when another session has the same six digits at the moment. */
export async function insertGuideSession(tx: Tx, s: NewGuideSession): Promise<boolean> {
  const rows = await tx`
    insert into guide_session (id, person_id, kind, item_code, item_version, item_name, checklist_id, answers, facts, version, consent_version, begun_at,
      code_hash, code_until)
    values (${s.id}, ${s.personId}, ${s.kind}, ${s.itemCode}, ${s.itemVersion}, ${s.itemName}, ${s.checklistId},
      ${s.answers === null ? null : json(tx, s.answers)}, ${s.facts === null ? null : json(tx, s.facts)}, 1, ${s.consentVersion}, ${s.now},
      ${s.codeHash}, ${s.codeUntil})
    on conflict (code_hash) where code_hash is not null do nothing returning 1`;
  if (rows.length === 0) return false;
  await appendEntry(tx, { sessionId: s.id, version: 1, at: s.now, action: 'begin', side: 'citizen', actorId: s.personId });
  return true;
}

type Entry = {
  sessionId: string;
  version: number;
  at: string;
  action: GuideEntryAction;
  side: GuideSide;
  actorId: string;
  subject?: string;
  value?: Value;
};

async function appendEntry(tx: Tx, { sessionId, version, at, action, side, actorId, subject, value }: Entry): Promise<void> {
  await tx`
    insert into guide_session_entry (session_id, version, at, action, side, actor_id, subject, value)
    values (${sessionId}, ${version}, ${at}, ${action}, ${side}, ${actorId}, ${subject ?? null}, ${value === undefined ? null : json(tx, value)})`;
}

/** A guide has typed the six digits: they are dead from here on. */
export async function joinGuideSession(tx: Tx, join: { id: string; version: number; guideId: string; endsAt: string; now: string }): Promise<void> {
  await tx`
    update guide_session set guide_id = ${join.guideId}, joined_at = ${join.now}, ends_at = ${join.endsAt}, code_hash = null, version = ${join.version}
    where id = ${join.id}`;
  await appendEntry(tx, { sessionId: join.id, version: join.version, at: join.now, action: 'join', side: 'guide', actorId: join.guideId });
}

/** The answers of an interview after one was given, with who gave it; both phones go on to the next question. */
export async function answerGuideSession(tx: Tx, answers: Record<string, Value>, entry: Entry): Promise<void> {
  await tx`
    update guide_session set answers = ${json(tx, answers)}, turned_to = null, version = ${entry.version} where id = ${entry.sessionId}`;
  await appendEntry(tx, entry);
}

/** Which question both phones show. */
export async function turnGuideSession(tx: Tx, turn: { id: string; turnedTo: string | null; version: number }): Promise<void> {
  await tx`update guide_session set turned_to = ${turn.turnedTo}, version = ${turn.version} where id = ${turn.id}`;
}

/** A field of the form was written, by whom. */
export async function fillGuideSession(tx: Tx, entry: Entry): Promise<void> {
  await tx`update guide_session set version = ${entry.version} where id = ${entry.sessionId}`;
  await appendEntry(tx, entry);
}

/** Who wrote each answer or field last. */
export async function latestGuideEntries(db: Db, sessionId: string): Promise<LatestEntry[]> {
  return db<LatestEntry[]>`
    select distinct on (subject) subject, side, version from guide_session_entry
    where session_id = ${sessionId} and subject is not null order by subject, version desc`;
}

type Which =
  | { id: string }
  | { personId: string }
  | { guideId: string }
  | { signedOut: string }
  | { overAt: string }
  | { checklistId: string; filledBy: string };

/**
 * Ends the sessions meant that have not ended, with an entry each; how many. The code and the question looked at go with it. `side` is whose
 * doing it was, null of time.
 */
export async function endGuideSessions(
  tx: Tx,
  which: Which,
  how: { by: GuideEnding; side: GuideSide | null; actorId: string | null; now: string },
): Promise<number> {
  const meant =
    'id' in which
      ? tx`id = ${which.id}`
      : 'personId' in which
        ? tx`person_id = ${which.personId}`
        : 'guideId' in which
          ? tx`guide_id = ${which.guideId}`
          : 'signedOut' in which
            ? tx`(person_id = ${which.signedOut} or guide_id = ${which.signedOut})`
            : 'overAt' in which
              ? tx`coalesce(ends_at, code_until) <= ${which.overAt}`
              : tx`checklist_id = ${which.checklistId} and person_id = ${which.filledBy}`;
  const rows = await tx`
    with ending as (
      select id from guide_session where ended_at is null and ${meant} order by id for update
    ), ended as (
      update guide_session s set ended_at = ${how.now}, ended_by = ${how.by}, code_hash = null, turned_to = null, version = s.version + 1
      from ending where s.id = ending.id returning s.id, s.version, s.person_id
    )
    insert into guide_session_entry (session_id, version, at, action, side, actor_id)
    select id, version, ${how.now}::timestamptz, 'end',
      coalesce(${how.side}, case when ${how.actorId}::text is null then 'system' when person_id = ${how.actorId} then 'citizen' else 'guide' end), ${how.actorId}
    from ended returning 1`;
  return rows.length;
}

/** Forgets the answers of interviews that ended before an instant; the log of who answered what stays. How many. */
export async function forgetGuidedAnswers(db: Db, before: string, limit: number): Promise<number> {
  const rows = await db`
    update guide_session set answers = null, facts = null where id = any(array(
      select id from guide_session where ended_at < ${before} and (answers is not null or facts is not null)
      order by ended_at limit ${limit} for update skip locked)) returning 1`;
  return rows.length;
}

/** The list that came of an interview. */
export async function noteList(tx: Tx, id: string, checklistId: string): Promise<void> {
  await tx`update guide_session set checklist_id = ${checklistId} where id = ${id}`;
}

/** Names of the guides who saw how a list was answered, or its form filled in. */
export async function assistantsOf(db: Db, checklistId: string): Promise<string[]> {
  const rows = await db<{ name: string | null }[]>`
    select g.name from guide_session s join person g on g.id = s.guide_id where s.checklist_id = ${checklistId} group by g.id, g.name order by min(s.joined_at)`;
  return rows.map(({ name }) => name ?? '');
}
