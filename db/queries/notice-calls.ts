import type { CallAction, CallState, MessageState } from '../../shared/rules/notice-call';
import type { NoticeKind } from '../../shared/text/notices';
import type { Db, Tx } from '../client';

const messageOf = (db: Db) => db`coalesce((select o.state from outbox o where o.id = 'out' || substr(n.id, 5)), 'none')`;

/** Notices at which it is time to look whether somebody must call; the oldest first. */
export async function noticesToLookAt(db: Db, now: string, limit: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`select id from notice where call_at <= ${now} order by call_at limit ${limit}`;
  return rows.map(({ id }) => id);
}

export type WatchedNotice = {
  id: string;
  createdAt: string;
  read: boolean;
  message: MessageState;
  takesPlaceAt: string | null;
  unitId: string | null;
  hallId: string | null;
  hasPhone: boolean;
  otherTold: boolean;
};

/** A notice that is looked at, locked; null when another run has settled it meanwhile. */
export async function lockWatched(tx: Tx, id: string, now: string): Promise<WatchedNotice | null> {
  const [locked] = await tx`select from notice where id = ${id} and call_at <= ${now} for update skip locked`;
  if (!locked) return null;
  const [row] = await tx<WatchedNotice[]>`
    select n.id, n.created_at as "createdAt", n.read_at is not null as read, ${messageOf(tx)} as message,
      coalesce(s.starts_at, r.meet_at) as "takesPlaceAt", coalesce(h.unit_id, c.unit_id, r.unit_id) as "unitId", a.hall_id as "hallId",
      p.phone_sealed is not null as "hasPhone",
      p.openid is null and exists (select from notice other where other.subject_id = n.subject_id and other.kind = n.kind
        and other.created_at = n.created_at and other.person_id = a.booked_by and other.person_id <> n.person_id) as "otherTold"
    from notice n join person p on p.id = n.person_id
      left join appointment a on a.id = n.subject_id left join slot s on s.id = a.slot_id left join hall h on h.id = a.hall_id
      left join service_case c on c.id = n.subject_id left join urgent_request r on r.id = n.subject_id
    where n.id = ${id}`;
  return row ?? null;
}

/** When it is looked at next; null: it is settled. */
export async function lookAgainAt(tx: Tx, id: string, at: string | null): Promise<void> {
  await tx`update notice set call_at = ${at} where id = ${id}`;
}

export async function insertCall(
  tx: Tx,
  call: { id: string; noticeId: string; unitId: string; hallId: string | null; state: CallState; until: string; now: string },
): Promise<void> {
  await tx`
    insert into notice_call (id, notice_id, unit_id, hall_id, state, tries, created_at, until, ended_at)
    values (${call.id}, ${call.noticeId}, ${call.unitId}, ${call.hallId}, ${call.state}, 0, ${call.now}, ${call.until},
      ${call.state === 'open' ? null : call.now})`;
  await tx`insert into notice_call_event (call_id, seq, at, action, state) values (${call.id}, 1, ${call.now}, 'list', ${call.state})`;
}

export type CallRow = {
  id: string;
  noticeId: string;
  kind: NoticeKind;
  title: string;
  body: string;
  subjectId: string | null;
  personId: string;
  personName: string | null;
  phoneSealed: Uint8Array | null;
  unitName: string;
  unitPath: string;
  hallName: string | null;
  state: CallState;
  tries: number;
  toldAt: string;
  until: string;
  lastAt: string;
  lastBy: string | null;
  lastText: string | null;
};

const select = (db: Db) => db`
  select c.id, n.id as "noticeId", n.kind, n.title, n.body, n.subject_id as "subjectId", p.id as "personId", p.name as "personName",
    p.phone_sealed as "phoneSealed", u.name as "unitName", u.path as "unitPath", h.name as "hallName", c.state, c.tries,
    n.created_at as "toldAt", c.until, last.at as "lastAt", actor.name as "lastBy", last.text as "lastText"
  from notice_call c join notice n on n.id = c.notice_id join person p on p.id = n.person_id join unit u on u.id = c.unit_id
    left join hall h on h.id = c.hall_id
    join lateral (select e.at, e.actor_id, e.text from notice_call_event e where e.call_id = c.id order by e.seq desc limit 1) last on true
    left join person actor on actor.id = last.actor_id`;

/** The calls of units below `unitPaths` and not about this person: the open ones, soonest over on top, or the ended ones, newest first. */
export async function callsWithin(
  db: Db,
  reach: { unitPaths: string[]; personId: string },
  which: 'open' | 'ended',
  limit: number,
): Promise<CallRow[]> {
  const rows = await db<CallRow[]>`
    ${select(db)}
    where exists (select from unnest(${reach.unitPaths}::text[]) path where starts_with(u.path, path)) and p.id <> ${reach.personId}
      and ${which === 'open' ? db`c.state = 'open' order by c.until, c.id` : db`c.state <> 'open' order by c.ended_at desc, c.id`}
    limit ${limit}`;
  return [...rows];
}

/** One call, locked until the transaction ends when it is about to change. */
export async function callById(db: Db, id: string, lock?: 'lock'): Promise<CallRow | null> {
  if (lock && (await db`select from notice_call where id = ${id} for update`).length === 0) return null;
  const [row] = await db<CallRow[]>`${select(db)} where c.id = ${id}`;
  return row ?? null;
}

/** One step of a locked call, and its state with it. */
export async function takeCallStep(
  tx: Tx,
  step: { id: string; action: CallAction; state: CallState; actorId: string | null; text: string | null; now: string },
): Promise<void> {
  await tx`
    update notice_call set state = ${step.state}, tries = tries + ${step.action === 'reached' || step.action === 'not_reached' || step.action === 'wrong_number' ? 1 : 0},
      ended_at = ${step.state === 'open' ? null : step.now}
    where id = ${step.id}`;
  await tx`
    insert into notice_call_event (call_id, seq, at, action, state, actor_id, text)
    select ${step.id}, max(seq) + 1, ${step.now}, ${step.action}, ${step.state}, ${step.actorId}, ${step.text}
    from notice_call_event where call_id = ${step.id}`;
}

/** Open calls about these notices, locked: their people have read them. */
export async function lockCallsOf(tx: Tx, noticeIds: readonly string[]): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select id from notice_call where notice_id = any(${[...noticeIds]}::text[]) and state = 'open' order by id for update`;
  return rows.map(({ id }) => id);
}

/** Open calls whose matter is over, locked; those that somebody has in hand are left for the next round. */
export async function lockCallsOver(tx: Tx, now: string, limit: number): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select id from notice_call where state = 'open' and until <= ${now} order by until limit ${limit} for update skip locked`;
  return rows.map(({ id }) => id);
}

export type ToldRow = { id: string; title: string; createdAt: string; read: boolean; message: MessageState; call: CallState | null };

/** What a person was told about one thing, newest first, and how each stands. */
export async function toldAbout(db: Db, of: { subjectId: string; personId: string }, limit: number): Promise<ToldRow[]> {
  const rows = await db<ToldRow[]>`
    select n.id, n.title, n.created_at as "createdAt", n.read_at is not null as read, ${messageOf(db)} as message, c.state as call
    from notice n left join notice_call c on c.notice_id = n.id
    where n.subject_id = ${of.subjectId} and n.person_id = ${of.personId} order by n.created_at desc, n.id desc limit ${limit}`;
  return [...rows];
}
