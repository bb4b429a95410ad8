import type { Db } from '../../db/client';
import {
  type RegisterRecord,
  registerCounts,
  registerHistory,
  registerOf,
  registerRecord,
  setThroughTrain,
  takeRegisterStep,
} from '../../db/queries/enterprise-register';
import { groupsOfEnterprises } from '../../db/queries/groups';
import { visitsOfEnterprises } from '../../db/queries/home-visits';
import { refuse } from '../../shared/contract/errors';
import {
  availableEnterpriseActions,
  enterpriseFlow,
  type EnterpriseStatus,
  enterpriseStatuses,
  registerRoles,
  seesEnterprise,
  setsThroughTrain,
  stepDays,
} from '../../shared/rules/enterprise-flow';
import type { Actor } from '../../shared/rules/roles';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { documentKey } from '../../shared/rules/text-keys';
import type { Handlers } from '../call';
import { visitView } from '../cases/home-visit';
import { groupRow } from '../group-view';
import { pageSize } from './cursor';

/** Visits and lists shown of an enterprise; older ones stand on its requests. */
const mostServices = 50;

/** A6: the register of key service enterprises, seen and moved on by those who answer for it. */
export const enterpriseRegister = {
  'register.list': async (call) => {
    const { query = '', status = null, cursor = null } = call.input;
    const reach = reachOf(call.actor);
    const asked = { status, name: query.toLowerCase(), code: documentKey(query), cursor };
    const [rows, counted] = await Promise.all([registerOf(call.database, reach, asked, pageSize + 1), registerCounts(call.database, reach)]);
    const counts = Object.fromEntries(enterpriseStatuses.map((one) => [one, 0])) as Record<EnterpriseStatus, number>;
    for (const { status: one, count } of counted) counts[one] = count;
    const enterprises = rows.slice(0, pageSize);
    return { enterprises, counts, nextCursor: rows.length > pageSize ? (enterprises.at(-1)?.id ?? null) : null };
  },

  'register.read': async (call) => {
    const subject = await visible(call.database, call.input.id, call.actor);
    return detail(call.database, subject, call.actor, call.now);
  },

  'register.services': async ({ database, input, actor, now }) => {
    const { id } = await visible(database, input.id, actor);
    const [visits, groups] = await Promise.all([
      visitsOfEnterprises(database, [id], mostServices),
      groupsOfEnterprises(database, [id], mostServices),
    ]);
    return { visits: visits.map((row) => visitView(row, 'staff', actor, now)), groups: groups.map(groupRow) };
  },

  'register.act': (call) =>
    call.write(async (tx) => {
      const { id, action, reason, day, tier } = call.input;
      const { actor, now } = call;
      const subject = await visible(tx, id, actor, 'lock');
      const status = enterpriseFlow[subject.status][action];
      if (status === undefined || !availableEnterpriseActions(subject, actor, now).includes(action))
        return refuse('wrong_state', { status: subject.status });
      const { from, until } = stepDays(subject, now);
      const on = day ?? until;
      if (on > until || (from !== null && on < from)) return refuse('day_not_allowed', { from, until });
      const newTier = (action === 'file' ? tier : undefined) ?? subject.tier;
      if (newTier === null) return refuse('tier_missing');
      await takeRegisterStep(tx, { id, action, status, tier: newTier, day: on, at: now, actorId: actor.personId, reason });
      return detail(tx, await visible(tx, id, actor), actor, now);
    }),
  'register.setThroughTrain': (call) =>
    call.write(async (tx) => {
      const { id, on, reason } = call.input;
      const { actor, now } = call;
      const subject = await visible(tx, id, actor, 'lock');
      if (on === subject.throughTrain || !setsThroughTrain(subject, actor)) return refuse('wrong_state', { status: subject.status });
      await setThroughTrain(tx, { id, on, status: subject.status, day: shanghaiDay(now), at: now, actorId: actor.personId, reason });
      return detail(tx, await visible(tx, id, actor), actor, now);
    }),
} satisfies Handlers<'register.'>;

const pathsOf = (actor: Actor, roles: readonly string[]) => actor.staff.filter((held) => roles.includes(held.role)).map((held) => held.unitPath);

/** The same reach as `seesEnterprise`, for a list. */
function reachOf(actor: Actor) {
  return { unitPaths: pathsOf(actor, registerRoles), liaisonId: actor.personId, liaisonPaths: pathsOf(actor, ['liaison']) };
}

async function visible(db: Db, id: string, actor: Actor, lock?: 'lock'): Promise<RegisterRecord> {
  const subject = await registerRecord(db, id, lock);
  return subject && seesEnterprise(actor, subject) ? subject : refuse('not_found');
}

async function detail(db: Db, subject: RegisterRecord, actor: Actor, now: string) {
  const { unitPath: _path, liaisonId: _liaison, submittedBy: _by, ...row } = subject;
  return {
    ...row,
    stepDays: stepDays(subject, now),
    history: await registerHistory(db, subject.id),
    actions: availableEnterpriseActions(subject, actor, now),
    setsThroughTrain: setsThroughTrain(subject, actor),
  };
}
