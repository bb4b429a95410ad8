import { carryOut, planHall } from '../../db/content/places';
import { digestOf } from '../../db/content/load-catalogue';
import type { Db } from '../../db/client';
import { readCalendar } from '../../db/queries/calendar';
import { appendCalendarEvent, calendarEvents, hallCalendars, lockHalls, storeChange } from '../../db/queries/hall-calendar';
import { hallById, type HallRow, hallsOfTrees } from '../../db/queries/halls';
import { hitAppointments, storedSlots } from '../../db/queries/slots';
import { refuse } from '../../shared/contract/errors';
import { reachesUnit } from '../../shared/rules/access';
import { type CalendarChange, effectByDay, framesProblem, patternProblem, type SlotPlan, withChange } from '../../shared/rules/calendar-change';
import { type HallCalendar, openDay, openDays, patternOn, type PlaceCounts, placeKinds } from '../../shared/rules/opening';
import type { Actor } from '../../shared/rules/roles';
import type { Settings } from '../../shared/rules/settings';
import { addDays, shanghaiDay } from '../../shared/rules/shanghai';
import { type WorkCalendar, workCalendar } from '../../shared/rules/work-calendar';
import { dayNoteText, hoursOn } from '../../shared/text/opening';
import { currentCalendar } from '../calendar';
import type { Call, Handlers } from '../call';
import { newId } from '../ids';
import { offerOthers } from '../rebooking';

const readers = ['officer', 'guide', 'unit_head', 'supervisor', 'administrator'] as const;
const editors = ['unit_head', 'administrator'] as const;
const shownEvents = 30;

/** C1: the calendars of halls, and what a change of one does before and when it is made. */
export const hallCalendar = {
  'hallCalendar.list': async ({ actor, database, settings, now }) => {
    const today = shanghaiDay(now);
    const paths = actor.staff.filter((held) => readers.some((role) => role === held.role)).map((held) => held.unitPath);
    const halls = await hallsOfTrees(database, paths);
    const calendars = await hallCalendars(
      database,
      halls.map((hall) => hall.id),
      today,
    );
    return {
      halls: await Promise.all(
        halls.map(async (row) => {
          const calendar = calendars.get(row.id);
          const slots = await storedSlots(database, { hallId: row.id, ...coming(today, settings) });
          const total = (part: 'free' | 'taken') => slots.reduce((sum, slot) => sum + all(slot[part]), 0);
          return {
            ...shown(row, calendar, actor, today),
            places: total('free') + total('taken'),
            taken: total('taken'),
            entries: (calendar?.closures.length ?? 0) + (calendar?.exceptions.length ?? 0),
          };
        }),
      ),
    };
  },

  'hallCalendar.read': async ({ input, actor, database, settings, now }) => {
    const today = shanghaiDay(now);
    const { row, calendar } = await reached(database, input.hallId, actor, readers, today);
    const slots = await storedSlots(database, { hallId: row.id, ...coming(today, settings) });
    const current = patternOn(calendar, today);
    const history = await calendarEvents(database, row.id, shownEvents);
    return {
      hall: shown(row, calendar, actor, today),
      patterns: calendar.patterns
        .filter((one) => one.effectiveFrom > today || one.pattern === current)
        .map((one) => ({ ...one, current: one.pattern === current })),
      entries: [
        ...calendar.closures.map(({ id = '', date, from = null, to = null, reason }) => ({
          id,
          kind: 'closure' as const,
          date,
          from,
          to,
          frames: null,
          reason,
        })),
        ...calendar.exceptions.map(({ id = '', date, frames, reason }) => ({
          id,
          kind: 'exception' as const,
          date,
          from: null,
          to: null,
          frames,
          reason,
        })),
      ].sort((a, b) => (a.date < b.date ? -1 : 1)),
      days: openDays(calendar, await currentCalendar(database), today, settings.daysAhead).map((day) => {
        const own = slots.filter((slot) => slot.date === day.date);
        const taken = own.reduce((sum, slot) => sum + all(slot.taken), 0);
        return {
          date: day.date,
          note: dayNoteText(calendar, day),
          places: taken + own.reduce((sum, slot) => sum + all(slot.free), 0),
          taken,
          hit: new Set(own.flatMap((slot) => slot.withdrawn)).size,
        };
      }),
      history,
    };
  },

  'hallCalendar.day': async ({ input, actor, database, now }) => {
    const { row, calendar } = await reached(database, input.hallId, actor, readers, shanghaiDay(now));
    const day = openDay(calendar, await currentCalendar(database), input.date);
    const evening = new Set(day.slots.filter((slot) => slot.afterHours).map((slot) => slot.startsAt));
    const slots = await storedSlots(database, { hallId: row.id, from: input.date, until: input.date });
    return {
      hallName: row.name,
      note: dayNoteText(calendar, day),
      slots: slots
        .filter((slot) => all(slot.free) + all(slot.taken) + slot.withdrawn.length > 0)
        .map(({ startsAt, endsAt, free, taken, withdrawn }) => ({
          startsAt,
          endsAt,
          afterHours: evening.has(startsAt),
          places: Object.fromEntries(placeKinds.map((kind) => [kind, free[kind] + taken[kind]])) as PlaceCounts,
          taken,
          hit: withdrawn.length,
        })),
    };
  },

  'hallCalendar.preview': async (call) => {
    const { database } = call;
    const { plans, until } = await planned(call, database);
    const hit = await hitAppointments(
      database,
      plans.flatMap((plan) => plan.hit),
    );
    return { digest: digestOfPlans(plans), until, days: effectByDay(plans), hit };
  },

  'hallCalendar.save': (call) =>
    call.write(async (tx) => {
      const { input, actor, now } = call;
      const { hallId, change, digest, reason } = input;
      await lockHalls(tx, [hallId]);
      const { row, plans, after, calendar, range } = await planned(call, tx);
      if (digestOfPlans(plans) !== digest) refuse('preview_changed');
      if (!(await storeChange(tx, hallId, change, { entryId: newId('hent', now), reason, now }))) refuse('not_found');
      const days = effectByDay(plans);
      await appendCalendarEvent(tx, { hallId, at: now, actorId: actor.personId, change, effect: days, reason });
      const hit = [...new Set((await carryOut(tx, row.id, plans, range.settings)).hit)];
      // Who booked one of these places in the meantime was not in the preview: nothing is saved, and the next preview shows them.
      if ((await planHall(tx, { hallId, hall: after, calendar }, range)).length > 0) refuse('preview_changed');
      await offerOthers(tx, hit, { reason, settings: call.settings, now });
      return { days, hit: hit.length };
    }),
} satisfies Handlers<'hallCalendar.'>;

const all = (counts: PlaceCounts): number => placeKinds.reduce((sum, kind) => sum + counts[kind], 0);
const coming = (today: string, { daysAhead }: Pick<Settings, 'daysAhead'>) => ({ from: today, until: addDays(today, daysAhead - 1) });
const digestOfPlans = (plans: readonly SlotPlan[]): string => digestOf([effectByDay(plans), plans.map(({ hit, kept }) => [hit, kept])]);

function shown(row: HallRow, calendar: HallCalendar | undefined, actor: Actor, today: string) {
  const { id, name, town, counters } = row;
  return { id, name, town, counters: counters.length, openingLines: hoursOn(calendar, today), mayEdit: reachesUnit(actor, editors, row.unitPath) };
}

/** A hall outside the caller's tree answers as if it were not there. */
async function reached(db: Db, hallId: string, actor: Actor, roles: typeof readers | typeof editors, today: string) {
  const row = await hallById(db, hallId);
  if (!row || !reachesUnit(actor, roles, row.unitPath)) refuse('not_found');
  const calendar = (await hallCalendars(db, [hallId], today)).get(hallId);
  if (!calendar) refuse('not_found');
  return { row, calendar };
}

/** The change checked, and what it would do to the days for which places exist. */
async function planned({ input: { hallId, change }, actor, settings, now }: Call<'hallCalendar.preview' | 'hallCalendar.save'>, db: Db) {
  const today = shanghaiDay(now);
  const { row, calendar: before } = await reached(db, hallId, actor, editors, today);
  const calendar = workCalendar(await readCalendar(db));
  check(change, { row, before, calendar, today });
  const after = withChange(before, change, '');
  const range = { from: today, now, settings };
  return { row, after, calendar, range, until: coming(today, settings).until, plans: await planHall(db, { hallId, hall: after, calendar }, range) };
}

function check(change: CalendarChange, given: { row: HallRow; before: HallCalendar; calendar: WorkCalendar; today: string }): void {
  const { row, before, calendar, today } = given;
  if (change.kind === 'withdraw') {
    if (![...before.closures, ...before.exceptions].some((one) => one.id === change.entryId)) refuse('not_found');
    return;
  }
  const day = change.kind === 'pattern' ? change.effectiveFrom : change.date;
  if (day < today) refuse('day_gone', { from: today });
  if (calendar.day(day).kind === 'unknown') refuse('calendar_unknown', { until: calendar.until });
  if (change.kind === 'closure') {
    if ((change.from ?? '00:00') >= (change.to ?? '24:00')) refuse('opening_invalid', { problem: 'frame_backwards' });
    return;
  }
  const counters = row.counters.length;
  const problem =
    change.kind === 'pattern'
      ? patternProblem(change.pattern, counters)
      : framesProblem(change.frames, patternOn(before, change.date)?.slotMinutes ?? 30, counters);
  if (problem) refuse('opening_invalid', { problem });
}
