import type { Tx } from '../db/client';
import { blockAfterNoShows, liftBlock } from '../db/queries/sweep';
import { noShowsCountFrom } from '../shared/rules/no-show';
import type { Settings } from '../shared/rules/settings';
import { later, shanghaiDay } from '../shared/rules/shanghai';

const rule = (personId: string, settings: Settings, now: string) => ({
  personId,
  from: noShowsCountFrom(shanghaiDay(now), settings),
  missed: settings.noShowsToBlock,
});

/** Applies the no-show rule (C9) to a person, in the transaction that has just marked an appointment as missed. */
export async function applyNoShowRule(tx: Tx, personId: string, settings: Settings, now: string): Promise<void> {
  await blockAfterNoShows(tx, { ...rule(personId, settings, now), until: later(now, settings.noShowBlockDays * 86_400_000) });
}

/** Applies it anew where an appointment was just excused: whether a block has ended by that. */
export async function reapplyNoShowRule(tx: Tx, personId: string, settings: Settings, now: string): Promise<boolean> {
  return liftBlock(tx, { ...rule(personId, settings, now), now });
}
