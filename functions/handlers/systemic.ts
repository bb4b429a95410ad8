import type { Db, Tx } from '../../db/client';
import { readGroup, requestsWithin, sharedWords } from '../../db/queries/problem-groups';
import {
  amendIssue,
  casesOfIssue,
  endIssue,
  insertIssue,
  type IssueRecord,
  issuesWithin,
  lockIssue,
  ownerById,
  ownersByWords,
  readIssue,
  suggestedFor,
} from '../../db/queries/systemic';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { readableWords } from '../../shared/rules/common-problem';
import type { Actor } from '../../shared/rules/roles';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { availableSystemicActions, seesSystemicIssue, type SystemicAction, systemicFlow, systemicOwnerRoles } from '../../shared/rules/systemic-flow';
import { systemicText } from '../../shared/text/systemic';
import { dateText } from '../../shared/text/when';
import { addCases, newIssueId, takeOutCase, tellOwner, writeOnCases } from '../cases/systemic';
import type { Handlers } from '../call';
import { pageOf, pageSize, readCursorWithInstant } from './cursor';
import { requestView, supervisedPaths } from './problems';

type IssueView = Output<'systemic.read'>;
type IssueRow = Output<'systemic.list'>['issues'][number];
type Writing = { actor: Actor; now: string; write(effect: (tx: Tx) => Promise<IssueView>): Promise<IssueView> };

const mostWords = 12;

/** D12: systemic issues, from the group to the solution that everyone is told. */
export const systemic = {
  'systemic.owners': async ({ database, actor, input }) => ({
    owners: await ownersByWords(database, systemicOwnerRoles, supervisedPaths(actor), input.words, 20),
  }),

  'systemic.open': (call) =>
    call.write(async (tx) => {
      const { groupId, caseIds, title, ownerId, day } = call.input;
      const { actor, now } = call;
      await withinReach(tx, caseIds, actor);
      if (!(await readGroup(tx, groupId))) refuse('not_found');
      if (day <= shanghaiDay(now)) refuse('day_too_early');
      const owner = (await ownerById(tx, systemicOwnerRoles, supervisedPaths(actor), ownerId)) ?? refuse('person_unknown');
      const id = newIssueId(now);
      const made = await insertIssue(tx, { id, groupId, title, unitId: owner.unitId, ownerId, day, openedBy: actor.personId, now });
      if (!made) refuse('wrong_state');
      await addCases(tx, await issueNow(tx, id), caseIds, { actorId: actor.personId, now });
      const issue = await issueNow(tx, id);
      await tellOwner(tx, issue, now);
      return issueView(tx, issue, actor);
    }),

  'systemic.list': async ({ database, actor, input }) => {
    const reach = { personId: actor.personId, unitPaths: supervisedPaths(actor) };
    const asked = { status: input.status ?? null, after: readCursorWithInstant(input.cursor), limit: pageSize + 1 };
    const { rows, nextCursor } = pageOf(await issuesWithin(database, reach, asked), (row) => row.openedAt);
    return { issues: rows.map(issueRow), nextCursor };
  },

  'systemic.read': async ({ database, actor, input }) => issueView(database, visible(await readIssue(database, input.id), actor), actor),

  'systemic.add': (call) =>
    step(call, call.input.id, 'add', async (tx, issue) => {
      await withinReach(tx, call.input.caseIds, call.actor);
      await addCases(tx, issue, call.input.caseIds, { actorId: call.actor.personId, now: call.now });
    }),

  'systemic.takeOut': (call) =>
    step(call, call.input.id, 'takeOut', async (tx, issue) => {
      const { caseId, reason } = call.input;
      if (!(await takeOutCase(tx, issue, caseId, reason, { actorId: call.actor.personId, now: call.now }))) refuse('wrong_state');
    }),

  'systemic.amend': (call) =>
    step(call, call.input.id, 'amend', async (tx, issue) => {
      const { ownerId = issue.ownerId, day = issue.day, reason } = call.input;
      const { actor, now } = call;
      if (day !== issue.day && day <= shanghaiDay(now)) refuse('day_too_early');
      const isSame = ownerId === issue.ownerId;
      const owner = isSame ? issue : ((await ownerById(tx, systemicOwnerRoles, supervisedPaths(actor), ownerId)) ?? refuse('person_unknown'));
      await amendIssue(tx, issue.id, { ownerId, unitId: owner.unitId, day });
      const amended = await issueNow(tx, issue.id);
      const text = systemicText.amended({ title: issue.title, unit: amended.unitName, owner: amended.ownerName, day: dateText(day) }, reason);
      await writeOnCases(tx, await casesOfIssue(tx, issue.id), text, { actorId: actor.personId, now });
      if (!isSame) await tellOwner(tx, amended, now);
    }),

  // Who asked is told by functions/jobs/systemic.ts, each request in its own transaction.
  'systemic.solve': (call) =>
    step(call, call.input.id, 'solve', (tx, issue) =>
      endIssue(tx, issue.id, { status: 'solved', text: call.input.text, by: call.actor.personId, now: call.now }),
    ),

  'systemic.drop': (call) =>
    step(call, call.input.id, 'drop', async (tx, issue) => {
      const { reason } = call.input;
      const by = { actorId: call.actor.personId, now: call.now };
      for (const id of await casesOfIssue(tx, issue.id)) await takeOutCase(tx, issue, id, reason, by);
      await endIssue(tx, issue.id, { status: 'dropped', text: reason, by: by.actorId, now: by.now });
    }),
} satisfies Handlers<'systemic.'>;

/** One step of an issue in one transaction: locked, looked at, allowed, done, and shown as it then stands. */
function step(call: Writing, id: string, action: SystemicAction, effect: (tx: Tx, issue: IssueRecord) => Promise<void>): Promise<IssueView> {
  return call.write(async (tx) => {
    const issue = visible(await lockIssue(tx, id), call.actor);
    if (systemicFlow[issue.status][action] === undefined) refuse('wrong_state', { status: issue.status });
    if (!availableSystemicActions(issue, call.actor).includes(action)) refuse('role_required');
    await effect(tx, issue);
    return issueView(tx, await issueNow(tx, id), call.actor);
  });
}

async function issueNow(tx: Db, id: string): Promise<IssueRecord> {
  const issue = await readIssue(tx, id);
  if (!issue) throw new Error('an issue of this transaction is gone');
  return issue;
}

function visible(issue: IssueRecord | null, actor: Actor): IssueRecord {
  return issue && seesSystemicIssue(actor, issue) ? issue : refuse('not_found');
}

/** Another's requests answer as if they were not there (K3). */
async function withinReach(tx: Tx, caseIds: readonly string[], actor: Actor): Promise<void> {
  const found = await requestsWithin(tx, caseIds, supervisedPaths(actor));
  if (found.length < new Set(caseIds).size) refuse('not_found');
}

const issueRow = ({ id, title, status, unitName, ownerName, day, requests, enterprises, openedAt }: IssueRecord): IssueRow => ({
  id,
  title,
  status,
  unitName,
  ownerName,
  day,
  requests,
  enterprises,
  openedAt,
});

async function issueView(db: Db, issue: IssueRecord, actor: Actor): Promise<IssueView> {
  const actions = availableSystemicActions(issue, actor);
  const caseIds = await casesOfIssue(db, issue.id);
  // The owner sees every request of the own issue, a supervisor those within reach.
  const paths = actor.personId === issue.ownerId ? [''] : supervisedPaths(actor);
  const shared = (await sharedWords(db, [{ id: issue.id, caseIds }], mostWords)).get(issue.id) ?? [];
  const members = await requestsWithin(db, caseIds, paths);
  const suggested = actions.includes('add') ? await requestsWithin(db, await suggestedFor(db, issue.id), supervisedPaths(actor)) : [];
  return {
    ...issueRow(issue),
    ownerId: issue.ownerId,
    endText: issue.endText,
    endedAt: issue.endedAt,
    told: issue.told,
    words: readableWords(shared),
    members: members.map((one) => requestView(one, shared)),
    suggested: suggested.map((one) => requestView(one, shared)),
    actions,
  };
}
