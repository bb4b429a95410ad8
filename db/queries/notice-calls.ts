import type { CallAction, CallState, MessageState } from '../../shared/rules/notice-call';
import type { NoticeKind } from '../../shared/text/notices';
import type { Db, Tx } from '../client';

const messageOf = (db: Db) => db`coalesce((select o.state from outbox o where o.id = 'out' || substr(n.id, 5)), 'none')`;

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

/** Notices at which it is time to look whether somebody must call, locked, the oldest first; those that another run has in hand are its own. */
export async function lockWatched(tx: Tx, now: string, limit: number): Promise<WatchedNotice[]> {
  const due = await tx<{ id: string }[]>`
    select id from notice where call_at <= ${now} order by call_at limit ${limit} for update skip locked`;
  if (due.length === 0) return [];
  const rows = await tx<WatchedNotice[]>`
    select n.id, n.created_at as "createdAt", n.read_at is not null as read, ${messageOf(tx)} as message,
      coalesce(s.starts_at, r.meet_at) as "takesPlaceAt", coalesce(h.unit_id, c.unit_id, r.unit_id) as "unitId", a.hall_id as "hallId",
      p.phone_sealed is not null as "hasPhone",
      p.openid is null and exists (select from notice other where other.subject_id = n.subject_id and other.kind = n.kind
        and other.created_at = n.created_at and other.person_id = a.booked_by and other.person_id <> n.person_id) as "otherTold"
    from notice n join person p on p.id = n.person_id
      left join appointment a on a.id = n.subject_id left join slot s on s.id = a.slot_id left join hall h on h.id = a.hall_id
      left join service_case c on c.id = n.subject_id left join urgent_request r on r.id = n.subject_id
    where n.id = any(${due.map(({ id }) => id)}::text[])`;
  return [...rows];
}

/** When each is looked at next; null: it is settled. */
export async function lookAgainAt(tx: Tx, looks: readonly { id: string; at: string | null }[]): Promise<void> {
  await tx`
    update notice set call_at = look.at
    from unnest(${looks.map(({ id }) => id)}::text[], ${looks.map(({ at }) => at)}::timestamptz[]) look (id, at) where notice.id = look.id`;
}

export type NewCall = { id: string; noticeId: string; unitId: string; hallId: string | null; state: CallState; until: string };

/** Lists calls, each with the first step of its history. */
export async function insertCalls(tx: Tx, calls: readonly NewCall[], now: string): Promise<void> {
  const column = <Name extends keyof NewCall>(name: Name) => calls.map((call) => call[name]);
  await tx`
    with listed as (
      insert into notice_call (id, notice_id, unit_id, hall_id, state, tries, created_at, until, ended_at)
      select id, notice_id, unit_id, hall_id, state, 0, ${now}, until, case when state = 'open' then null else ${now}::timestamptz end
      from unnest(${column('id')}::text[], ${column('noticeId')}::text[], ${column('unitId')}::text[], ${column('hallId')}::text[],
        ${column('state')}::text[], ${column('until')}::timestamptz[]) call (id, notice_id, unit_id, hall_id, state, until)
      returning id, state
    )
    insert into notice_call_event (call_id, seq, at, action, state) select id, 1, ${now}, 'list', state from listed`;
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
