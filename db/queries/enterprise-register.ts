import type { EnterpriseAction, EnterpriseEvent, EnterpriseStatus, EnterpriseTier } from '../../shared/rules/enterprise-flow';
import type { Db } from '../client';

export type RegisterRow = {
  id: string;
  uscc: string;
  name: string;
  town: string;
  unitName: string;
  status: EnterpriseStatus;
  tier: EnterpriseTier | null;
  since: string | null;
  liaisonName: string | null;
  throughTrain: boolean;
};

/** Whose enterprises: those within the trees of `unitPaths`, and those of the liaison officer `liaisonId` within `liaisonPaths`. */
export type RegisterReach = { unitPaths: string[]; liaisonId: string; liaisonPaths: string[] };

const columns = (db: Db) => db`
  e.id, e.uscc, e.name, e.town, u.name as "unitName", e.status, e.tier, e.status_since as since, liaison.name as "liaisonName",
  e.through_train as "throughTrain"`;
const tables = (db: Db) => db`enterprise e join unit u on u.id = e.unit_id left join person liaison on liaison.id = e.liaison_id`;
const within = (db: Db, { unitPaths, liaisonId, liaisonPaths }: RegisterReach) => db`(
  exists (select from unnest(${unitPaths}::text[]) path where starts_with(u.path, path))
  or e.liaison_id = ${liaisonId} and exists (select from unnest(${liaisonPaths}::text[]) path where starts_with(u.path, path)))`;

/** Enterprises within reach by name, after the row `cursor`; `name` is part of a name, `code` the beginning of a code. */
export async function registerOf(
  db: Db,
  reach: RegisterReach,
  { status, name, code, cursor }: { status: EnterpriseStatus | null; name: string; code: string; cursor: string | null },
  limit: number,
): Promise<RegisterRow[]> {
  return db<RegisterRow[]>`
    select ${columns(db)} from ${tables(db)}
    where ${within(db, reach)} and ${status === null ? db`e.status <> 'unlisted'` : db`e.status = ${status}`}
      and (strpos(lower(e.name), ${name}) > 0 or ${code} <> '' and starts_with(e.uscc, ${code}))
      ${cursor === null ? db`` : db`and (e.name, e.id) > (select name, id from enterprise where id = ${cursor})`}
    order by e.name, e.id limit ${limit}`;
}

export async function registerCounts(db: Db, reach: RegisterReach): Promise<{ status: EnterpriseStatus; count: number }[]> {
  return db<{ status: EnterpriseStatus; count: number }[]>`
    select e.status, count(*)::int as count from ${tables(db)} where ${within(db, reach)} group by e.status`;
}

export type RegisterRecord = RegisterRow & { unitPath: string; liaisonId: string | null; submittedBy: string | null };

/** One enterprise; locked until the transaction ends when it is about to change. */
export async function registerRecord(db: Db, id: string, lock?: 'lock'): Promise<RegisterRecord | null> {
  const [row] = await db<RegisterRecord[]>`
    select ${columns(db)}, u.path as "unitPath", e.liaison_id as "liaisonId",
      case when e.status = 'review' then (
        select v.actor_id from enterprise_event v where v.enterprise_id = e.id and v.action = 'submit' order by v.seq desc limit 1
      ) end as "submittedBy"
    from ${tables(db)} where e.id = ${id} ${lock ? db`for update of e` : db``}`;
  return row ?? null;
}

export type RegisterEvent = {
  seq: number;
  at: string;
  day: string;
  action: EnterpriseEvent;
  status: EnterpriseStatus;
  who: string | null;
  reason: string;
};

/** Oldest first. */
export async function registerHistory(db: Db, id: string): Promise<RegisterEvent[]> {
  return db<RegisterEvent[]>`
    select v.seq, v.at, v.day, v.action, v.status, p.name as who, v.reason
    from enterprise_event v left join person p on p.id = v.actor_id where v.enterprise_id = ${id} order by v.seq`;
}

export type RegisterStep = {
  id: string;
  action: EnterpriseAction;
  status: EnterpriseStatus;
  tier: EnterpriseTier | null;
  day: string;
  at: string;
  actorId: string;
  reason: string;
};

/** A step and its entry in the history: one write. The row must be locked. */
export async function takeRegisterStep(tx: Db, { id, action, status, tier, day, at, actorId, reason }: RegisterStep): Promise<void> {
  await tx`
    with step as (update enterprise set status = ${status}, tier = ${tier}, status_since = ${day} where id = ${id} returning id)
    insert into enterprise_event (enterprise_id, seq, at, day, action, status, actor_id, reason)
    select step.id, coalesce((select max(seq) from enterprise_event where enterprise_id = ${id}), 0) + 1,
      ${at}, ${day}, ${action}, ${status}, ${actorId}, ${reason} from step`;
}

export type ThroughTrainStep = { id: string; on: boolean; status: EnterpriseStatus; day: string; at: string; actorId: string; reason: string };

/** Whether the enterprise may write to the mayor, and its entry in the history: one write. The row must be locked. */
export async function setThroughTrain(tx: Db, { id, on, status, day, at, actorId, reason }: ThroughTrainStep): Promise<void> {
  await tx`
    with step as (update enterprise set through_train = ${on} where id = ${id} returning id)
    insert into enterprise_event (enterprise_id, seq, at, day, action, status, actor_id, reason)
    select step.id, coalesce((select max(seq) from enterprise_event where enterprise_id = ${id}), 0) + 1,
      ${at}, ${day}, ${on ? 'entitle' : 'disentitle'}, ${status}, ${actorId}, ${reason} from step`;
}
