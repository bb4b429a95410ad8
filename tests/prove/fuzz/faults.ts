import { wechatPushPath } from '../../../functions/wechat-pushes';
import type { EndpointName } from '../../../shared/contract/routes';
import type { Seeded } from '../seeded';

/** A seeded fault: the operations that are asked about it, and how it must show. Those of one group share a copy of the source. */
export type Fault = Seeded & { only: (EndpointName | typeof wechatPushPath)[]; shows: RegExp; group: number };

const parse = 'functions/parse.ts';
const app = 'functions/app.ts';

export const faults: Fault[] = [
  {
    name: 'fields that the contract does not know are let in',
    group: 0,
    only: ['halls.slots'],
    shows: /accepted: /,
    edits: [
      {
        file: 'shared/contract/halls.ts',
        find: "summary: 'The slots of a day with places left',\n    audience: 'anyone',\n    input: z.strictObject({",
        put: "summary: 'The slots of a day with places left',\n    audience: 'anyone',\n    input: z.object({",
      },
    ],
  },
  {
    name: 'words longer than the contract says',
    group: 0,
    only: ['knowledge.search'],
    shows: /accepted: /,
    edits: [{ file: 'shared/contract/knowledge.ts', find: 'z.maxLength(200)', put: 'z.maxLength(200_000)' }],
  },
  {
    name: 'a text with U+0000 in the query reaches Postgres',
    group: 0,
    only: ['register.list'],
    shows: /: 500 /,
    edits: [{ file: parse, find: "if (name in values || value.includes('\\0')) refuse", put: 'if (name in values) refuse' }],
  },
  {
    name: 'a code that the endpoint does not declare',
    group: 0,
    only: ['waitList.leave'],
    shows: /: 500 |is not declared/,
    edits: [
      {
        file: 'functions/handlers/wait-list.ts',
        find: "if (!entry || !actsFor(entry, call.actor.personId)) refuse('not_found');",
        put: "if (!entry || !actsFor(entry, call.actor.personId)) refuse('person_unknown');",
      },
    ],
  },
  {
    name: 'a name given twice in a body, the last of which counts',
    group: 1,
    only: ['notices.grant'],
    shows: /accepted: a key twice/,
    edits: [{ file: parse, find: 'if (names?.has(name)) return false;', put: '' }],
  },
  {
    name: 'a body of any length',
    group: 1,
    only: ['notices.readAll'],
    shows: /accepted: seventy thousand blanks/,
    edits: [{ file: parse, find: "if (Number(length ?? 0) > bodyLimit) refuse('too_large', { limitBytes: bodyLimit });", put: '' }],
  },
  {
    name: 'an answer with a field more than its contract',
    group: 1,
    only: ['halls.days'],
    shows: /off its schema/,
    edits: [{ file: app, find: '  return result.data;', put: '  return { ...(result.data as object), internal: true };' }],
  },
  {
    name: 'any content type is read as JSON',
    group: 1,
    only: ['notices.grant'],
    shows: /accepted: (plain text|no content type|a web form)/,
    edits: [{ file: parse, find: "if (contentType(request) !== 'application/json') refuse('wrong_content_type');", put: '' }],
  },
  {
    name: 'a search that is made a pattern of as it stands',
    group: 1,
    only: ['knowledge.search'],
    shows: /: 500 /,
    edits: [
      {
        file: 'functions/handlers/knowledge.ts',
        find: 'const query = searchKey(input.query);',
        put: "const query = searchKey(input.query.replace(new RegExp(input.query), ''));",
      },
    ],
  },
  {
    name: 'a search that waits when it is long',
    group: 2,
    only: ['knowledge.search'],
    shows: /took \d+ ms/,
    edits: [
      {
        file: 'functions/handlers/knowledge.ts',
        find: 'const query = searchKey(input.query);',
        put: 'const query = searchKey(input.query);\n    for (const end = performance.now() + (input.query.length < 190 ? 0 : 3_200); performance.now() < end; );',
      },
    ],
  },
  {
    name: 'any key of a write is taken',
    group: 2,
    only: ['notices.readAll'],
    shows: /accepted: a key (of|with)/,
    edits: [
      { file: app, find: "if (!key || !keyForm.test(key)) refuse('idempotency_key_missing');", put: "if (!key) refuse('idempotency_key_missing');" },
    ],
  },
  {
    name: 'a refusal with the status of another',
    group: 2,
    only: ['appointments.read'],
    shows: /came as 403/,
    edits: [{ file: 'shared/contract/errors.ts', find: '  not_found: 404,', put: '  not_found: 403,' }],
  },
  {
    name: "a push whose body is not covered by WeChat's signature",
    group: 3,
    only: [wechatPushPath],
    shows: /accepted ← a sealed body with the signature of another/,
    edits: [
      {
        file: 'functions/ports/wechat-push.ts',
        find: "if (!isSame(pushSignature(token, timestamp, nonce, encrypted), signature)) return { ok: false, problem: 'signature' };",
        put: '',
      },
    ],
  },
  {
    name: 'a push that is taken again',
    group: 3,
    only: [wechatPushPath],
    shows: /accepted: the same request again/,
    edits: [{ file: 'functions/wechat-pushes.ts', find: "if (claimed === 'again') refuse('replayed');", put: '' }],
  },
  {
    name: 'a message that has its effect as often as WeChat sends it',
    group: 4,
    only: [wechatPushPath],
    shows: /has its effect twice/,
    edits: [{ file: 'functions/wechat-pushes.ts', find: "if (claimed === 'known') return;", put: '' }],
  },
  {
    name: 'an event by a name that every object has',
    group: 4,
    only: [wechatPushPath],
    shows: /: 500 /,
    edits: [{ file: 'functions/wechat-pushes.ts', find: 'Object.hasOwn(effects, event)', put: 'event in effects' }],
  },
];
