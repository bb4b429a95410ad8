import type { Db } from '../../db/client';
import { membersOf } from '../../db/queries/common-problems';
import { type AlikeRequest, type GroupRow, readGroup, requestsWithin, sharedWords, shownGroups } from '../../db/queries/problem-groups';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { likeness, markShared, readableWords, shownFrom } from '../../shared/rules/common-problem';
import { pathsHeld } from '../../shared/rules/access';
import type { Actor } from '../../shared/rules/roles';
import type { Handlers } from '../call';
import { pageSize } from './cursor';

type Shown = Output<'problems.read'>;
export type RequestView = Shown['members'][number];

/** Words a page shows of what requests share. */
const mostWords = 12;

/** D12: groups of like requests as the job has found them, for the supervisor. */
export const problems = {
  'problems.list': async ({ database, actor, input }) => {
    const offset = (Number(input.page ?? '1') - 1) * pageSize;
    const found = await shownGroups(database, supervisedPaths(actor), { limit: pageSize + 1, offset });
    const shown = await viewsOf(database, found.slice(0, pageSize), actor);
    return { groups: shown.map(({ members: _, perhaps: _perhaps, ...row }) => row), hasMore: found.length > pageSize };
  },

  'problems.read': async ({ database, actor, input }) => {
    const group = await readGroup(database, input.id);
    const [shown] = group ? await viewsOf(database, [group], actor) : [];
    return shown ?? refuse('not_found');
  },
} satisfies Handlers<'problems.'>;

export const supervisedPaths = (actor: Actor): string[] => pathsHeld(actor, ['supervisor']);

/** Groups with their requests within reach; one with too few of them is left out. */
async function viewsOf(db: Db, groups: readonly GroupRow[], actor: Actor): Promise<Shown[]> {
  const ids = groups.map(({ id }) => id);
  const members = await membersOf(db, ids, likeness.sureFrom);
  const requests = new Map(
    (
      await requestsWithin(
        db,
        members.map(({ caseId }) => caseId),
        supervisedPaths(actor),
      )
    ).map((one) => [one.id, one]),
  );
  const of = (groupId: string, sure: boolean) =>
    members.filter((one) => one.groupId === groupId && one.sure === sure).flatMap(({ caseId }) => requests.get(caseId) ?? []);
  const words = await sharedWords(
    db,
    ids.map((id) => ({ id, caseIds: of(id, true).map((one) => one.id) })),
    mostWords,
  );
  return groups.flatMap(({ id, latestAt, issueId, recurs }) => {
    const sure = of(id, true);
    if (sure.length < shownFrom.requests || enterprisesOf(sure) < shownFrom.enterprises) return [];
    const shared = words.get(id) ?? [];
    return {
      id,
      latestAt,
      issueId,
      recurs,
      requests: sure.length,
      enterprises: enterprisesOf(sure),
      words: readableWords(shared),
      examples: sure.slice(0, 3).map(({ title }) => title),
      members: sure.map((one) => requestView(one, shared)),
      perhaps: of(id, false).map((one) => requestView(one, shared)),
    };
  });
}

const enterprisesOf = (requests: readonly AlikeRequest[]) => new Set(requests.flatMap(({ enterpriseId }) => enterpriseId ?? [])).size;

/** A request with what it shares marked. */
export function requestView({ enterpriseId: _, title, body, ...shown }: AlikeRequest, shared: readonly string[]): RequestView {
  return { ...shown, title: markShared(title, shared), body: markShared(body, shared) };
}
