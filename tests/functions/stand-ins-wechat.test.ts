import { type TestClock, testClock } from '../../functions/ports/clock';
import { wechatStandIn } from '../../functions/stand-ins/wechat';
import { post, serveApp, type Served } from './stand-in-server';

const account = { appid: 'wx0000000000000001', secret: 'secret-of-the-stand-in' };
const lin = { openid: 'oLIN000000000000000000000001', name: '林一', role: 'citizen', description: '群众', phone: '19900000001' } as const;

let clock: TestClock;
let wechat: Served;

beforeEach(async () => {
  clock = testClock('2026-11-23T01:00:00.000Z');
  wechat = await serveApp(
    wechatStandIn({
      appId: account.appid,
      secret: account.secret,
      clock,
      people: [lin],
      templates: { 'template-booked': ['thing1', 'time2', 'phrase3'] },
      pages: ['pages/home/index', 'pages/check-in/index'],
      riskyWords: ['赌博'],
      reviewWords: ['代办'],
    }),
  );
});
afterEach(() => wechat.close());

const get = async (path: string) => (await fetch(`${wechat.base}${path}`)).json() as Promise<Record<string, unknown>>;
const session = (changes: Record<string, string> = {}) =>
  get(`/sns/jscode2session?${new URLSearchParams({ ...account, grant_type: 'authorization_code', ...changes })}`);
const login = async () => String((await post(`${wechat.base}/__stand-in/login`, { openid: lin.openid })).body.code);
const tokenCall = async (body: Record<string, unknown> = {}) =>
  (await post(`${wechat.base}/cgi-bin/stable_token`, { grant_type: 'client_credential', ...account, ...body })).body;
const token = async () => String((await tokenCall()).access_token);
const call = async (path: string, body: unknown, accessToken?: string) =>
  post(`${wechat.base}${path}?access_token=${accessToken ?? (await token())}`, body);

describe('sns/jscode2session', () => {
  test('gives openid and session_key for a code, without an errcode', async () => {
    const answer = await session({ js_code: await login() });
    expect(answer).toEqual({ openid: lin.openid, session_key: expect.stringMatching(/^[\w+/]{22}==$/) });
  });

  test('takes a code once: 40163 the second time', async () => {
    const code = await login();
    await session({ js_code: code });
    expect(await session({ js_code: code })).toMatchObject({ errcode: 40163, errmsg: expect.stringMatching(/^code been used rid: [\da-f]{8}-/) });
  });

  test('takes a code for five minutes: good a moment before, 40029 at the end', async () => {
    const [early, late] = [await login(), await login()];
    clock.advance(5 * 60_000 - 1);
    expect(await session({ js_code: early })).toHaveProperty('openid');
    clock.advance(1);
    expect(await session({ js_code: late })).toMatchObject({ errcode: 40029 });
  });

  test.each([
    [{ js_code: 'never-issued' }, 40029],
    [{ js_code: '' }, 41008],
    [{ js_code: 'x', appid: 'wx1' }, 40013],
    [{ js_code: 'x', appid: '' }, 41002],
    [{ js_code: 'x', secret: 'wrong' }, 40125],
    [{ js_code: 'x', secret: '' }, 41004],
    [{ js_code: 'x', grant_type: 'password' }, 40002],
  ])('refuses %j with %d and HTTP 200', async (changes, errcode) => {
    expect(await session(changes as Record<string, string>)).toMatchObject({ errcode });
  });

  test('lets one user through a hundred times a minute, then answers 45011 until the next minute', async () => {
    for (let count = 0; count < 100; count += 1) expect(await session({ js_code: await login() })).toHaveProperty('openid');
    expect(await session({ js_code: await login() })).toMatchObject({ errcode: 45011 });
    clock.advance(60_000);
    expect(await session({ js_code: await login() })).toHaveProperty('openid');
  });
});

describe('cgi-bin/stable_token', () => {
  test('repeats the living token in normal mode, with the time it has left', async () => {
    const first = await tokenCall();
    clock.advance(1_000_000);
    expect(first.expires_in).toBe(7200);
    expect(await tokenCall()).toEqual({ access_token: first.access_token, expires_in: 6200 });
  });

  test('gives a new token within the last five minutes and lets the old one work to its end', async () => {
    const old = await token();
    clock.advance(7200_000 - 300_000);
    const renewed = await token();
    expect(renewed).not.toBe(old);
    expect((await call('/wxa/getwxacodeunlimit', { scene: '' }, old)).body.errcode).toBe(40169);
    clock.advance(300_000);
    expect((await call('/wxa/getwxacodeunlimit', { scene: '' }, old)).body.errcode).toBe(42001);
  });

  test('kills the old token when forced, twenty times a day, not twice within 30 seconds', async () => {
    let living = await token();
    for (let count = 0; count < 20; count += 1) {
      const forced = String((await tokenCall({ force_refresh: true })).access_token);
      expect(forced).not.toBe(living);
      expect((await call('/wxa/getwxacodeunlimit', { scene: '' }, living)).body.errcode).toBe(40001);
      expect((await tokenCall({ force_refresh: true })).access_token).toBe(forced);
      living = forced;
      clock.advance(30_000);
    }
    expect(await tokenCall({ force_refresh: true })).toMatchObject({ errcode: 45009 });
  });

  test.each([
    [{ appid: 'wx1' }, 40013],
    [{ secret: 'wrong' }, 40125],
    [{ grant_type: 'x' }, 40002],
  ])('refuses %j with %d', async (changes, errcode) => {
    expect(await tokenCall(changes)).toMatchObject({ errcode });
  });

  test('wants POST and JSON', async () => {
    expect(await get('/cgi-bin/stable_token')).toMatchObject({ errcode: 43002 });
    const broken = await fetch(`${wechat.base}/cgi-bin/stable_token`, { method: 'POST', body: '{' });
    expect(await broken.json()).toMatchObject({ errcode: 47001 });
  });
});

describe('wxa/business/getuserphonenumber', () => {
  const phoneCode = async () => String((await post(`${wechat.base}/__stand-in/phone`, { openid: lin.openid })).body.code);

  test('gives the number of the person who tapped', async () => {
    const answer = await call('/wxa/business/getuserphonenumber', { code: await phoneCode() });
    expect(answer.body).toMatchObject({
      errcode: 0,
      phone_info: { purePhoneNumber: lin.phone, countryCode: '86', watermark: { appid: account.appid } },
    });
  });

  test('takes a code once and for five minutes: 40029 otherwise', async () => {
    const [used, late] = [await phoneCode(), await phoneCode()];
    await call('/wxa/business/getuserphonenumber', { code: used });
    expect((await call('/wxa/business/getuserphonenumber', { code: used })).body.errcode).toBe(40029);
    clock.advance(300_000);
    expect((await call('/wxa/business/getuserphonenumber', { code: late })).body.errcode).toBe(40029);
    expect((await call('/wxa/business/getuserphonenumber', { code: 'x' })).body.errcode).toBe(40029);
  });

  test('wants a token: 41001 missing, 40001 unknown, 42001 past its time', async () => {
    expect((await post(`${wechat.base}/wxa/business/getuserphonenumber`, { code: 'x' })).body.errcode).toBe(41001);
    expect((await call('/wxa/business/getuserphonenumber', { code: 'x' }, 'made-up')).body.errcode).toBe(40001);
    const old = await token();
    clock.advance(7200_000);
    expect((await call('/wxa/business/getuserphonenumber', { code: 'x' }, old)).body.errcode).toBe(42001);
  });
});

describe('cgi-bin/message/subscribe/send', () => {
  const data = { thing1: { value: '居住证申领' }, time2: { value: '2026年11月24日 09:30' }, phrase3: { value: '已确认' } };
  const send = (changes: Record<string, unknown> = {}) =>
    call('/cgi-bin/message/subscribe/send', { touser: lin.openid, template_id: 'template-booked', page: 'pages/home/index?id=1', data, ...changes });
  const grant = () => post(`${wechat.base}/__stand-in/grant`, { openid: lin.openid, templateIds: ['template-booked'] });

  test('one grant is one message', async () => {
    await grant();
    expect((await send()).body).toMatchObject({ errcode: 0, errmsg: 'ok' });
    expect((await send()).body).toMatchObject({ errcode: 43101, errmsg: expect.stringContaining('user refuse to accept the msg') });
    const kept = (await get(`/__stand-in/messages?openid=${lin.openid}`)).messages;
    expect(kept).toEqual([
      expect.objectContaining({ templateId: 'template-booked', data: { thing1: '居住证申领', time2: '2026年11月24日 09:30', phrase3: '已确认' } }),
    ]);
  });

  test('a refused message leaves the grant', async () => {
    await grant();
    expect((await send({ data: {} })).body.errcode).toBe(47003);
    expect((await send()).body.errcode).toBe(0);
  });

  test.each([
    [{ touser: 'oSTRANGER' }, 40003, 'invalid openid'],
    [{ template_id: 'unknown' }, 40037, 'invalid template_id'],
    [{ page: 'pages/nowhere' }, 41030, 'invalid page'],
    [{ data: { ...data, time2: undefined } }, 47003, 'argument invalid! data.time2.value is empty'],
    [{ data: { ...data, thing1: { value: '' } } }, 47003, 'data.thing1.value is empty'],
    [{ data: { ...data, thing1: { value: '居'.repeat(21) } } }, 47003, 'data.thing1.value invalid'],
    [{ data: { ...data, phrase3: { value: '已经确认好了' } } }, 47003, 'data.phrase3.value invalid'],
    [{ data: { ...data, phrase3: { value: 'OK' } } }, 47003, 'data.phrase3.value invalid'],
    [{ data: { ...data, time2: { value: '2026-11-24T01:30:00Z' } } }, 47003, 'data.time2.value invalid'],
  ])('refuses %j with %d', async (changes, errcode, words) => {
    await grant();
    expect((await send(changes)).body).toMatchObject({ errcode, errmsg: expect.stringContaining(words) });
  });

  test('a tap grants at most three templates', async () => {
    const templateIds = ['a', 'b', 'c', 'd'];
    expect((await post(`${wechat.base}/__stand-in/grant`, { openid: lin.openid, templateIds })).status).toBe(400);
  });
});

describe('wxa/getwxacodeunlimit', () => {
  const draw = async (body: unknown) =>
    fetch(`${wechat.base}/wxa/getwxacodeunlimit?access_token=${await token()}`, { method: 'POST', body: JSON.stringify(body) });

  test('answers a real PNG', async () => {
    const response = await draw({ scene: 'h=humen&c=1', page: 'pages/check-in/index' });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
    expect(bytes.readUInt32BE(16)).toBeGreaterThanOrEqual(280);
    expect(bytes.readUInt32BE(16)).toBe(bytes.readUInt32BE(20));
  });

  test.each([
    ['a'.repeat(32), null],
    ['a'.repeat(33), 40169],
    ['', 40169],
    ['大厅', 40169],
    ['a b', 40169],
  ])('scene %j: %p', async (scene, errcode) => {
    const response = await draw({ scene, page: 'pages/home/index' });
    if (errcode === null) expect(response.headers.get('content-type')).toBe('image/png');
    else expect(await response.json()).toMatchObject({ errcode });
  });

  test.each(['/pages/home/index', 'pages/home/index?x=1', 'pages/nowhere'])('refuses page %s with 41030', async (page) => {
    expect(await (await draw({ scene: 'a', page })).json()).toMatchObject({ errcode: 41030 });
  });
});

describe('wxa/msg_sec_check', () => {
  const check = (changes: Record<string, unknown> = {}) =>
    call('/wxa/msg_sec_check', { content: '您好', version: 2, scene: 2, openid: lin.openid, ...changes });

  beforeEach(() => login());

  test.each([
    ['请问怎么办居住证', 'pass', 100],
    ['可以代办吗', 'review', 20001],
    ['赌博', 'risky', 20001],
    ['特3456书yuuo莞6543李zxcz蒜7782法fgnv级', 'risky', 20001],
  ])('%s: %s', async (content, suggest, label) => {
    expect((await check({ content })).body).toMatchObject({ errcode: 0, result: { suggest, label }, trace_id: expect.any(String) });
  });

  test('wants a user who opened the mini-program within two hours', async () => {
    clock.advance(2 * 3_600_000);
    expect((await check()).body.errcode).toBe(0);
    clock.advance(1);
    expect((await check()).body.errcode).toBe(61010);
  });

  test.each([
    [{ openid: 'oSTRANGER' }, 40003],
    [{ scene: 0 }, 40097],
    [{ scene: 5 }, 40097],
    [{ content: '好'.repeat(2501) }, 45002],
    [{ content: '' }, 44002],
    [{ content: '赌博', version: 1 }, 87014],
  ])('refuses %j with %d', async (changes, errcode) => {
    expect((await check(changes)).body.errcode).toBe(errcode);
  });

  test('takes 2,500 characters', async () => {
    expect((await check({ content: '好'.repeat(2500) })).body.errcode).toBe(0);
  });
});

describe('the sign-in page', () => {
  const choose = (redirect: string, openid: string) =>
    fetch(`${wechat.base}/choose?redirect=${encodeURIComponent(redirect)}`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ openid }),
    });

  test('says that it is a stand-in, lists the people by role and loads nothing from elsewhere', async () => {
    const response = await fetch(`${wechat.base}/choose?redirect=/`);
    const page = await response.text();
    expect(page).toContain('不是微信');
    expect(page).toContain('虚构');
    expect(page).toContain('林一');
    expect(page).toContain('一位没来过的群众');
    expect(page).not.toMatch(/<script|<link|src=|https?:/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('sends the chosen person back with a code in the query, before the hash', async () => {
    const response = await choose('/app/?from=home&code=old#/pages/mine/index?tab=1', lin.openid);
    const location = new URL(response.headers.get('location') ?? '', wechat.base);
    expect(response.status).toBe(303);
    expect([location.pathname, location.searchParams.get('from'), location.hash]).toEqual(['/app/', 'home', '#/pages/mine/index?tab=1']);
    expect(await session({ js_code: location.searchParams.get('code') ?? '' })).toMatchObject({ openid: lin.openid });
  });

  test('makes a newcomer whom nobody has seen', async () => {
    const codes = await Promise.all([choose('/', 'new'), choose('/', 'new')]);
    const openids = await Promise.all(
      codes.map(
        async (response) =>
          (await session({ js_code: new URL(response.headers.get('location') ?? '', wechat.base).searchParams.get('code') ?? '' })).openid,
      ),
    );
    expect(openids[0]).toMatch(/^o[\w-]{27}$/);
    expect(openids[0]).not.toBe(openids[1]);
  });

  test.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example',
    'javascript:alert(1)',
    'home',
    '',
  ])('does not lead away: %j', async (redirect) => {
    expect((await choose(redirect, lin.openid)).status).toBe(400);
    expect((await fetch(`${wechat.base}/choose?redirect=${encodeURIComponent(redirect)}`)).status).toBe(400);
  });

  test('refuses somebody who is not on the list', async () => {
    expect((await choose('/', 'oSOMEBODY')).status).toBe(400);
  });

  test('escapes what people are called', async () => {
    const named = await serveApp(wechatStandIn({ appId: 'a', secret: 'b', people: [{ ...lin, name: '<b>&"' }] }));
    const page = await (await fetch(`${named.base}/choose?redirect=/`)).text();
    await named.close();
    expect(page).toContain('&lt;b&gt;&amp;&quot;');
  });
});

describe('under a prefix of another server', () => {
  test('speaks the same protocol and breaks connections just the same', async () => {
    const { Hono } = await import('hono');
    const house = await serveApp(new Hono().route('/stand-in/wechat', wechatStandIn({ appId: account.appid, secret: account.secret })));
    const base = `${house.base}/stand-in/wechat`;
    expect((await post(`${base}/cgi-bin/stable_token`, { grant_type: 'client_credential', ...account })).body).toHaveProperty('access_token');
    await post(`${base}/__stand-in/faults`, { path: '/cgi-bin/stable_token', dropAfterEffect: true });
    await expect(fetch(`${base}/cgi-bin/stable_token`, { method: 'POST', body: '{}' }).then((answer) => answer.text())).rejects.toThrow();
    await house.close();
  });
});
