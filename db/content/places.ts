import type { OpeningPattern, PlaceKind } from '../../shared/rules/opening';
import { openDays, releasedAt } from '../../shared/rules/opening';
import type { Day } from '../../shared/rules/shanghai';
import { workCalendar } from '../../shared/rules/work-calendar';
import type { Db } from '../client';
import { readCalendar } from '../queries/calendar';
import { namedId } from './demo-id';

/** What a run of `generatePlaces` added. */
export type GeneratedPlaces = { slots: number; places: number };

/**
 * Makes the slots and places (号源) of every hall for `days` days from `fromDay` on, from the halls' patterns and the work calendar (C1).
 * Safe to run twice and at once: a slot that exists keeps its places as they are. Days the calendar does not know get none.
 */
export async function generatePlaces(db: Db, fromDay: Day, days: number): Promise<GeneratedPlaces> {
  const calendar = workCalendar(await readCalendar(db));
  const halls = await db<{ id: string; opening: OpeningPattern }[]>`select id, opening from hall order by id`;
  const slots = halls.flatMap((hall) =>
    openDays(hall.opening, calendar, [], fromDay, days).flatMap((day) =>
      day.slots.map((slot) => ({ ...slot, id: namedId('slot', `${hall.id} ${slot.startsAt}`), hallId: hall.id, released: releasedAt(slot.date) })),
    ),
  );
  const kinds: PlaceKind[] = ['public', 'green_channel', 'enterprise', 'walk_in'];
  const counts = (kind: PlaceKind) => slots.map((slot) => slot.places[kind]);
  const [added] = await db<GeneratedPlaces[]>`
    with wanted as (
      select * from unnest(
        ${slots.map((slot) => slot.id)}::text[], ${slots.map((slot) => slot.hallId)}::text[], ${slots.map((slot) => slot.date)}::date[],
        ${slots.map((slot) => slot.startsAt)}::timestamptz[], ${slots.map((slot) => slot.endsAt)}::timestamptz[], ${slots.map((slot) => slot.released)}::timestamptz[],
        ${counts('public')}::int[], ${counts('green_channel')}::int[], ${counts('enterprise')}::int[], ${counts('walk_in')}::int[]
      ) as w(id, hall_id, day, starts_at, ends_at, released_at, public, green_channel, enterprise, walk_in)
    ), new_slot as (
      insert into slot (id, hall_id, day, starts_at, ends_at) select id, hall_id, day, starts_at, ends_at from wanted
      on conflict do nothing returning id
    ), new_place as (
      insert into place (slot_id, kind, released_at)
      select w.id, k.kind, w.released_at
      from wanted w join new_slot using (id)
      cross join lateral (values ('public', w.public), ('green_channel', w.green_channel), ('enterprise', w.enterprise), ('walk_in', w.walk_in)) k(kind, count)
      cross join lateral generate_series(1, k.count)
      where k.kind = any(${kinds}::text[])
      returning id
    )
    select (select count(*) from new_slot) as slots, (select count(*) from new_place) as places`;
  return added ?? { slots: 0, places: 0 };
}
