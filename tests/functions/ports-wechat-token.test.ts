import { type TestClock, testClock } from '../../functions/ports/clock';
import { createWechat, type Wechat } from '../../functions/ports/wechat';
import { wechatStandIn } from '../../functions/stand-ins/wechat';
import { connect, type Database } from '../../db/client';
import { wechatTokenStore } from '../../db/queries/wechat-token';
import { createSealer } from '../../db/sealed';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { post, serveApp, type Served } from './stand-in-server';

const account = { appId: 'wx0000000000000001', secret: 'secret-of-the-stand-in' };
const sealer = createSealer('a key of the tests that is long enough for the sealer');
const instances = 8;

let clock: TestClock;
let standIn: Served;
/** Every instance has its own connections, as eight functions of a deployment have. */
let pools: Database[];
let clients: Wechat[];
let fresh: FreshDatabase;

beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

beforeEach(async () => {
  clock = testClock('2026-11-23T01:00:00.000Z');
  standIn = await serveApp(wechatStandIn({ ...account, clock }));
  pools = Array.from({ length: instances }, () => connect(fresh.url, { max: 2 }));
  await first()`DELETE FROM wechat_token`;
  clients = pools.map((pool) =>
    createWechat({ base: standIn.base, ...account, tokens: wechatTokenStore(pool, sealer, account.appId), clock, timeoutMs: 2_000 }),
  );
});
afterEach(async () => {
  await standIn.close();
  await Promise.all(pools.map((pool) => pool.end()));
});

const first = () => pools[0] as Database;
const store = () => wechatTokenStore(first(), sealer, account.appId);
/** Any call shows whether the token is good; this one is cheap and is then refused for its own reason. */
const anyCall = (client: Wechat | undefined) => client?.phoneNumber('no-such-code');
const well = { ok: false, refusal: 'code_invalid' };
const allAtOnce = () => Promise.all(clients.map(anyCall));
const tokensFetched = async () => (await (await fetch(`${standIn.base}/__stand-in/token`)).json()) as { fetched: number; forced: number };
const allWell = Array.from({ length: instances }, () => expect.objectContaining(well));

test('eight instances without a token fetch one between them', async () => {
  await post(`${standIn.base}/__stand-in/faults`, { path: '/cgi-bin/stable_token', delayMs: 200 });
  expect(await allAtOnce()).toEqual(allWell);
  expect(await tokensFetched()).toEqual({ fetched: 1, forced: 0 });
});

test('eight instances with a token in its last minutes renew it once, and nobody waits for it', async () => {
  await allAtOnce();
  clock.advance(7_200_000 - 200_000);
  await post(`${standIn.base}/__stand-in/faults`, { path: '/cgi-bin/stable_token', delayMs: 1_500 });
  const began = performance.now();
  const answeredAfter = await Promise.all(
    clients.map(async (client) => {
      await anyCall(client);
      return performance.now() - began;
    }),
  );
  expect(answeredAfter.filter((ms) => ms < 1_400)).toHaveLength(instances - 1);
  expect(await tokensFetched()).toEqual({ fetched: 2, forced: 0 });
  expect((await store().read())?.expiresAt).toBe('2026-11-23T04:56:40.000Z');
});

test('eight instances with a token past its time renew it once', async () => {
  await allAtOnce();
  clock.advance(7_200_000);
  expect(await allAtOnce()).toEqual(allWell);
  expect(await tokensFetched()).toEqual({ fetched: 2, forced: 0 });
});

test('eight instances whose token was replaced elsewhere take over the new one, fetched once', async () => {
  await allAtOnce();
  await post(`${standIn.base}/__stand-in/revoke-token`, {});
  expect(await allAtOnce()).toEqual(allWell);
  expect(await tokensFetched()).toEqual({ fetched: 2, forced: 0 });
});

test.each([40001, 42001])('eight instances refused with %d though WeChat repeats the token force one renewal', async (errcode) => {
  await allAtOnce();
  await post(`${standIn.base}/__stand-in/faults`, { path: '/wxa/business/getuserphonenumber', errcode, times: instances });
  expect(await allAtOnce()).toEqual(allWell);
  expect(await tokensFetched()).toEqual({ fetched: 3, forced: 1 });
});

test('an instance that dies while renewing blocks the others only until its claim ends', async () => {
  await first()`INSERT INTO wechat_token (id, renewing_until) VALUES (${account.appId}, '2026-11-23T01:00:09.000Z')`;
  const waiting = allAtOnce();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await tokensFetched()).toEqual({ fetched: 0, forced: 0 });
  clock.advance(9_000);
  expect(await waiting).toEqual(allWell);
  expect(await tokensFetched()).toEqual({ fetched: 1, forced: 0 });
});

test('a renewal that fails gives its claim back at once', async () => {
  await post(`${standIn.base}/__stand-in/faults`, { path: '/cgi-bin/stable_token', status: 500 });
  expect(await anyCall(clients[0])).toMatchObject({ refusal: 'unreachable' });
  expect(await anyCall(clients[1])).toMatchObject(well);
});

test('the token is sealed in the database', async () => {
  await allAtOnce();
  const token = (await store().read())?.token ?? '';
  const [row] = await first()<{ sealed: Buffer }[]>`SELECT token_sealed AS sealed FROM wechat_token`;
  expect(token).toMatch(/^97_/);
  expect(row?.sealed.includes(token)).toBe(false);
});

test('a token sealed with another key is fetched again', async () => {
  await allAtOnce();
  const other = createSealer('another key of the tests that is long enough too');
  const client = createWechat({ base: standIn.base, ...account, tokens: wechatTokenStore(first(), other, account.appId), clock, timeoutMs: 2_000 });
  expect(await anyCall(client)).toMatchObject(well);
  expect((await tokensFetched()).fetched).toBe(2);
});
