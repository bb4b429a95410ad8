import { type TestClock, testClock } from '../../functions/ports/clock';
import { createRealName, type RealName, realNameFromEnv } from '../../functions/ports/real-name';
import { realNameStandIn, standInVerifier } from '../../functions/stand-ins/real-name';
import { deadAddress, post, serveApp, type Served } from './stand-in-server';

const secret = 'a-secret-that-both-sides-know';
const question = { name: '林一', idKind: 'resident_id', idNumber: '350627197109271259' } as const;

let clock: TestClock;
let service: Served;
let realName: RealName;

beforeEach(async () => {
  clock = testClock('2026-11-23T01:00:00.000Z');
  service = await serveApp(realNameStandIn({ secret, clock, register: [{ name: '林一', idNumber: '35062719710927125x' }] }));
  realName = createRealName({ base: service.base, secret, clock, timeoutMs: 400 });
});
afterEach(() => service.close());

const fault = (what: Record<string, unknown>) => post(`${service.base}/__stand-in/faults`, { path: '/v1/verify', ...what });

test('a name and a number that belong together match, and the answer names the stand-in as verifier', async () => {
  expect(await realName.check(question)).toEqual({ result: 'match', verifier: standInVerifier, requestId: expect.any(String) });
});

test.each([
  ['another name on a registered number', { name: '林二', idNumber: '35062719710927125X' }, 'mismatch'],
  ['the registered name', { name: '林一', idNumber: '35062719710927125X' }, 'match'],
  ['a name that says so', { name: '姓名不符' }, 'mismatch'],
  ['a source that cannot be asked', { name: '无法核验' }, 'unavailable'],
])('%s: %j', async (_what, changes, result) => {
  expect(await realName.check({ ...question, ...changes })).toMatchObject({ result });
});

test.each([
  [{ status: 500 }],
  [{ delayMs: 2000 }],
  [{ dropBeforeEffect: true }],
  [{ dropAfterEffect: true }],
  [{ errcode: 1 }],
])('a service that fails (%j) says nothing about the person', async (what) => {
  await fault(what);
  expect(await realName.check(question)).toMatchObject({ result: 'unavailable', retryAfterSeconds: 30 });
  expect(await realName.check(question)).toMatchObject({ result: 'match' });
});

test.each([
  ['another secret', { secret: 'wrong' }],
  ['a clock that is wrong', { clock: testClock('2026-11-23T02:00:00.000Z') }],
])('%s is unavailable', async (_what, changes) => {
  expect(await createRealName({ base: service.base, secret, clock, timeoutMs: 400, ...changes }).check(question)).toMatchObject({
    result: 'unavailable',
    detail: 'HTTP 401',
  });
});

test('an answer to another question is not taken for this one', async () => {
  const confused = await serveApp({ fetch: () => Response.json({ requestId: 'other-request', result: 'match', verifier: 'x' }) });
  expect(await createRealName({ base: confused.base, secret, clock, timeoutMs: 400 }).check(question)).toMatchObject({ result: 'unavailable' });
  await confused.close();
});

test('no address or nobody there: unavailable', async () => {
  expect(await realNameFromEnv({}, clock).check(question)).toMatchObject({ result: 'unavailable', retryAfterSeconds: null });
  expect(await createRealName({ base: await deadAddress(), secret, clock, timeoutMs: 400 }).check(question)).toMatchObject({
    detail: 'ECONNREFUSED',
  });
});
