import type { Seeded } from '../seeded';

type Edit = Seeded['edits'][number];

/** The stand-in's session keys begin so that they can be told, in every round. */
export const knownSessionKeys: Edit = {
  file: 'functions/stand-ins/wechat/api.ts',
  find: "session_key: Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')",
  put: "session_key: 'CANARYSESSIONKEY'.concat(crypto.randomUUID())",
};

/** Ways in which what must not be seen is, and what the prover must say of each. */
export const leaks: readonly (Seeded & { says: RegExp })[] = [
  {
    name: 'the log repeats the body of a write',
    says: /^the log holds an identity number/,
    edits: [
      {
        file: 'functions/app.ts',
        find: 'const body = await readBody(request);',
        put: "const body = await readBody(request);\n    log.info({ body }, 'sent');",
      },
    ],
  },
  {
    name: 'the log names who gives a real name',
    says: /^the log holds a name/,
    edits: [
      {
        file: 'functions/handlers/me.ts',
        find: 'await limitIdentity(call, check.number);',
        put: 'await limitIdentity(call, check.number);\n    process.stdout.write(name);',
      },
    ],
  },
  {
    name: 'the address of a request is logged',
    says: /^the log holds a phone number/,
    edits: [
      { file: 'functions/app.ts', find: "app.all('/api/*', () =>", put: "app.all('/api/*', (context) => log.info({ url: context.req.url }) ??" },
    ],
  },
  {
    name: 'the audit log keeps what was typed',
    says: /^public\.audit_entry holds/,
    edits: [{ file: 'functions/app.ts', find: 'reason: reasonOf(definition, input),', put: 'reason: JSON.stringify(input),' }],
  },
  {
    name: 'a number is found by itself instead of by its hash',
    says: /^public\.person holds an identity number/,
    edits: [
      {
        file: 'functions/handlers/me.ts',
        find: "const idNumberHash = call.sealer.hash('person', 'id_number', check.number);",
        put: 'const idNumberHash = Buffer.from(check.number);',
      },
    ],
  },
  {
    name: 'an access token is stored as it is',
    says: /^public\.session holds a token/,
    edits: [
      { file: 'functions/handlers/session.ts', find: "createHash('sha256').update(token).digest()", put: 'Buffer.from(token)' },
      { file: 'functions/app.ts', find: "accessHash = createHash('sha256').update(token).digest();", put: 'accessHash = Buffer.from(token);' },
    ],
  },
  {
    name: 'a refusal repeats what was sent',
    says: /^an answer to POST \/api\/me\/\S+ holds/,
    edits: [{ file: 'functions/parse.ts', find: 'problem: issue.code,', put: 'problem: issue.code + JSON.stringify(value),' }],
  },
  {
    name: 'a number is not masked',
    says: /^an answer to POST \S+ holds a phone number/,
    edits: [
      {
        file: 'db/sealed.ts',
        find: 'export function maskPhone(phone: string): string {',
        put: 'export function maskPhone(phone: string): string {\n  if (phone) return phone;',
      },
    ],
  },
  {
    name: 'the session key of WeChat is logged',
    says: /^the log holds a session key/,
    edits: [
      { file: 'functions/ports/wechat.ts', find: 'const sessionAnswer = z.object({', put: 'const sessionAnswer = z.looseObject({' },
      {
        file: 'functions/ports/wechat.ts',
        find: 'jsonReader(sessionAnswer, (session) => ({',
        put: 'jsonReader(sessionAnswer, (session) => process.stdout.write(JSON.stringify(session)) && ({',
      },
    ],
  },
];
