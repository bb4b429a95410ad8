import { randomUUID } from 'node:crypto';
import { endpoints } from '../../shared/contract/index';
import { type EndpointName, pathParameters, routes, takenBy } from '../../shared/contract/routes';
import { errorStatus } from '../../shared/contract/errors';
import { errorWords } from '../../shared/text/errors';
import { aPerson } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';

/** What every endpoint does alike, walked from the contract: a new endpoint cannot be forgotten. */

let server: TestServer;
let citizen: string;
beforeAll(async () => {
  server = await startTestServer();
  citizen = (await aPerson(server.db)).token;
});
afterAll(() => server?.stop());

const names = Object.keys(routes) as EndpointName[];
// Forms with a file have tests of their own: tests/functions/files.test.ts.
const writes = names.filter((name) => routes[name].method === 'POST' && takenBy(name) === 'application/json');
const prefixes: Record<string, string> = {
  acceptances: 'acc',
  appointments: 'apt',
  waitList: 'wait',
  window: 'apt',
  queue: 'tick',
  display: 'disp',
  extras: 'extra',
  greenDocuments: 'green',
  register: 'ent',
  cases: 'case',
  desk: 'case',
  files: 'file',
  guideSession: 'guide',
  ratings: 'rate',
  ratingDesk: 'rate',
  remedies: 'rem',
  returnVisits: 'ret',
  returnVisitDesk: 'ret',
  notices: 'note',
  noticeCalls: 'ring',
  operations: 'out',
  rebookings: 'rebook',
  claims: 'claim',
  staff: 'unit',
  duty: 'unit',
  members: 'ent',
  conferences: 'conf',
  tasks: 'task',
  problems: 'prob',
  systemic: 'sys',
  visits: 'visit',
  groups: 'group',
  visitDesk: 'visit',
  relatives: 'rel',
  complaints: 'comp',
  complaintDesk: 'comp',
  consultations: 'cons',
  consultationDesk: 'cons',
  knowledgeDesk: 'cons',
  textChecks: 'check',
  urgent: 'urg',
  urgentDesk: 'urg',
};

/** Where the kind of id depends on the path and not on the domain. */
const prefixesInPath: readonly [part: string, prefix: string][] = [
  ['/desk/cases/', 'case'],
  ['/visit-plans/', 'plan'],
  ['/tickets/', 'tick'],
  ['/appointments/', 'apt'],
  ['/invitations/', 'inv'],
  ['/joins/', 'join'],
];

/** The address with ids of the right form that nothing has. */
function address(name: EndpointName): string {
  const { path } = routes[name];
  const prefix = prefixesInPath.find(([part]) => path.includes(part))?.[1] ?? prefixes[name.split('.')[0] ?? ''];
  return pathParameters(routes[name].path).reduce<string>(
    (path, parameter) =>
      path.replace(
        `:${parameter}`,
        parameter === 'id'
          ? `${prefix}_${'0'.repeat(26)}`
          : parameter === 'code'
            ? name === 'items.read' || name === 'procedures.read'
              ? 'no-such-item'
              : 'ZZZZ2222'
            : 'no-such-hall',
      ),
    routes[name].path,
  );
}

async function send(name: EndpointName, options: { token?: string; body?: string | Uint8Array; type?: string; key?: string | null; query?: string }) {
  const { method } = routes[name];
  const response = await fetch(`${server.url}${address(name)}${options.query ?? ''}`, {
    method,
    headers: {
      ...(options.token ? { Authorization: `Bearer ${options.token}` } : {}),
      ...(method === 'POST' ? { 'Content-Type': options.type ?? 'application/json' } : {}),
      ...(method === 'POST' && options.key !== null ? { 'Idempotency-Key': options.key ?? randomUUID() } : {}),
    },
    ...(method === 'POST' ? { body: (options.body ?? '{}') as BodyInit } : {}),
  });
  const body = (await response.json()) as { error?: { code: keyof typeof errorStatus; message: string } };
  return { status: response.status, code: body.error?.code, message: body.error?.message };
}

/** A token that is let in: the demo city's holder of the role, or any citizen. */
async function tokenFor(name: EndpointName): Promise<string> {
  const audience = endpoints[name].audience;
  if (!Array.isArray(audience)) return citizen;
  const [row] = await server.db<{ openid: string }[]>`
    select p.openid from staff_role r join person p on p.id = r.person_id where r.role in ${server.db(audience as string[])} and p.openid is not null limit 1`;
  const openid = row?.openid ?? '';
  const token = tokens.get(openid) ?? (await server.signIn(openid));
  tokens.set(openid, token);
  return token;
}

/** WeChat lets one person sign in a hundred times a minute, and the clock stands. */
const tokens = new Map<string, string>();

const signedIn = names.filter((name) => endpoints[name].audience !== 'anyone' && endpoints[name].audience !== 'machine');
const forStaff = names.filter((name) => Array.isArray(endpoints[name].audience));

test.each(signedIn)('%s wants a session', async (name) => {
  expect(await send(name, {})).toMatchObject({ status: 401, code: 'sign_in_required' });
  expect(await send(name, { token: 'never-was-a-token-of-anybody' })).toMatchObject({ status: 401, code: 'session_expired' });
});

test.each(forStaff)('%s refuses a citizen', async (name) => {
  expect(await send(name, { token: citizen })).toMatchObject({ status: 403, code: 'role_required' });
});

test.each(writes)('%s refuses what is not a JSON object of the contract', async (name) => {
  const token = await tokenFor(name);
  expect(await send(name, { token, body: '{"a":' })).toMatchObject({ status: 400, code: 'bad_json' });
  expect(await send(name, { token, body: '[]' })).toMatchObject({ status: 400, code: 'bad_json' });
  expect(await send(name, { token, body: '{"words":"\\u0000"}' })).toMatchObject({ status: 400, code: 'bad_json' });
  expect(await send(name, { token, body: '{"words":"\\ud800"}' })).toMatchObject({ status: 400, code: 'bad_json' });
  expect(await send(name, { token, body: '{"noSuchField":1}' })).toMatchObject({ status: 400, code: 'invalid_input' });
  expect(await send(name, { token, body: '{}', type: 'text/plain' })).toMatchObject({ status: 415, code: 'wrong_content_type' });
  expect(await send(name, { token, body: 'x'.repeat(1024 * 1024) })).toMatchObject({ status: 413, code: 'too_large' });
});

test.each(writes.filter((name) => endpoints[name].idempotency !== 'by_event_id'))('%s wants an idempotency key', async (name) => {
  const token = await tokenFor(name);
  const { code } = await send(name, { token, key: null });
  expect(['idempotency_key_missing', 'invalid_input']).toContain(code);
  expect((await send(name, { token, key: 'short' })).status).toBe(400);
});

test.each(names.filter((name) => routes[name].method === 'GET'))('%s refuses an unknown or repeated parameter', async (name) => {
  const token = await tokenFor(name);
  expect(await send(name, { token, query: '?noSuchField=1' })).toMatchObject({ status: 400, code: 'invalid_input' });
  expect(await send(name, { token, query: '?query=a&query=b' })).toMatchObject({ status: 400, code: 'invalid_input' });
});

/** Reads that want more than what stands in their path. */
const wantsMore: readonly EndpointName[] = ['halls.slots', 'hallCalendar.day', 'hallFigures.read'];

test.each(
  names.filter((name) => pathParameters(routes[name].path).length > 0 && routes[name].method === 'GET' && !wantsMore.includes(name)),
)('%s does not find what is not there', async (name) => {
  expect(await send(name, { token: await tokenFor(name) })).toMatchObject({ status: 404, code: 'not_found' });
});

test('an unknown address and a wrong method are named', async () => {
  const nowhere = await fetch(`${server.url}/api/no-such-thing`);
  expect([nowhere.status, ((await nowhere.json()) as { error: { code: string } }).error.code]).toEqual([404, 'not_found']);
  const wrong = await fetch(`${server.url}/api/cases`, { method: 'DELETE' });
  expect([wrong.status, ((await wrong.json()) as { error: { code: string } }).error.code]).toEqual([405, 'method_not_allowed']);
});

test('every refusal says in one Chinese sentence what to do next', () => {
  for (const code of Object.keys(errorStatus) as (keyof typeof errorStatus)[]) {
    expect(errorWords[code]).toMatch(/^[^\n]{6,80}。$/);
    expect(errorWords[code]).not.toMatch(/系统异常|亲|温馨提示|[!！]/);
  }
});

test('the API document names every endpoint and reads without any network', async () => {
  const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  expect(document.openapi).toBe('3.1.0');
  const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods).map((one) => one.operationId));
  expect(operations.sort()).toEqual([...names].sort());
  const page = await (await fetch(`${server.url}/api/docs`)).text();
  expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
  for (const name of names) expect(page).toContain(name);
});
