import type { Seeded } from '../seeded';
import type { Finding } from './judge';

/** Rules taken away, each of which robots would live on, and by which bound that must show itself. `sql`: what the database says alone. */
export const unfairDesigns: (Seeded & { shows: Finding; sql?: string })[] = [
  {
    name: 'a freed place is open to all at once',
    shows: 'passed_on',
    edits: [
      {
        file: 'functions/booking.ts',
        find: 'return later(now, randomInt(soonestReleaseMs, settings.lateReleaseMinutes * 60_000));',
        put: 'return later(now, randomInt(soonestReleaseMs, settings.lateReleaseMinutes * 60_000) * 0);',
      },
    ],
  },
  {
    name: 'a person may stand in a line, wait and book as often as he likes',
    shows: 'share_lost',
    edits: [
      { file: 'db/queries/wait-list.ts', find: `and status in ('waiting', 'offered')) < \${most} returning 1`, put: ') < 1000000 returning 1' },
    ],
    sql: 'drop index wait_entry_once_a_day',
  },
  {
    name: 'who comes first stands first, also before a day is open',
    shows: 'share_lost',
    edits: [{ file: 'db/queries/wait-list.ts', find: `then \${entry.lot}::int end`, put: 'then null::int end' }],
  },
  {
    name: 'all places of a new day are open in the instant in which it comes into sight',
    shows: 'share_lost',
    edits: [
      {
        file: 'shared/rules/opening.ts',
        find: 'addDays(date, 2 - daysAhead), minutesClock(newDayHour * 60))',
        put: "addDays(date, -daysAhead), '00:00')",
      },
    ],
  },
  {
    name: 'nobody counts the tries of a person and a phone',
    shows: 'not_held_back',
    edits: [
      {
        file: 'functions/booking.ts',
        find: 'const counts = wayRules[way].online ? tries(call, actorId) :',
        put: 'const counts = wayRules[way].online && actorId === "" ? tries(call, actorId) :',
      },
    ],
  },
];
