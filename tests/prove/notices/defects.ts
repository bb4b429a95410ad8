import type { Seeded } from '../seeded';

const message = 'functions/jobs/wechat-message.ts';

/** Defects of telling people, and what must be said of each. */
export const noticeDefects: (Seeded & { says: RegExp })[] = [
  {
    name: 'sent before it is claimed',
    says: /shown more than once/,
    edits: [
      {
        file: 'db/queries/outbox.ts',
        find: `update outbox set leased_until = \${claim.leasedUntil}, attempts`,
        put: 'update outbox set leased_until = null, attempts',
      },
      { file: 'db/queries/notices.ts', find: ` and attempts = \${letter.attempts} and not payload`, put: ' and not payload' },
      { file: message, find: '!(await spendGrant(room.database, letter, grant))', put: '!(await spendGrant(room.database, letter, grant)) && false' },
    ],
  },
  {
    name: 'a lease shorter than the try, taken over blindly',
    says: /shown more than once/,
    edits: [
      { file: 'functions/jobs/deliver.ts', find: 'const leaseMs = 60_000;', put: 'const leaseMs = 1;' },
      {
        file: message,
        find: 'if (letter.payload.granted && letter.abandoned)',
        put: 'if (letter.payload.granted && letter.abandoned && letter.attempts > 20)',
      },
    ],
  },
  {
    name: 'sent again when the answer was lost',
    says: /shown more than once/,
    edits: [{ file: message, find: "if (sent.effect === 'unknown')", put: "if (sent.effect === 'unknown' && letter.attempts > 20)" }],
  },
  {
    name: 'what WeChat has no grant for is tried again and again',
    says: /asked again for/,
    edits: [
      {
        file: message,
        find: "return { end: 'dropped', error: describe(sent) };",
        put: "return { end: 'again', error: describe(sent), afterSeconds: 60 };",
      },
    ],
  },
  {
    name: 'every instance renews the token for itself',
    says: /token was fetched/,
    edits: [
      {
        file: 'db/queries/wechat-token.ts',
        find: '  return {\n    async read() {',
        put: '  let own: AccessToken | null = null;\n  return {\n    async read() {\n      if (own === null || own !== null) return own;',
      },
      { file: 'db/queries/wechat-token.ts', find: 'if (kept && kept.token !== claim.replacing) return kept;', put: '' },
      { file: 'db/queries/wechat-token.ts', find: '        return fetched;', put: '        own = fetched;\n        return fetched;' },
    ],
  },
  {
    name: 'a letter that fails is thrown away',
    says: /has no letter/,
    edits: [
      {
        file: 'functions/jobs/deliver.ts',
        find: '  await finish(room, letter, { state, error, now });\n  return state;',
        put: `  if (letter.batchFor !== null) await finish(room, letter, { state, error, now });\n  else await room.database\`delete from outbox where id = \${letter.id}\`;\n  return state;`,
      },
    ],
  },
  {
    name: 'a message that may have arrived counts as read',
    says: /nobody calls/,
    edits: [
      {
        file: 'shared/rules/notice-call.ts',
        find: "notice.message === 'delivered' || notice.otherTold",
        put: "notice.message === 'delivered' || notice.message === 'unknown' || notice.otherTold",
      },
    ],
  },
  {
    name: 'a notice is worded again when its letter was already ended',
    says: /told (2|3) times|more than once in the inbox/,
    edits: [
      {
        file: 'db/queries/outbox.ts',
        find: `update outbox set leased_until = \${claim.leasedUntil}, attempts`,
        put: 'update outbox set leased_until = null, attempts',
      },
      { file: 'functions/jobs/appointment-notice.ts', find: 'if (first) await tellEach', put: 'if (first || !first) await tellEach' },
    ],
  },
];
