import { hallCalendars } from '../../db/queries/hall-calendar';
import { allHalls, freeByDay, freeBySlot, hallById, type HallRow } from '../../db/queries/halls';
import { itemHalls } from '../../db/queries/items';
import { refuse } from '../../shared/contract/errors';
import { takeLimits } from '../../shared/rules/booking-limits';
import { type HallCalendar, openDays } from '../../shared/rules/opening';
import { addDays, shanghaiDay } from '../../shared/rules/shanghai';
import { dayNoteText, hoursOn } from '../../shared/text/opening';
import { currentCalendar } from '../calendar';
import type { Handlers } from '../call';

/** C1: halls, days, slots as a citizen sees them. Counts are advice; the booking statement decides. */
export const halls = {
  'halls.list': async (call) => {
    const today = shanghaiDay(call.now);
    const wanted = call.input.itemCode ? await itemHalls(call.database, call.input.itemCode, today) : null;
    if (call.input.itemCode && !wanted) refuse('not_found');
    const rows = (await allHalls(call.database)).filter((row) => !wanted || wanted.includes(row.id));
    const calendars = await hallCalendars(call.database, null, today);
    const free = await freeByDay(call.database, {
      hallId: null,
      from: today,
      until: addDays(today, call.settings.daysAhead - 1),
      ...takeLimits(call.now, call.settings),
    });
    return {
      halls: rows.map((row) => {
        const next = free.find((day) => day.hallId === row.id && day.free > 0);
        return { ...shown(row, calendars.get(row.id), today), nextFree: next ? { date: next.day, free: next.free } : null };
      }),
    };
  },

  'halls.days': async (call) => {
    const row = await hallById(call.database, call.input.hallId);
    if (!row) refuse('not_found');
    const today = shanghaiDay(call.now);
    const until = addDays(today, call.settings.daysAhead - 1);
    const free = await freeByDay(call.database, { hallId: row.id, from: today, until, ...takeLimits(call.now, call.settings) });
    const byDay = new Map(free.map((day) => [day.day, day]));
    const hall = (await hallCalendars(call.database, [row.id], today)).get(row.id);
    if (!hall) refuse('not_found');
    const days = openDays(hall, await currentCalendar(call.database), today, call.settings.daysAhead).map((day) => {
      const counted = byDay.get(day.date);
      return {
        date: day.date,
        open: counted !== undefined && day.slots.length > 0,
        note: dayNoteText(hall, day),
        free: counted?.free ?? 0,
        capacity: counted?.capacity ?? 0,
      };
    });
    const next = free.find((day) => day.free > 0);
    return { hall: { ...shown(row, hall, today), nextFree: next ? { date: next.day, free: next.free } : null }, days };
  },

  'halls.slots': async (call) => {
    const row = await hallById(call.database, call.input.hallId);
    if (!row) refuse('not_found');
    return { slots: await freeBySlot(call.database, { hallId: row.id, day: call.input.date, ...takeLimits(call.now, call.settings) }) };
  },
} satisfies Handlers<'halls.'>;

function shown(row: HallRow, hall: HallCalendar | undefined, today: string) {
  const { id, name, town, address, phone, latitude, longitude } = row;
  return { id, name, town, address, phone, latitude, longitude, openingLines: hoursOn(hall, today) };
}
