import type { Database } from '../../../db/client';
import { later, shanghaiDay } from '../../../shared/rules/shanghai';
import { aChecklist, aHall, aSlot, aStaffMember } from '../../support/builders';
import { testNow } from '../../support/test-city';
import { aCaseTown } from '../../support/case-town';
import type { Door, Field } from './client';
import { Closing } from './closing';
import { type Group, someGroups } from './groups';
import { type Ground, Ledger } from './ledger';
import { Line } from './line';
import { type DoorVisit, someTeams, someVisits } from './teams';

/** `few`: a short load meets on few places, so that what is wrong shows itself soon. `many`: for a load of some 100,000 attempts. */
export type Size = 'few' | 'many';

const sizes: Record<Size, { public: number[]; green: number[]; line: number[]; doors: number[] }> = {
  few: { public: [1, 2, 4, 8, 16, 32, 64], green: [8], line: [2, 6], doors: [3, 8, 20] },
  many: { public: [1, 2, 4, 8, 16, 24, 32, 48, 64, 96], green: [8, 24], line: [4, 16], doors: [8, 40, 120] },
};
const groups = 8;
const doorVisits = 8;
const placesWhereShut = 6;
const items = 3;
/** Slots that people walk in to begin within the hour from which on a walk-in may have a place of theirs. */
const doorOpensMs = 50 * 60_000;
const day = 86_400_000;

/** A field and what single clients have in hand. */
export type Scene = { field: Field; groups: Group[]; visits: DoorVisit[] };

/** What clients meet on: slots of some sizes, a day with a wait list, doors, a hall that shuts, teams; of the demonstration nothing is open. */
export async function aScene(db: Database, port: number, size: Size): Promise<Scene> {
  const hallId = await aHall(db);
  await db`delete from place`;
  await db`delete from slot`;
  const grounds: Ground[] = [];
  const slotAt = new Map<string, string>();
  const open = async (counts: number[], kind: Ground['kind'], from: string) => {
    for (const places of counts) {
      const slot = await aSlot(db, { hallId, places, kind, startsAt: later(from, grounds.length * 1000) });
      grounds.push({ slotId: slot.id, hallId, places, kind });
      slotAt.set(slot.startsAt, slot.id);
    }
  };
  const wanted = sizes[size];
  await open(wanted.public, 'public', later(testNow, 10 * day));
  await open(wanted.green, 'green_channel', later(testNow, 10 * day));
  const awaited = later(testNow, 11 * day);
  await open(wanted.line, 'public', awaited);
  const line = new Line(hallId, shanghaiDay(awaited), grounds.slice(-wanted.line.length));
  const doors = await openDoors(db, hallId, wanted.doors);
  const town = await aCaseTown(db);
  const closing = await Closing.of(db, port, town, placesWhereShut);
  const halls = [...doors.map((door) => door.hallId), closing.hallId];
  const lists: string[] = [];
  for (let item = 0; item < items; item++) lists.push(await aChecklist(db, { halls }));
  const ledger = new Ledger(testNow, new Set(line.grounds.map(({ slotId }) => slotId)));
  const blockDay = { hallId, date: shanghaiDay(later(testNow, 10 * day)), slotAt };
  const officer = await aStaffMember(db, hallId, 'officer');
  return {
    field: { port, grounds, doors, line, ledger, lists, officer, closing, teams: await someTeams(town), blockDay },
    groups: await someGroups(db, groups, hallId, town),
    visits: await someVisits(db, port, doorVisits, town),
  };
}

/** A slot in each hall that begins soon: until then it can be booked, and people walk in to it from the first minute on. */
async function openDoors(db: Database, firstHall: string, counts: number[]): Promise<Door[]> {
  const [item] = await db<
    { code: string }[]
  >`select code from service_item where content -> 'halls' ? ${firstHall} order by jsonb_array_length(content -> 'halls') desc, code limit 1`;
  const itemCode = item?.code ?? '';
  const halls = await db<{ id: string }[]>`select id from hall order by id`;
  const doors: Door[] = [];
  for (const [index, { id: hallId }] of halls.entries()) {
    const places = counts[index % counts.length] ?? 8;
    const slot = await aSlot(db, { hallId, places, startsAt: later(testNow, doorOpensMs) });
    await db`update slot set ends_at = starts_at + interval '30 days' where id = ${slot.id}`;
    doors.push({
      slotId: slot.id,
      startsAt: slot.startsAt,
      hallId,
      places,
      kind: 'public',
      itemCode,
      officer: await aStaffMember(db, hallId, 'officer'),
    });
  }
  return doors;
}
