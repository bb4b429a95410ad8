import type { Seeded } from '../seeded';
import type { Silence } from './wechat';

/** Defects that only a kill or its aftermath brings to light, and what must be said of each; `silence`: the kill at a message that it takes, instead of a load. */
export const crashDefects: (Seeded & { says: RegExp; silence?: Silence })[] = [
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
  {
    name: 'a message whose sender died is sent again',
    says: /sent more than once/,
    silence: 'arrives',
    edits: [{ file: 'functions/jobs/wechat-message.ts', find: 'if (letter.payload.granted && letter.abandoned)', put: 'if (false)' }],
  },
  {
    name: 'a message counts as delivered before it is sent',
    says: /never arrived/,
    silence: 'lost',
    edits: [
      {
        file: 'functions/jobs/wechat-message.ts',
        find: '  const sent = await room.ports.wechat.sendSubscribeMessage(',
        put: `  await room.database\`update outbox set state = 'delivered', finished_at = \${now}, leased_until = null where id = \${letter.id}\`;
  const sent = await room.ports.wechat.sendSubscribeMessage(`,
      },
    ],
  },
];
