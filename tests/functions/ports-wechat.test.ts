import { type TestClock, testClock } from '../../functions/ports/clock';
import { createWechat, type SubscribeMessage, type Wechat, wechatFromEnv } from '../../functions/ports/wechat';
import { wechatStandIn } from '../../functions/stand-ins/wechat';
import { deadAddress, post, serveApp, type Served } from './stand-in-server';
import { tokenInMemory } from './token-in-memory';

const openid = 'oLIN000000000000000000000001';
const account = { appId: 'wx0000000000000001', secret: 'secret-of-the-stand-in' };
const message: SubscribeMessage = {
  openid,
  templateId: 'template-booked',
  page: 'pages/home/index',
  fields: { thing1: '居住证申领，虎门镇综合服务大厅二楼，请带齐清单上的材料', phrase2: '已确认', character_string3: '码 H7K2MN' },
};

let clock: TestClock;
let standIn: Served;
let store: ReturnType<typeof tokenInMemory>;
let wechat: Wechat;

beforeEach(async () => {
  clock = testClock('2026-11-23T01:00:00.000Z');
  standIn = await serveApp(wechatStandIn({ ...account, clock, riskyWords: ['赌博'] }));
  store = tokenInMemory();
  wechat = createWechat({ base: standIn.base, ...account, tokens: store, clock, timeoutMs: 400 });
});
afterEach(() => standIn.close());

const control = (path: string, body: unknown) => post(`${standIn.base}/__stand-in/${path}`, body);
const fault = (path: string, what: Record<string, unknown>, times = 1) => control('faults', { path, times, ...what });
const login = async () => String((await control('login', { openid })).body.code);
const phoneCode = async () => String((await control('phone', { openid })).body.code);
const grant = () => control('grant', { openid, templateIds: ['template-booked'] });
const arrived = async () =>
  ((await (await fetch(`${standIn.base}/__stand-in/messages`)).json()) as { messages: { data: Record<string, string> }[] }).messages;
const tokensFetched = async () => (await (await fetch(`${standIn.base}/__stand-in/token`)).json()) as { fetched: number; forced: number };

describe('signing in', () => {
  test('exchanges a code for the openid and keeps no session_key', async () => {
    expect(await wechat.codeToSession(await login())).toEqual({ ok: true, value: { openid, unionId: null } });
  });

  test('a code is good once', async () => {
    const code = await login();
    await wechat.codeToSession(code);
    expect(await wechat.codeToSession(code)).toMatchObject({ ok: false, refusal: 'code_used', errcode: 40163, retryAfterSeconds: null });
  });

  test.each([
    [{ errcode: 40029 }, 'code_invalid', null],
    [{ errcode: 40163 }, 'code_used', null],
    [{ errcode: 40226 }, 'user_blocked', null],
    [{ errcode: 40013 }, 'misconfigured', 600],
    [{ errcode: 40125 }, 'misconfigured', 600],
    [{ errcode: 45011 }, 'too_fast', 60],
    [{ errcode: -1 }, 'busy', 5],
    [{ errcode: 99999 }, 'unknown', 60],
    [{ status: 502 }, 'no_answer', 10],
    [{ delayMs: 2000 }, 'no_answer', 10],
    [{ dropBeforeEffect: true }, 'no_answer', 10],
  ])('%j is %s, try again after %p s', async (what, refusal, retryAfterSeconds) => {
    await fault('/sns/jscode2session', what);
    expect(await wechat.codeToSession(await login())).toMatchObject({ ok: false, refusal, retryAfterSeconds });
  });

  test('an answer lost after the effect has used the code up', async () => {
    const code = await login();
    await fault('/sns/jscode2session', { dropAfterEffect: true });
    expect(await wechat.codeToSession(code)).toMatchObject({ refusal: 'no_answer', effect: 'unknown' });
    expect(await wechat.codeToSession(code)).toMatchObject({ refusal: 'code_used' });
  });

  test('a server that is not there has had no effect', async () => {
    const nowhere = createWechat({ base: await deadAddress(), ...account, tokens: store, clock, timeoutMs: 400 });
    expect(await nowhere.codeToSession('x')).toMatchObject({ refusal: 'unreachable', effect: 'none', detail: 'ECONNREFUSED' });
  });

  test('a page of HTML with status 200 is no answer', async () => {
    const portal = await serveApp({ fetch: () => new Response('<html>网络登录</html>') });
    const behind = createWechat({ base: portal.base, ...account, tokens: store, clock, timeoutMs: 400 });
    expect(await behind.codeToSession('x')).toMatchObject({ refusal: 'no_answer', errcode: null });
    await portal.close();
  });

  test('no failure carries the secret or the token', async () => {
    await fault('*', { dropBeforeEffect: true }, 3);
    const failures = [await wechat.codeToSession(await login()), await wechat.phoneNumber('x'), await wechat.checkText(openid, 'comment', '您好')];
    expect(JSON.stringify(failures)).not.toContain(account.secret);
  });
});

describe('phone number', () => {
  test('gives the number behind the tap', async () => {
    expect(await wechat.phoneNumber(await phoneCode())).toEqual({
      ok: true,
      value: { phone: expect.stringMatching(/^1\d{10}$/), countryCode: '86' },
    });
  });

  test('a used code is invalid', async () => {
    const code = await phoneCode();
    await wechat.phoneNumber(code);
    expect(await wechat.phoneNumber(code)).toMatchObject({ refusal: 'code_invalid', errcode: 40029 });
  });
});

describe('subscribe messages', () => {
  beforeEach(login);

  test('arrive with fields fitted to the limits', async () => {
    await grant();
    expect(await wechat.sendSubscribeMessage(message)).toEqual({ ok: true, value: { messageId: '1864323726461255681' } });
    expect((await arrived()).map((one) => one.data)).toEqual([
      { thing1: '居住证申领，虎门镇综合服务大厅二楼…', phrase2: '已确认', character_string3: 'H7K2MN' },
    ]);
  });

  test('without a grant are refused as no_grant', async () => {
    expect(await wechat.sendSubscribeMessage(message)).toMatchObject({
      refusal: 'no_grant',
      errcode: 43101,
      effect: 'none',
      retryAfterSeconds: null,
    });
  });

  test.each([
    [{ errcode: 40003 }, 'openid_invalid', 'none'],
    [{ errcode: 40037 }, 'template_invalid', 'none'],
    [{ errcode: 41030 }, 'page_invalid', 'none'],
    [{ errcode: 43101 }, 'no_grant', 'none'],
    [{ errcode: 47003 }, 'field_invalid', 'none'],
    [{ errcode: 45009 }, 'quota_used_up', 'none'],
    [{ errcode: -1 }, 'busy', 'unknown'],
    [{ status: 500 }, 'no_answer', 'unknown'],
    [{ delayMs: 2000 }, 'no_answer', 'unknown'],
  ])('%j is %s, effect %s', async (what, refusal, effect) => {
    await grant();
    await fault('/cgi-bin/message/subscribe/send', what);
    expect(await wechat.sendSubscribeMessage(message)).toMatchObject({ ok: false, refusal, effect });
  });

  test('whose answer is lost have arrived; sending again says no_grant and does not send twice', async () => {
    await grant();
    await fault('/cgi-bin/message/subscribe/send', { dropAfterEffect: true });
    expect(await wechat.sendSubscribeMessage(message)).toMatchObject({ refusal: 'no_answer', effect: 'unknown' });
    expect(await wechat.sendSubscribeMessage(message)).toMatchObject({ refusal: 'no_grant' });
    expect(await arrived()).toHaveLength(1);
  });
});

describe('mini-program code', () => {
  test('is a picture', async () => {
    const code = await wechat.miniProgramCode('c=H7K2MN', 'pages/check-in/index');
    expect(code).toMatchObject({ ok: true, value: { contentType: 'image/png' } });
  });

  test('a scene of 33 characters is refused', async () => {
    expect(await wechat.miniProgramCode('a'.repeat(33), 'pages/check-in/index')).toMatchObject({ refusal: 'scene_invalid', errcode: 40169 });
  });

  test.each([
    [41030, 'page_invalid'],
    [45009, 'quota_used_up'],
  ])('%d is %s', async (errcode, refusal) => {
    await fault('/wxa/getwxacodeunlimit', { errcode });
    expect(await wechat.miniProgramCode('a', 'pages/home/index')).toMatchObject({ refusal, errcode });
  });
});

describe('text check', () => {
  test.each([
    ['请问怎么办居住证', 'pass'],
    ['赌博', 'risky'],
  ] as const)('%s: %s', async (words, suggest) => {
    await login();
    expect(await wechat.checkText(openid, 'comment', words)).toMatchObject({ ok: true, value: { suggest, traceId: expect.any(String) } });
  });

  test('of somebody not seen for two hours is refused', async () => {
    await login();
    clock.advance(2 * 3_600_000 + 1);
    expect(await wechat.checkText(openid, 'comment', '您好')).toMatchObject({ refusal: 'openid_not_recent', errcode: 61010 });
  });

  test('of 2,501 characters is refused', async () => {
    await login();
    expect(await wechat.checkText(openid, 'comment', '好'.repeat(2501))).toMatchObject({ refusal: 'text_too_long' });
  });
});

describe('the access token', () => {
  const anyCall = () => wechat.miniProgramCode('a', 'pages/home/index');

  test('is fetched once and used for every call', async () => {
    for (let count = 0; count < 5; count += 1) expect(await anyCall()).toMatchObject({ ok: true });
    expect(await tokensFetched()).toEqual({ fetched: 1, forced: 0 });
  });

  test('is renewed within its last five minutes and not before', async () => {
    await anyCall();
    const first = store.kept?.token;
    clock.advance(7200_000 - 270_001);
    await anyCall();
    expect(store.kept?.token).toBe(first);
    clock.advance(1);
    await anyCall();
    expect(store.kept?.token).not.toBe(first);
    expect(await tokensFetched()).toEqual({ fetched: 2, forced: 0 });
  });

  test('serves on while the token interface fails before its end', async () => {
    await anyCall();
    clock.advance(7200_000 - 60_000);
    await fault('/cgi-bin/stable_token', { status: 503 });
    expect(await anyCall()).toMatchObject({ ok: true });
    expect(await anyCall()).toMatchObject({ ok: true });
    expect(store.kept?.expiresAt).toBe('2026-11-23T04:59:00.000Z');
  });

  test.each([40001, 42001, 40014])('refused with %d is replaced and the call repeated', async (errcode) => {
    await anyCall();
    const first = store.kept?.token;
    await fault('/wxa/getwxacodeunlimit', { errcode });
    expect(await anyCall()).toMatchObject({ ok: true });
    expect(store.kept?.token).not.toBe(first);
  });

  test('replaced by someone else is taken over without forcing', async () => {
    await anyCall();
    await control('revoke-token', {});
    expect(await anyCall()).toMatchObject({ ok: true });
    expect(await tokensFetched()).toEqual({ fetched: 2, forced: 0 });
  });

  test('that WeChat goes on refusing ends in token_rejected, not in a loop', async () => {
    await fault('/wxa/getwxacodeunlimit', { errcode: 40001 }, 10);
    expect(await anyCall()).toMatchObject({ refusal: 'token_rejected', errcode: 40001, retryAfterSeconds: 30 });
    expect((await tokensFetched()).fetched).toBeLessThanOrEqual(3);
  });

  test.each([
    [{ errcode: 40013 }, 'misconfigured'],
    [{ errcode: 40125 }, 'misconfigured'],
    [{ errcode: 40001 }, 'misconfigured'],
    [{ errcode: 45009 }, 'quota_used_up'],
    [{ errcode: 45011 }, 'too_fast'],
    [{ status: 500 }, 'unreachable'],
    [{ delayMs: 2000 }, 'unreachable'],
  ])('that cannot be had (%j) is %s without effect', async (what, refusal) => {
    await fault('/cgi-bin/stable_token', what);
    expect(await anyCall()).toMatchObject({ ok: false, refusal, effect: 'none' });
  });
});

test('the environment names the base address, with a prefix if need be', async () => {
  const env = { WECHAT_BASE: `${standIn.base}/`, WECHAT_APPID: account.appId, WECHAT_SECRET: account.secret };
  expect(await wechatFromEnv(env, store, clock).codeToSession(await login())).toMatchObject({ ok: true });
});
