import type { Seeded } from '../seeded';

/** Defects that only a kill or its aftermath brings to light, and what must be said of each. */
export const crashDefects: (Seeded & { says: RegExp })[] = [
  {
    name: 'the answer goes out before the commit is on disk',
    says: /not kept so|is lost|given_twice|exactly one place/,
    edits: [
      {
        file: 'db/client.ts',
        find: '            lock_timeout: statementTimeout',
        put: "            synchronous_commit: 'off',\n            lock_timeout: statementTimeout",
      },
    ],
  },
  {
    name: 'a hold never ends',
    says: /holds did not end/,
    edits: [
      {
        file: 'db/queries/places.ts',
        find: `(open.held_until is null or open.held_until <= \${p.now})`,
        put: '(open.held_until is null)',
      },
    ],
  },
];
