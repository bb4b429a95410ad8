import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Database } from '../../../db/client';
import { membersOf } from '../../../db/queries/common-problems';
import { commonProblems } from '../../../functions/jobs/common-problems';
import { newId } from '../../../functions/ids';
import { type Likeness, likeness, shownFrom } from '../../../shared/rules/common-problem';
import { later } from '../../../shared/rules/shanghai';
import { testNow } from '../../support/test-city';

/**
 * Requests in everyday words, labelled with the problem behind them (null: nobody else has it; many of these share words with a problem and
 * are none). The likeness was tried on half of the problems (`tuned`); `held` and `later` were not looked at while it was.
 */
const requestSchema = z.array(
  z.strictObject({ problem: z.nullable(z.string()), half: z.enum(['tuned', 'held', 'later']), title: z.string(), body: z.string() }),
);
export const requests = requestSchema.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'requests.json'), 'utf8')));
type Request = (typeof requests)[number];

/** Of two requests in one shown group, how many have the same problem; and of two that have it, how many are in one shown group. */
export type Measure = { precision: number; recall: number; confused: Map<string, number> };

/** Files the requests in an order drawn from the seed, in a city of 40 enterprises, and lets the job group them as it does day by day. */
export async function groupAll(db: Database, seed: number, rules?: Likeness, most = requests.length): Promise<(string | null)[]> {
  const order = shuffled(requests.length, seed).slice(0, most);
  const [person] = await db<{ id: string }[]>`select id from person limit 1`;
  const [unit] = await db<{ id: string }[]>`select id from unit order by path limit 1`;
  const ids: string[] = [];
  for (const [turn, index] of order.entries()) {
    const { title, body } = requests[index] as Request;
    const at = later(testNow, turn * 60_000);
    const id = newId('case', at);
    ids[index] = id;
    await db`
      insert into service_case (id, number, channel, category, title, body, requester_id, unit_id, owner_id, status, filed_at)
      values (${id}, ${`P${seed}-${turn}`}, 'mini_program', 'handling', ${title}, ${body}, ${person?.id ?? ''}, ${unit?.id ?? ''}, ${person?.id ?? ''}, 'submitted', ${at})`;
    await db`insert into problem_request (case_id, filed_at) values (${id}, ${at})`;
  }
  const now = later(testNow, requests.length * 60_000);
  while ((await commonProblems({ database: db }, now, rules)).grouped > 0);
  const shown = await db<{ id: string }[]>`select id from problem_group where requests >= ${shownFrom.requests}`;
  const members = await membersOf(
    db,
    shown.map(({ id }) => id),
    (rules ?? likeness).sureFrom,
  );
  const groupOf = new Map(members.filter(({ sure }) => sure).map(({ caseId, groupId }) => [caseId, groupId]));
  return ids.map((id) => groupOf.get(id) ?? null);
}

/** Over the pairs of the given halves; a pair across two halves counts half in each. */
export function measure(groups: readonly (string | null)[], halves: readonly Request['half'][] = ['tuned', 'held', 'later']): Measure {
  let [together, rightly, alike] = [0, 0, 0];
  const confused = new Map<string, number>();
  for (const [i, one] of requests.entries()) {
    for (const [j, other] of requests.entries()) {
      const share = [one, other].filter(({ half }) => halves.includes(half)).length / 2;
      if (j <= i || share === 0) continue;
      const same = one.problem !== null && one.problem === other.problem;
      const grouped = groups[i] !== null && groups[i] === groups[j];
      if (same) alike += share;
      if (!grouped) continue;
      together += share;
      if (same) rightly += share;
      else {
        const pair = [one.problem ?? `“${one.title}”`, other.problem ?? `“${other.title}”`].sort().join(' ~ ');
        confused.set(pair, (confused.get(pair) ?? 0) + 1);
      }
    }
  }
  return { precision: together === 0 ? 0 : rightly / together, recall: rightly / alike, confused };
}

function shuffled(length: number, seed: number): number[] {
  let state = seed;
  const order = Array.from({ length }, (_, index) => index);
  for (let at = length - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    const with_ = (state >>> 8) % (at + 1);
    [order[at], order[with_]] = [order[with_] as number, order[at] as number];
  }
  return order;
}
