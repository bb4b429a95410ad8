import { Hono } from 'hono';
import { type TestClock, testClock } from '../../functions/ports/clock';
import { createHotline, type Hotline, hotlineFromEnv, type HotlineUpdate } from '../../functions/ports/hotline';
import { hotlinePaths } from '../../functions/ports/hotline-protocol';
import { signatureHeaders } from '../../functions/ports/signature';
import { hotlineStandIn, type Pushed } from '../../functions/stand-ins/hotline';
import { operations } from '../../shared/contract/operations';
import { deadAddress, post, serveApp, type Served } from './stand-in-server';

const secret = 'a-secret-that-both-sides-know';
const update: HotlineUpdate = {
  version: 1,
  eventId: 'evt_0000000000000001',
  orderNumber: 'DG20261123000001',
  caseNumber: 'XF20261123-0001',
  sequence: 1,
  kind: 'accepted',
  at: '2026-11-23T01:00:00.000Z',
  words: '已受理，由虎门分局出入境窗口承办。',
  unitName: '虎门分局',
  dueDate: '2026-12-07',
};

let clock: TestClock;
let hotline: Hotline;
/** Our side of the inbound exchange: checks the signature with the port and applies an event id once. */
let us: Served;
let platform: Served;
const applied: string[] = [];

beforeEach(async () => {
  clock = testClock('2026-11-23T01:00:00.000Z');
  applied.length = 0;
  const api = new Hono().post(hotlinePaths.orders, async (c) => {
    const body = await c.req.text();
    const signed = hotline.verify({ method: 'POST', path: new URL(c.req.url).pathname, headers: c.req.raw.headers, body });
    if (!signed.ok) return c.json({ error: { code: 'signature_invalid', message: signed.problem } }, 401);
    const order = operations['exchange.receiveOrder'].input.parse(JSON.parse(body));
    if (!applied.includes(order.eventId)) applied.push(order.eventId);
    return c.json({ orderNumber: order.orderNumber, caseNumber: `case of ${order.eventId}` });
  });
  us = await serveApp(api);
  platform = await serveApp(hotlineStandIn({ secret, target: us.base, clock }));
  hotline = createHotline({ base: platform.base, secret, clock, timeoutMs: 400 });
});
afterEach(async () => {
  await platform.close();
  await us.close();
});

const push = async (body: unknown) => (await post(`${platform.base}/__stand-in/push`, body)).body.pushed as Pushed[];
const fault = (what: Record<string, unknown>) => post(`${platform.base}/__stand-in/faults`, { path: hotlinePaths.updates, ...what });
const received = async () => ((await (await fetch(`${platform.base}/__stand-in/updates`)).json()) as { updates: HotlineUpdate[] }).updates;

describe('updates to the platform', () => {
  test('arrive signed', async () => {
    expect(await hotline.sendUpdate(update)).toEqual({ ok: true, duplicate: false });
    expect(await received()).toEqual([update]);
  });

  test('sent again are known and not applied twice', async () => {
    await hotline.sendUpdate(update);
    expect(await hotline.sendUpdate(update)).toEqual({ ok: true, duplicate: true });
    expect(await received()).toHaveLength(1);
  });

  test('with a known event id and other words are refused as replayed', async () => {
    await hotline.sendUpdate(update);
    expect(await hotline.sendUpdate({ ...update, words: '别的' })).toMatchObject({ refusal: 'replayed', retryAfterSeconds: null });
  });

  test('whose answer is lost were applied, and sending again is safe', async () => {
    await fault({ dropAfterEffect: true });
    expect(await hotline.sendUpdate(update)).toMatchObject({ refusal: 'no_answer' });
    expect(await hotline.sendUpdate(update)).toEqual({ ok: true, duplicate: true });
  });

  test('are shown in the order in which they happened, whatever the order of arrival', async () => {
    await hotline.sendUpdate({ ...update, eventId: 'evt_0000000000000002', sequence: 2, kind: 'completed' });
    await hotline.sendUpdate(update);
    expect((await received()).map((one) => one.kind)).toEqual(['accepted', 'completed']);
  });

  test.each([
    ['down', { status: 503 }, 'no_answer', 30],
    ['late', { delayMs: 2000 }, 'no_answer', 30],
    ['broken', { dropBeforeEffect: true }, 'no_answer', 30],
  ])('to a platform that is %s are kept for later', async (_how, what, refusal, retryAfterSeconds) => {
    await fault(what);
    expect(await hotline.sendUpdate(update)).toMatchObject({ ok: false, refusal, retryAfterSeconds });
    expect(await hotline.sendUpdate(update)).toMatchObject({ ok: true });
  });

  test('to a platform that is not there are unreachable', async () => {
    const nowhere = createHotline({ base: await deadAddress(), secret, clock, timeoutMs: 400 });
    expect(await nowhere.sendUpdate(update)).toMatchObject({ refusal: 'unreachable' });
  });

  test.each([
    ['with another secret', { secret: 'wrong' }, {}],
    ['with a clock five minutes behind', {}, { advance: -300_001 }],
    ['with a clock five minutes ahead', {}, { advance: 300_001 }],
  ])('%s are not accepted', async (_how, changes, { advance = 0 }: { advance?: number }) => {
    const ours = testClock(clock.now());
    ours.advance(advance);
    const wrong = createHotline({ base: platform.base, secret, clock: ours, timeoutMs: 400, ...changes });
    expect(await wrong.sendUpdate(update)).toMatchObject({ refusal: 'not_accepted' });
    expect(await received()).toEqual([]);
  });

  test('about an order the platform does not know are refused', async () => {
    expect(await hotline.sendUpdate({ ...update, orderNumber: 'XX-1234' })).toMatchObject({ refusal: 'unknown_order', retryAfterSeconds: null });
  });

  test('that are malformed are refused as invalid', async () => {
    expect(await hotline.sendUpdate({ ...update, sequence: 0 })).toMatchObject({ refusal: 'invalid' });
  });

  test('repeated literally by a third party are refused', async () => {
    const body = JSON.stringify(update);
    const headers = signatureHeaders(secret, { sender: 'onewindow', timestamp: clock.now(), method: 'POST', path: hotlinePaths.updates, body });
    const send = (changed = body) => fetch(`${platform.base}${hotlinePaths.updates}`, { method: 'POST', headers, body: changed });
    expect((await send(body.replace('已受理', '已办结'))).status).toBe(401);
    expect((await send()).status).toBe(200);
    expect((await send()).status).toBe(409);
  });

  test('without an address are not configured', async () => {
    expect(await hotlineFromEnv({}, clock).sendUpdate(update)).toMatchObject({ refusal: 'not_configured', retryAfterSeconds: null });
  });
});

describe('work orders from the platform', () => {
  test('are signed and of the contract', async () => {
    const [pushed] = await push({});
    expect(pushed).toMatchObject({ status: 200, way: 'normal' });
    expect(applied).toEqual([pushed?.order.eventId]);
  });

  test('take the fields a test gives them', async () => {
    const [pushed] = await push({ orders: [{ orderNumber: 'DG20261123999999', title: '货车占道' }] });
    expect(pushed?.order).toMatchObject({ orderNumber: 'DG20261123999999', title: '货车占道', version: 1 });
  });

  test('pushed twice carry the same event id and get the same answer', async () => {
    const [first, second] = await push({ way: 'twice' });
    expect(second?.order).toEqual(first?.order);
    expect(second?.answer).toBe(first?.answer);
    expect(applied).toHaveLength(1);
  });

  test('pushed out of order come last first', async () => {
    const pushed = await push({ way: 'out_of_order', orders: [{ title: '第一件' }, { title: '第二件' }] });
    expect(pushed.map(({ order }) => order.title)).toEqual(['第二件', '第一件']);
  });

  test('pushed late wait first', async () => {
    const before = performance.now();
    await push({ way: 'late', lateMs: 120 });
    expect(performance.now() - before).toBeGreaterThanOrEqual(115);
  });

  test.each(['stale', 'bad_signature'])('%s are turned away', async (way) => {
    expect(await push({ way })).toEqual([expect.objectContaining({ status: 401 })]);
    expect(applied).toEqual([]);
  });

  test('pushed while we are away are told as unanswered', async () => {
    await us.close();
    expect(await push({})).toEqual([expect.objectContaining({ status: null, answer: 'ECONNREFUSED' })]);
  });
});

describe('verifying what comes in', () => {
  const path = hotlinePaths.orders;
  const signed = (changes: Partial<Parameters<typeof signatureHeaders>[1]> = {}, key = secret) => {
    const said = { sender: '12345', timestamp: clock.now(), method: 'POST', path, body: '{}', ...changes };
    return hotline.verify({ method: 'POST', path, headers: new Headers(signatureHeaders(key, said)), body: '{}' });
  };

  test('takes what the platform signed', () => {
    expect(signed()).toMatchObject({ ok: true });
  });

  test.each([
    ['another body', { body: '{ }' }, 'signature'],
    ['another path', { path: '/api/exchange/12345/other' }, 'signature'],
    ['another method', { method: 'GET' }, 'signature'],
    ['our own message sent back to us', { sender: 'onewindow' }, 'sender'],
    ['no instant', { timestamp: 'yesterday' }, 'stale'],
    ['a nonce that is no nonce', { nonce: 'a b' }, 'missing'],
  ])('refuses %s', (_what, changes, problem) => {
    expect(signed(changes)).toEqual({ ok: false, problem });
  });

  test('refuses our own message sent back under the name of the platform', () => {
    const headers = new Headers(signatureHeaders(secret, { sender: 'onewindow', timestamp: clock.now(), method: 'POST', path, body: '{}' }));
    headers.set('X-Exchange-Sender', '12345');
    expect(hotline.verify({ method: 'POST', path, headers, body: '{}' })).toEqual({ ok: false, problem: 'signature' });
  });

  test('refuses another secret', () => {
    expect(signed({}, 'wrong')).toEqual({ ok: false, problem: 'signature' });
  });

  test('takes five minutes either way, and no millisecond more', () => {
    for (const [ahead, ok] of [
      [300_000, true],
      [300_001, false],
      [-300_000, true],
      [-300_001, false],
    ] as const) {
      const theirs = testClock(clock.now());
      theirs.advance(ahead);
      expect([ahead, signed({ timestamp: theirs.now() }).ok]).toEqual([ahead, ok]);
    }
  });

  test('refuses everything when no secret is set', () => {
    const headers = new Headers(signatureHeaders('', { sender: '12345', timestamp: clock.now(), method: 'POST', path, body: '{}' }));
    expect(hotlineFromEnv({}, clock).verify({ method: 'POST', path, headers, body: '{}' })).toEqual({ ok: false, problem: 'missing' });
  });
});

describe('the console', () => {
  const press = (fields: Record<string, string>) => fetch(platform.base, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

  test('pushes an order by a button and shows what came back', async () => {
    expect((await press({ do: 'push', way: 'normal' })).status).toBe(303);
    await hotline.sendUpdate(update);
    const page = await (await fetch(platform.base)).text();
    expect(page).toContain('外籍员工工作居留许可怎么续');
    expect(page).toContain('对方回答 200');
    expect(page).toContain('已受理，由虎门分局出入境窗口承办。');
    expect(page).toContain('虚构');
  });

  test('takes the platform down and up again', async () => {
    await press({ do: 'down' });
    expect(await hotline.sendUpdate(update)).toMatchObject({ refusal: 'no_answer' });
    await press({ do: 'up' });
    expect(await hotline.sendUpdate(update)).toMatchObject({ ok: true });
  });
});
