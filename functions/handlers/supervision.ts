import { type BoardCount, boardCases, boardCounts, boardIsKept, boardKeptAt, keepBoard, keptBoardCounts } from '../../db/queries/board';
import { hazardCounts } from '../../db/queries/rectifications';
import { boardKept } from '../../shared/rules/board';
import { pathsHeld } from '../../shared/rules/access';
import type { Actor } from '../../shared/rules/roles';
import { later, shanghaiDay, shanghaiInstant } from '../../shared/rules/shanghai';
import type { Handlers, Room } from '../call';
import { caseRow } from '../cases/view';
import { pageOf, pageSize, readCursor } from './cursor';

const shownItems = 12;

/** I1, thin: how every open case within reach stands, by unit, item and channel, and the cases behind each number. */
export const supervision = {
  'supervision.board': async ({ actor, database, now }) => {
    const paths = boardPaths(actor);
    const { counted, countedAt } = await counts(database, paths, now);
    const since = shanghaiInstant(`${shanghaiDay(now).slice(0, 4)}-01-01`, '00:00');
    const whole = counted.find(({ by }) => by === 'all');
    return {
      countedAt,
      counts: { overdue: whole?.overdue ?? 0, dueSoon: whole?.dueSoon ?? 0, running: whole?.running ?? 0, paused: whole?.paused ?? 0 },
      hazards: await hazardCounts(database, paths, { now, since }),
      byUnit: counted.flatMap(({ by, unitId, unitName, open, overdue, dueSoon }) =>
        by === 'unit' && unitId && unitName ? { unitId, unitName, open, overdue, dueSoon } : [],
      ),
      byItem: counted
        .flatMap(({ by, itemCode, itemName, open, overdue, dueSoon }) => (by === 'item' ? { itemCode, itemName, open, overdue, dueSoon } : []))
        .slice(0, shownItems),
      byChannel: counted.flatMap(({ by, channel, open, overdue, dueSoon }) =>
        by === 'channel' && channel ? { channel, open, overdue, dueSoon } : [],
      ),
    };
  },

  'supervision.cases': async ({ actor, database, input, now }) => {
    const { cursor, ...filter } = input;
    const found = await boardCases(database, boardPaths(actor), filter, { now, after: readCursor(cursor), limit: pageSize + 1 });
    const { rows, nextCursor } = pageOf(found, (row) => row.nearestDueAt);
    return { cases: rows.map((row) => caseRow(row, now)), nextCursor };
  },
} satisfies Handlers<'supervision.'>;

const boardPaths = (actor: Actor) => pathsHeld(actor, ['supervisor', 'unit_head']);

/** The numbers as they are now, or, in a city with many open cases, as they were at most a minute ago. */
async function counts(database: Room['database'], paths: string[], now: string): Promise<{ counted: BoardCount[]; countedAt: string }> {
  let keptAt = await boardKeptAt(database);
  if (keptAt === null || keptAt < later(now, -boardKept.seconds * 1000) || keptAt > now) {
    if (!(await boardIsKept(database))) return { counted: await boardCounts(database, paths, now), countedAt: now };
    const kept = await database.begin((tx) => keepBoard(tx, now));
    // Whoever else counts right now has not finished: the first time there is nothing older to show.
    if (!kept && keptAt === null) return { counted: await boardCounts(database, paths, now), countedAt: now };
    keptAt = kept ? now : (keptAt ?? now);
  }
  return { counted: await keptBoardCounts(database, paths), countedAt: keptAt };
}
