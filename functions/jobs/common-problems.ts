import {
  betterHere,
  forgetGroups,
  keepLikeness,
  keepWords,
  nearestGroup,
  openGroup,
  putIntoGroup,
  requestsOfGroup,
  takeGroupingTurn,
  twinGroup,
  type WaitingRequest,
  waitingRequests,
} from '../../db/queries/common-problems';
import { wordGroups } from '../../db/queries/items';
import type { Database, Tx } from '../../db/client';
import { type Likeness, likeness, problemWords } from '../../shared/rules/common-problem';
import type { WordGroups } from '../../shared/rules/search';
import { later } from '../../shared/rules/shanghai';
import { newId } from '../ids';

const batch = 50;
/** So many a round at most; the next round goes on. */
const most = 500;

/**
 * Groups requests that are alike (D12), as they come in: each is compared with those before it and joins a group or opens one. One job at a
 * time holds the turn, others go away; a batch is one transaction, so a job that dies has done whole batches only.
 */
export async function commonProblems(
  { database }: { database: Database },
  now: string,
  rules: Likeness = likeness,
): Promise<Record<'grouped' | 'ungrouped', number>> {
  const since = later(now, -rules.windowDays * 86_400_000);
  const groups = await wordGroups(database);
  let grouped = 0;
  while (grouped < most) {
    const done = await database.begin(async (tx) => {
      if (!(await takeGroupingTurn(tx))) return 0;
      const waiting = await waitingRequests(tx, batch);
      for (const request of waiting) await group(tx, request, { groups, since, rules, now });
      return waiting.length;
    });
    grouped += done;
    if (done < batch) break;
  }
  return { grouped, ungrouped: await forgetGroups(database, since, batch) };
}

type Grouping = { groups: WordGroups; since: string; rules: Likeness; now: string };

async function group(tx: Tx, request: WaitingRequest, { groups, since, rules, now }: Grouping): Promise<void> {
  await keepWords(tx, request.id, problemWords(request.title, request.body, groups));
  await keepLikeness(tx, request.id, rules, since);
  const found = await nearestGroup(tx, request.id, rules);
  const id = found ?? newId('prob', now);
  if (!found) await openGroup(tx, id);
  await putIntoGroup(tx, id, [request.id]);
  const better = await betterHere(tx, id, request.id, rules);
  if (better.length > 0) await putIntoGroup(tx, id, better);
  // Each merging leaves one group less.
  for (let twin = await twinGroup(tx, id, rules); twin !== null; twin = await twinGroup(tx, id, rules)) {
    await putIntoGroup(tx, id, await requestsOfGroup(tx, twin));
  }
}
