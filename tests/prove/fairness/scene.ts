import type { Database } from '../../../db/client';
import { addDays, shanghaiInstant } from '../../../shared/rules/shanghai';
import { aChecklist } from '../../support/builders';
import { testNow } from '../../support/test-city';
import { crowd } from '../slots/crowd';
import type { Someone } from '../slots/client';

/** How large a scene is. Rates and rules are the same in each. */
export type Size = { citizens: number; robots: number; days: number; placesASlot: number; salesADay: number };

export const sizes = {
  whole: { citizens: 1_000, robots: 200, days: 4, placesASlot: 30, salesADay: 40 },
  part: { citizens: 150, robots: 30, days: 2, placesASlot: 5, salesADay: 6 },
} as const satisfies Record<string, Size>;

export type SizeName = keyof typeof sizes;

export const slotsADay = 8;
/** What the rules let one person have (C4), the prover's own figure. */
export const mostLive = 2;
export const identitiesARobot = 3;
/**
 * A citizen looks in once a day at some time between seven and eleven, and asks once. A robot asks fifty times: each identity joins the line in the
 * minute in which a day comes into sight, one of them tries to book it twenty-odd times in that same minute, all join again and again before dawn,
 * and in the morning in which places are given out they try to book one after the other.
 */
export const robotsDay = { triesAtMidnight: 22, joinsBeforeDawn: 12, triesInTheMorning: 13 } as const;

/** The first day that comes into sight, two weeks ahead of the morning after `testNow`. */
const firstDay = '2026-12-07';
const firstMorning = '2026-11-24';

/** An identity: one person with a verified name, one phone. */
export type Identity = Someone & {
  device: string;
  /** Which of the two items it wants first. */
  first: number;
  /** Its places in lines, by date. */
  entries: Map<string, { id: string; item: number }>;
};
export type Robot = { identities: Identity[] };
export type Scene = { hallId: string; dates: string[]; lists: string[]; citizens: Identity[]; robots: Robot[]; buyers: Identity[] };

export const midnight = (day: number) => shanghaiInstant(addDays(firstMorning, day), '00:00');

/** A hall that opens on `firstDay`, so that each midnight brings one more day into sight and all its places are still there. */
export async function laySceneOut(db: Database, size: Size): Promise<Scene> {
  const hallId = 'scarce-hall';
  const shut = {
    slotMinutes: 60,
    minutesPerVisit: 60,
    shares: { public: 1, green_channel: 0, enterprise: 0, walk_in: 0 },
    weekday: [],
    weekend: [],
  };
  const open = { ...shut, weekday: [{ from: '09:00', to: `${9 + slotsADay}:00`, staff: size.placesASlot }] };
  await db`
    insert into hall (id, unit_id, name, town, address, phone, latitude, longitude, counters, opening)
    select ${hallId}, unit_id, '紧俏大厅', town, address, phone, latitude, longitude, counters, ${db.json(shut)} from hall limit 1`;
  await db`
    insert into hall_pattern (hall_id, version, effective_from, pattern) values (${hallId}, 1, ${firstDay}, ${db.json(open)})`;
  const lists = [await aChecklist(db, { halls: [hallId] }), await aChecklist(db, { halls: [hallId] })];
  const people = await crowd(db, size.citizens + size.robots * identitiesARobot + size.robots, testNow, '1990-01-01');
  const identities = people.map((person, n): Identity => ({ ...person, device: `phone-${person.id.slice(4)}`, first: n % 2, entries: new Map() }));
  const bought = identities.slice(size.citizens, size.citizens + size.robots * identitiesARobot);
  return {
    hallId,
    lists,
    dates: Array.from({ length: size.days }, (_, day) => addDays(firstDay, day)),
    citizens: identities.slice(0, size.citizens),
    robots: Array.from({ length: size.robots }, (_, n) => ({ identities: bought.slice(n * identitiesARobot, (n + 1) * identitiesARobot) })),
    buyers: identities.slice(size.citizens + bought.length),
  };
}
