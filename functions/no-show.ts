import type { Tx } from '../db/client';
import { blockAfterNoShows } from '../db/queries/sweep';
import { noShowRule, noShowsCountFrom } from '../shared/rules/no-show';
import { later, shanghaiDay } from '../shared/rules/shanghai';

/** Applies the no-show rule (C9) to a person, in the transaction that has just marked an appointment as missed. */
export async function applyNoShowRule(tx: Tx, personId: string, now: string): Promise<void> {
  await blockAfterNoShows(tx, {
    personId,
    from: noShowsCountFrom(shanghaiDay(now)),
    missed: noShowRule.missed,
    until: later(now, noShowRule.blockDays * 86_400_000),
  });
}
