import {
  type Baseline,
  baselines,
  enterBaseline,
  type HallFigures,
  hallFigures as measured,
  type PlacesUsed,
  placesUsed,
} from '../../db/queries/hall-figures';
import { hallById, hallsOfTrees } from '../../db/queries/halls';
import type { Db } from '../../db/client';
import { refuse } from '../../shared/contract/errors';
import { reachesUnit } from '../../shared/rules/access';
import { changeAgainst, shareOf, visitTimeYardstick } from '../../shared/rules/hall-figures';
import type { Settings } from '../../shared/rules/settings';
import { isPeriod, longestDays } from '../../shared/rules/period';
import type { Handlers } from '../call';

const readers = ['unit_head', 'supervisor', 'administrator'] as const;
const editors = ['unit_head', 'administrator'] as const;

/** C14: how halls do, from tickets, appointments and places as they happened. */
export const hallFigures = {
  'hallFigures.list': async ({ input, actor, database, settings, now }) => {
    check(input);
    const paths = actor.staff.filter((held) => readers.some((role) => role === held.role)).map((held) => held.unitPath);
    const halls = await hallsOfTrees(database, paths);
    const found = await figuresOf(
      database,
      halls.map((hall) => hall.id),
      input,
      { settings, now },
    );
    return { yardstick: visitTimeYardstick, halls: halls.map((hall) => whole(hall, found)) };
  },

  'hallFigures.read': async ({ input, actor, database, settings, now }) => {
    check(input);
    const hall = await hallById(database, input.hallId);
    if (!hall || !reachesUnit(actor, readers, hall.unitPath)) refuse('not_found');
    const found = await figuresOf(database, [hall.id], input, { settings, now });
    return {
      yardstick: visitTimeYardstick,
      hall: whole(hall, found),
      items: found.rows.flatMap((row) =>
        row.itemCode === null ? [] : [{ itemCode: row.itemCode, itemName: row.itemName ?? row.itemCode, ...figures(row) }],
      ),
      mayEnter: reachesUnit(actor, editors, hall.unitPath),
    };
  },

  'hallFigures.enterBaseline': (call) =>
    call.write(async (tx) => {
      const { hallId, minutes, reason } = call.input;
      const hall = await hallById(tx, hallId);
      if (!hall || !reachesUnit(call.actor, editors, hall.unitPath)) refuse('not_found');
      await enterBaseline(tx, { hallId, minutes, reason, by: call.actor.personId, at: call.now });
      return { done: true as const };
    }),
} satisfies Handlers<'hallFigures.'>;

function check({ from, until }: { from: string; until: string }): void {
  if (!isPeriod(from, until)) refuse('period_wrong', { longestDays });
}

type Found = { rows: HallFigures[]; places: PlacesUsed[]; before: Baseline[] };

type AsOf = { settings: Pick<Settings, 'tripDays' | 'baselineDays'>; now: string };

async function figuresOf(db: Db, hallIds: string[], { from, until }: { from: string; until: string }, { settings, now }: AsOf): Promise<Found> {
  const period = { hallIds, from, until, now, tripDays: settings.tripDays };
  const [rows, places, before] = await Promise.all([measured(db, period), placesUsed(db, period), baselines(db, hallIds, settings.baselineDays)]);
  return { rows, places, before };
}

const nothing = { visits: 0, settled: 0, oneTrip: 0, due: 0, missed: 0 };
const rounded = (minutes: number) => Math.round(minutes * 10) / 10;
const pair = (median: number | null | undefined, p90: number | null | undefined) =>
  median == null || p90 == null ? null : { median: rounded(median), p90: rounded(p90) };

function figures(row: HallFigures | undefined) {
  const { visits, settled, oneTrip, due, missed } = row ?? nothing;
  return {
    visits,
    waiting: pair(row?.waitingMedian, row?.waitingP90),
    handling: pair(row?.handlingMedian, row?.handlingP90),
    settled,
    oneTrip,
    oneTripShare: shareOf(oneTrip, settled),
    due,
    missed,
    missedShare: shareOf(missed, due),
  };
}

function whole(hall: { id: string; name: string }, { rows, places, before }: Found) {
  const row = rows.find((one) => one.hallId === hall.id && one.itemCode === null);
  const { planned = 0, booked = 0, used = 0 } = places.find((one) => one.hallId === hall.id) ?? {};
  const baseline = before.find((one) => one.hallId === hall.id);
  const visitMinutes = row?.visitMedian == null ? null : rounded(row.visitMedian);
  return {
    hallId: hall.id,
    hallName: hall.name,
    ...figures(row),
    places: { planned, booked, used },
    visitMinutes,
    baseline: baseline
      ? { minutes: rounded(baseline.minutes), enteredAt: baseline.enteredAt, reason: baseline.reason, from: baseline.from, until: baseline.until }
      : null,
    change: changeAgainst(baseline ? rounded(baseline.minutes) : null, visitMinutes),
  };
}
