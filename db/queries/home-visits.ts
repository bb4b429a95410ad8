import type { EnterpriseTier } from '../../shared/rules/enterprise-flow';
import type { HomeVisitAction, HomeVisitKind, HomeVisitNeed, HomeVisitStatus } from '../../shared/rules/home-visit-flow';
import { separateRoles } from '../../shared/rules/roles';
import type { Db, Tx } from '../client';
import { json, violatedConstraint } from '../client';

export type HomeVisitRow = {
  id: string;
  caseId: string;
  caseNumber: string;
  unitId: string;
  unitPath: string;
  unitName: string;
  unitPhone: string;
  enterpriseId: string;
  enterpriseName: string;
  kind: HomeVisitKind;
  need: HomeVisitNeed;
  people: number;
  itemCode: string | null;
  itemName: string | null;
  address: string;
  latitude: number;
  longitude: number;
  opens: string;
  closes: string;
  minutes: number;
  note: string | null;
  isOffered: boolean;
  status: HomeVisitStatus;
  askedAt: string;
  planId: string | null;
  day: string | null;
  seq: number | null;
  fromAt: string | null;
  untilAt: string | null;
  arrivedAt: string | null;
  leftAt: string | null;
  peopleDone: number | null;
  result: string | null;
  reason: string | null;
  team: { id: string; name: string }[];
};

const select = (db: Db) => db`
  select v.id, v.case_id as "caseId", s.number as "caseNumber", s.unit_id as "unitId", u.path as "unitPath",
    u.name as "unitName", u.phone as "unitPhone", v.enterprise_id as "enterpriseId", e.name as "enterpriseName", v.kind, v.need, v.people,
    v.item_code as "itemCode", (select i.content ->> 'name' from service_item i where i.code = v.item_code order by i.version desc limit 1) as "itemName",
    v.address, v.latitude, v.longitude, v.opens, v.closes, v.minutes, v.note, v.is_offered as "isOffered", v.status, v.asked_at as "askedAt",
    v.plan_id as "planId", v.day, v.seq, v.from_at as "fromAt", v.until_at as "untilAt", v.arrived_at as "arrivedAt", v.left_at as "leftAt",
    v.people_done as "peopleDone", v.result, v.reason,
    (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', coalesce(p.name, '')) order by p.name), '[]')
      from visit_member m join person p on p.id = m.person_id where m.plan_id = v.plan_id) as team
  from home_visit v join service_case s on s.id = v.case_id join unit u on u.id = s.unit_id join enterprise e on e.id = v.enterprise_id`;

export async function readHomeVisit(db: Db, id: string): Promise<HomeVisitRow | null> {
  const [row] = await db<HomeVisitRow[]>`${select(db)} where v.id = ${id}`;
  return row ?? null;
}

/** Visits of enterprises, the latest asked first. */
export async function visitsOfEnterprises(db: Db, enterpriseIds: string[], limit: number): Promise<HomeVisitRow[]> {
  const rows = await db<
    HomeVisitRow[]
  >`${select(db)} where v.enterprise_id = any(${enterpriseIds}) order by v.asked_at desc, v.id desc limit ${limit}`;
  return [...rows];
}

/** Visits on the cases of a unit's tree that wait for a decision or for a plan, the longest waiting first. */
export async function waitingVisits(db: Db, unitPaths: string[], limit: number): Promise<HomeVisitRow[]> {
  const rows = await db<HomeVisitRow[]>`
    ${select(db)} where v.status in ('asked', 'approved') and u.path like any(${unitPaths.map((path) => `${path}%`)})
    order by v.status, v.asked_at, v.id limit ${limit}`;
  return [...rows];
}

export async function liveVisitOfCase(db: Db, caseId: string): Promise<HomeVisitRow | null> {
  const [row] = await db<HomeVisitRow[]>`${select(db)} where v.case_id = ${caseId} and v.status in ('asked', 'approved', 'planned', 'arrived')`;
  return row ?? null;
}

export async function stopsOf(db: Db, planId: string): Promise<HomeVisitRow[]> {
  const rows = await db<HomeVisitRow[]>`${select(db)} where v.plan_id = ${planId} order by v.seq`;
  return [...rows];
}

export type NewHomeVisit = Pick<
  HomeVisitRow,
  | 'id'
  | 'caseId'
  | 'enterpriseId'
  | 'kind'
  | 'need'
  | 'people'
  | 'itemCode'
  | 'address'
  | 'latitude'
  | 'longitude'
  | 'opens'
  | 'closes'
  | 'minutes'
  | 'note'
  | 'isOffered'
> & { status: 'asked' | 'approved'; askedBy: string; now: string };

/** With its first event. False when a visit on this case is not over yet. */
export async function insertHomeVisit(tx: Tx, asked: NewHomeVisit): Promise<boolean> {
  const rows = await tx`
    with added as (
      insert into home_visit (id, case_id, enterprise_id, kind, need, people, item_code, address, latitude, longitude, opens, closes, minutes, note,
        is_offered, status, asked_by, asked_at)
      values (${asked.id}, ${asked.caseId}, ${asked.enterpriseId}, ${asked.kind}, ${asked.need}, ${asked.people}, ${asked.itemCode}, ${asked.address},
        ${asked.latitude}, ${asked.longitude}, ${asked.opens}, ${asked.closes}, ${asked.minutes}, ${asked.note}, ${asked.isOffered}, ${asked.status},
        ${asked.askedBy}, ${asked.now})
      on conflict (case_id) where status in ('asked', 'approved', 'planned', 'arrived') do nothing returning id
    )
    insert into home_visit_event (visit_id, seq, at, action, status, actor_id, text)
    select id, 1, ${asked.now}, 'ask', ${asked.status}, ${asked.askedBy}::text, ${asked.note}::text from added returning 1`;
  return rows.length > 0;
}

/** What a step leaves behind; what is not named goes back to nothing where a visit loses its plan, and stays otherwise. */
export type VisitChange = Partial<{
  planId: string;
  day: string;
  seq: number;
  fromAt: string;
  untilAt: string;
  arrivedAt: string;
  leftAt: string;
  peopleDone: number;
  result: string;
  reason: string;
}>;

/**
 * The only way to change a visit: its status together with its event, where it still has the status that `before` shows. False when it has not,
 * or when another team goes to this firm on that day: where that one is being planned at this moment, the transaction can only be undone.
 */
export async function recordVisitEvent(
  tx: Tx,
  before: HomeVisitRow,
  step: { action: HomeVisitAction; status: HomeVisitStatus; actorId: string | null; text: string | null; change: VisitChange; now: string },
): Promise<boolean> {
  const { change, status } = step;
  const hasPlan = status === 'planned' || status === 'arrived' || status === 'done';
  const kept = hasPlan ? { planId: before.planId, day: before.day, seq: before.seq, fromAt: before.fromAt, untilAt: before.untilAt } : {};
  const plan = { planId: null, day: null, seq: null, fromAt: null, untilAt: null, ...kept, ...change };
  const rows = await tx`
    with changed as (
      update home_visit set status = ${status}, plan_id = ${plan.planId}, day = ${plan.day}, seq = ${plan.seq}, from_at = ${plan.fromAt},
        until_at = ${plan.untilAt}, arrived_at = ${status === 'arrived' || status === 'done' ? (change.arrivedAt ?? before.arrivedAt) : null}, left_at = ${change.leftAt ?? null},
        people_done = ${change.peopleDone ?? null}, result = ${change.result ?? null}, reason = ${change.reason ?? null}
      where id = ${before.id} and status = ${before.status}
        and (${status !== 'planned'} or not exists (select 1 from home_visit other where other.enterprise_id = ${before.enterpriseId}
          and other.day = ${plan.day} and other.status in ('planned', 'arrived') and other.id <> ${before.id}))
      returning id
    )
    insert into home_visit_event (visit_id, seq, at, action, status, actor_id, text)
    select id, (select max(seq) + 1 from home_visit_event where visit_id = ${before.id}), ${step.now}, ${step.action}, ${status}, ${step.actorId}::text,
      ${step.text}::text from changed returning 1`.catch((error: unknown) => {
    if (violatedConstraint(error) === 'home_visit_one_team') return [];
    throw error;
  });
  return rows.length > 0;
}

export type VisitPlanRow = {
  id: string;
  unitId: string;
  unitName: string;
  unitPath: string;
  day: string;
  leavesAt: string;
  latitude: number;
  longitude: number;
  equipment: string[];
  cancelledAt: string | null;
  cancelReason: string | null;
  members: { id: string; name: string }[];
  stops: number;
  done: number;
};

const selectPlan = (db: Db) => db`
  select p.id, p.unit_id as "unitId", u.name as "unitName", u.path as "unitPath", p.day, p.leaves_at as "leavesAt", p.latitude, p.longitude,
    p.equipment, p.cancelled_at as "cancelledAt", p.cancel_reason as "cancelReason",
    (select coalesce(jsonb_agg(jsonb_build_object('id', person.id, 'name', coalesce(person.name, '')) order by person.name), '[]')
      from visit_member m join person on person.id = m.person_id where m.plan_id = p.id) as members,
    (select count(*)::int from home_visit v where v.plan_id = p.id) as stops,
    (select count(*)::int from home_visit v where v.plan_id = p.id and v.status = 'done') as done
  from visit_plan p join unit u on u.id = p.unit_id`;

export async function readVisitPlan(db: Db, id: string): Promise<VisitPlanRow | null> {
  const [row] = await db<VisitPlanRow[]>`${selectPlan(db)} where p.id = ${id}`;
  return row ?? null;
}

/** Plans of a unit's tree, and those on whose team the person is, between two days. */
export async function visitPlans(db: Db, reach: { unitPaths: string[]; personId: string }, from: string, until: string): Promise<VisitPlanRow[]> {
  const rows = await db<VisitPlanRow[]>`
    ${selectPlan(db)} where p.day between ${from} and ${until} and p.cancelled_at is null
      and (u.path like any(${reach.unitPaths.map((path) => `${path}%`)})
        or exists (select 1 from visit_member m where m.plan_id = p.id and m.person_id = ${reach.personId}))
    order by p.day, p.leaves_at, p.id limit 200`;
  return [...rows];
}

export type NewVisitPlan = Pick<VisitPlanRow, 'id' | 'unitId' | 'day' | 'leavesAt' | 'latitude' | 'longitude' | 'equipment'> & {
  memberIds: string[];
  madeBy: string;
  now: string;
};

/** The names of those who are in another team on that day; then nothing is written that counts. */
export async function insertVisitPlan(tx: Tx, plan: NewVisitPlan): Promise<boolean> {
  await tx`
    insert into visit_plan (id, unit_id, day, leaves_at, latitude, longitude, equipment, made_by, made_at)
    values (${plan.id}, ${plan.unitId}, ${plan.day}, ${plan.leavesAt}, ${plan.latitude}, ${plan.longitude}, ${json(tx, plan.equipment)}, ${plan.madeBy}, ${plan.now})`;
  const rows = await tx`
    insert into visit_member (plan_id, person_id, day) select ${plan.id}, id, ${plan.day} from unnest(${plan.memberIds}::text[]) as id
    on conflict (person_id, day) where is_live do nothing returning 1`;
  return rows.length === plan.memberIds.length;
}

/** Sets the team free. */
export async function cancelVisitPlan(tx: Tx, cancelled: { id: string; reason: string; now: string }): Promise<boolean> {
  const rows = await tx`
    update visit_plan set cancelled_at = ${cancelled.now}, cancel_reason = ${cancelled.reason}
    where id = ${cancelled.id} and cancelled_at is null returning 1`;
  if (rows.length > 0) await tx`update visit_member set is_live = false where plan_id = ${cancelled.id}`;
  return rows.length > 0;
}

/** Where a visit starts: the hall of the unit, of a unit below it, or of its town; else any hall of the city. */
export async function startOfUnit(db: Db, unitId: string): Promise<{ latitude: number; longitude: number } | null> {
  const [row] = await db<{ latitude: number; longitude: number }[]>`
    select h.latitude, h.longitude from unit u, hall h join unit hu on hu.id = h.unit_id where u.id = ${unitId}
    order by hu.path not like u.path || '%', h.town is distinct from u.town, h.id limit 1`;
  return row ?? null;
}

/** Who may go: staff of the unit and below it who are more than administrators. */
export async function staffOfUnit(db: Db, unitPath: string): Promise<{ id: string; name: string }[]> {
  const rows = await db<{ id: string; name: string }[]>`
    select distinct p.id, p.name from staff_role r join person p on p.id = r.person_id join unit u on u.id = r.unit_id
    where u.path like ${`${unitPath}%`} and r.role <> all(${[...separateRoles]}) and p.name is not null order by p.name, p.id`;
  return [...rows];
}

export async function tierOfEnterprise(db: Db, id: string): Promise<EnterpriseTier | null> {
  const [row] = await db<{ tier: EnterpriseTier | null }[]>`select tier from enterprise where id = ${id} and status = 'registered'`;
  return row?.tier ?? null;
}
