import type { Tx } from '../db/client';
import { blockAfterNoShows } from '../db/queries/sweep';
import { noShowsCountFrom } from '../shared/rules/no-show';
import type { Settings } from '../shared/rules/settings';
import { later, shanghaiDay } from '../shared/rules/shanghai';

/** Applies the no-show rule (C9) to a person, in the transaction that has just marked an appointment as missed. */
export async function applyNoShowRule(tx: Tx, personId: string, settings: Settings, now: string): Promise<void> {
  await blockAfterNoShows(tx, {
    personId,
    from: noShowsCountFrom(shanghaiDay(now), settings),
    missed: settings.noShowsToBlock,
    until: later(now, settings.noShowBlockDays * 86_400_000),
  });
}
