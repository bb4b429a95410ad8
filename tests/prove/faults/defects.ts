import type { Seeded } from '../seeded';
import type { FaultName } from './faults';

/** Defects that only a fault brings to light, the faults that do, and what must be said of each; `slice`: also where time cannot be judged, and soon found. */
export const faultDefects: (Seeded & { says: RegExp; faults: FaultName[]; slice?: true })[] = [
  {
    name: 'nobody looks whether the database still answers',
    faults: ['silent'],
    says: /silent: .*(was answered \d+ after more than|was not answered within)/,
    edits: [{ file: 'db/client.ts', find: 'return reaches.get(poolOf(database))?.during(work, what) ?? work;', put: 'return work;' }],
  },
  {
    name: 'connections that will never hear anything again stay in the pool',
    faults: ['silent', 'some silent'],
    says: /no write went through|the first write went through|was answered \d+ after more than|was not answered within/,
    edits: [
      {
        file: 'db/reach.ts',
        find: 'line.suspect > 0 && --line.suspect === 0) cutOff(socket);',
        put: 'line.suspect > 0) line.suspect = 0;',
      },
      { file: 'db/reach.ts', find: 'for (const socket of this.lines.keys()) cutOff(socket);', put: '' },
    ],
  },
  {
    name: 'a database that was lost stays lost',
    faults: ['down'],
    says: /no write went through/,
    edits: [{ file: 'db/reach.ts', find: '    this.lost = false;\n', put: '' }],
  },
  {
    name: 'a slow database is waited for',
    faults: ['slow'],
    says: /slow: .* after more than/,
    edits: [{ file: 'db/reach.ts', find: 'const longestTicks = 15;', put: 'const longestTicks = 300;' }],
  },
  {
    name: 'a refusal without Retry-After',
    slice: true,
    faults: ['down'],
    says: /503 and no Retry-After/,
    edits: [
      {
        file: 'functions/app.ts',
        find: "if (errorStatus[refusal.code] === 503 || refusal.code === 'still_running')",
        put: "if (refusal.code === 'still_running')",
      },
    ],
  },
  {
    name: 'a disk without space is a failure of ours',
    faults: ['disk full'],
    says: /disk full: .* was answered 500/,
    edits: [{ file: 'functions/database-failures.ts', find: "  '53100',\n", put: '' }],
  },
  {
    name: 'a write is no transaction',
    slice: true,
    faults: ['cut', 'disk full'],
    says: /not so: |is not kept so|nobody was told/,
    edits: [
      {
        file: 'functions/app.ts',
        find: '        database.begin(async (tx) => {',
        put: '        Promise.resolve(database as never).then(async (tx: never) => {',
      },
    ],
  },
  {
    name: 'a repeated key acts again',
    faults: ['cut'],
    says: /a request was filed once|is not kept so|nobody was told/,
    edits: [
      {
        file: 'functions/app.ts',
        find: 'if (!(await claimKey(tx, { ...requested, now }))) throw new KeyTaken();',
        put: 'await claimKey(tx, { ...requested, key: crypto.randomUUID(), now });',
      },
    ],
  },
  {
    name: 'what was read is forgotten when the database fails',
    slice: true,
    faults: ['down'],
    says: /down: a public read of \S+ was answered 503/,
    edits: [
      {
        file: 'functions/app.ts',
        find: 'isForEverybody(definition) ? keptRead(room.database, addressOf(request), room.ports.clock.now()) : null',
        put: 'null as ReturnType<typeof keptRead>',
      },
    ],
  },
  {
    name: 'a code of the second factor must be later than any before, though the clock was ahead',
    faults: ['clock'],
    says: /clock: .*second factor was answered/,
    edits: [{ file: 'db/queries/second-factor.ts', find: ` or last_step > \${latest}`, put: '' }],
  },
  {
    name: 'who signs in waits for WeChat as long as it takes',
    faults: ['WeChat'],
    says: /WeChat: .* after more than/,
    edits: [{ file: 'functions/ports/wechat.ts', find: 'Math.min(timeoutMs, signInMs)', put: 'timeoutMs' }],
  },
];
