import { planSlots, type SlotPlan } from '../../shared/rules/calendar-change';
import type { HallCalendar } from '../../shared/rules/opening';
import { openDays, releasedAt } from '../../shared/rules/opening';
import type { Settings } from '../../shared/rules/settings';
import type { Day, Instant } from '../../shared/rules/shanghai';
import { addDays } from '../../shared/rules/shanghai';
import { type WorkCalendar, workCalendar } from '../../shared/rules/work-calendar';
import type { Db, Tx } from '../client';
import { readCalendar } from '../queries/calendar';
import { hallCalendars, lockHalls } from '../queries/hall-calendar';
import { addPlaces, makeSlots, markPlaces, type SlotToMake, storedSlots, withdrawPlaces } from '../queries/slots';
import { namedId } from './demo-id';

/** The days for which places are made, and the instant from which slots are still ahead; as many days as `daysAhead`. */
export type PlaceRange = { from: Day; now: Instant; settings: Pick<Settings, 'daysAhead' | 'newDayHour'> };

/** What a run has done. `hit`: appointments whose place the calendar has taken away; `kept`: those that have it back. */
export type GeneratedPlaces = { slots: number; places: number; withdrawn: number; hit: string[]; kept: string[] };

/**
 * Brings the slots and places (号源) of halls to what their calendars and the work calendar say (C1): adds what is missing, takes free places away
 * that no calendar gives any more, leaves taken ones to their people. Safe to run twice and at once. Days the calendar does not know get none.
 * `hallIds` null: every hall.
 */
export async function generatePlaces(tx: Tx, range: PlaceRange, hallIds: readonly string[] | null = null): Promise<GeneratedPlaces> {
  await lockHalls(tx, hallIds);
  const calendar = workCalendar(await readCalendar(tx));
  const done: GeneratedPlaces = { slots: 0, places: 0, withdrawn: 0, hit: [], kept: [] };
  for (const [hallId, hall] of await hallCalendars(tx, hallIds, range.from)) {
    const one = await carryOut(tx, hallId, await planHall(tx, { hallId, hall, calendar }, range), range.settings);
    done.slots += one.slots;
    done.places += one.places;
    done.withdrawn += one.withdrawn;
    done.hit.push(...one.hit);
    done.kept.push(...one.kept);
  }
  return done;
}

/** What must change in the slots of a hall so that they are as this calendar says. */
export async function planHall(
  db: Db,
  { hallId, hall, calendar }: { hallId: string; hall: HallCalendar; calendar: WorkCalendar },
  { from, now, settings }: PlaceRange,
): Promise<SlotPlan[]> {
  const days = settings.daysAhead;
  const stored = await storedSlots(db, { hallId, from, until: addDays(from, days - 1) });
  return planSlots(openDays(hall, calendar, from, days), stored, hall.closures, now);
}

/** Carries a plan out, on a hall locked by `lockHalls`. */
export async function carryOut(tx: Tx, hallId: string, plans: readonly SlotPlan[], settings: PlaceRange['settings']): Promise<GeneratedPlaces> {
  const toMake = plans.map(
    (plan): SlotToMake => ({
      ...plan,
      slotId: plan.id ?? namedId('slot', `${hallId} ${plan.startsAt}`),
      releasedAt: releasedAt(plan.date, settings),
    }),
  );
  const hit = plans.flatMap((plan) => plan.hit);
  const kept = plans.flatMap((plan) => plan.kept);
  if (plans.length === 0) return { slots: 0, places: 0, withdrawn: 0, hit, kept };
  const slots = await makeSlots(tx, hallId, toMake);
  const places = await addPlaces(tx, toMake);
  const withdrawn = await withdrawPlaces(tx, toMake);
  await markPlaces(tx, toMake);
  return { slots, places, withdrawn, hit, kept };
}
