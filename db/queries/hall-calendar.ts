import type { CalendarChange, CalendarChangeKind, DayEffect } from '../../shared/rules/calendar-change';
import type { Closure, DayException, HallCalendar, OpeningFrame, OpeningPattern, PatternVersion } from '../../shared/rules/opening';
import { type Db, json } from '../client';

type EntryRow = {
  id: string;
  hallId: string;
  date: string;
  kind: 'exception' | 'closure';
  from: string | null;
  to: string | null;
  frames: OpeningFrame[] | null;
  reason: string;
};

/** The calendars of these halls, with the entries of the days from `from` on; null for every hall. */
export async function hallCalendars(db: Db, hallIds: readonly string[] | null, from: string): Promise<Map<string, HallCalendar>> {
  const of = (column: string) => (hallIds ? db`${db(column)} = any(${[...hallIds]})` : db`true`);
  const halls = await db<{ id: string; opening: OpeningPattern }[]>`select id, opening from hall where ${of('id')} order by id`;
  const versions = await db<(PatternVersion & { hallId: string })[]>`
    select hall_id as "hallId", version, effective_from as "effectiveFrom", pattern from hall_pattern where ${of('hall_id')} order by hall_id, version`;
  const entries = await db<EntryRow[]>`
    select id, hall_id as "hallId", day as date, kind, from_clock as "from", to_clock as "to", frames, reason
    from hall_day_entry where ${of('hall_id')} and withdrawn_at is null and day >= ${from} order by hall_id, created_at, id`;
  return new Map(
    halls.map(({ id, opening }): [string, HallCalendar] => {
      const own = entries.filter((entry) => entry.hallId === id);
      const published = versions.filter((one) => one.hallId === id).map(({ hallId: _hall, ...version }) => version);
      return [
        id,
        {
          patterns: [{ version: 0, effectiveFrom: '1900-01-01', pattern: opening }, ...published],
          exceptions: own.flatMap(({ id: entry, date, frames, reason }): DayException[] => (frames ? [{ id: entry, date, frames, reason }] : [])),
          closures: own.flatMap((entry): Closure[] => (entry.kind === 'closure' ? [closureOf(entry)] : [])),
        },
      ];
    }),
  );
}

const closureOf = ({ id, date, from, to, reason }: EntryRow): Closure => ({
  id,
  date,
  reason,
  ...(from === null ? {} : { from }),
  ...(to === null ? {} : { to }),
});

/** Keeps the calendar of these halls still until the transaction ends: whoever else changes or carries it out waits. Null for every hall. */
export async function lockHalls(tx: Db, hallIds: readonly string[] | null): Promise<void> {
  await tx`select from hall where ${hallIds ? tx`id = any(${[...hallIds]})` : tx`true`} order by id for no key update`;
}

/** Stores a change. False when the entry to take back is not there, or has been taken back already. */
export async function storeChange(
  tx: Db,
  hallId: string,
  change: CalendarChange,
  { entryId, reason, now }: { entryId: string; reason: string; now: string },
): Promise<boolean> {
  switch (change.kind) {
    case 'pattern':
      await tx`
        insert into hall_pattern (hall_id, version, effective_from, pattern)
        select ${hallId}, coalesce(max(version), 0) + 1, ${change.effectiveFrom}, ${json(tx, change.pattern)} from hall_pattern where hall_id = ${hallId}`;
      return true;
    case 'exception':
      await tx`
        update hall_day_entry set withdrawn_at = ${now}
        where hall_id = ${hallId} and day = ${change.date} and kind = 'exception' and withdrawn_at is null`;
      await tx`
        insert into hall_day_entry (id, hall_id, day, kind, frames, reason, created_at)
        values (${entryId}, ${hallId}, ${change.date}, 'exception', ${json(tx, change.frames)}, ${reason}, ${now})`;
      return true;
    case 'closure':
      await tx`
        insert into hall_day_entry (id, hall_id, day, kind, from_clock, to_clock, reason, created_at)
        values (${entryId}, ${hallId}, ${change.date}, 'closure', ${change.from ?? null}, ${change.to ?? null}, ${reason}, ${now})`;
      return true;
    case 'withdraw': {
      const rows = await tx`
        update hall_day_entry set withdrawn_at = ${now}
        where id = ${change.entryId} and hall_id = ${hallId} and withdrawn_at is null returning 1`;
      return rows.length === 1;
    }
  }
}

export type NewCalendarEvent = {
  hallId: string;
  at: string;
  actorId: string;
  change: CalendarChange;
  effect: readonly DayEffect[];
  reason: string;
};

/** In the transaction of `storeChange`, on a hall locked by `lockHalls`. */
export async function appendCalendarEvent(tx: Db, event: NewCalendarEvent): Promise<void> {
  await tx`
    insert into hall_calendar_event (hall_id, seq, at, actor_id, kind, change, effect, reason)
    select ${event.hallId}, coalesce(max(seq), 0) + 1, ${event.at}, ${event.actorId}, ${event.change.kind}, ${json(tx, event.change)},
      ${json(tx, event.effect)}, ${event.reason}
    from hall_calendar_event where hall_id = ${event.hallId}`;
}

export type CalendarEventRow = {
  seq: number;
  at: string;
  who: string | null;
  kind: CalendarChangeKind;
  change: CalendarChange;
  effect: DayEffect[];
  reason: string;
};

/** The history of a hall's calendar, newest first. */
export async function calendarEvents(db: Db, hallId: string, limit: number): Promise<CalendarEventRow[]> {
  return db<CalendarEventRow[]>`
    select e.seq, e.at, p.name as who, e.kind, e.change, e.effect, e.reason
    from hall_calendar_event e join person p on p.id = e.actor_id where e.hall_id = ${hallId} order by e.seq desc limit ${limit}`;
}
