import { aMiniProgram, anEchoServer, callWx, type EchoServer, openFixture, putAway } from './fixture';
import type { Phone } from './runtime/phone';
import type { PhoneStorage } from './runtime/storage';

afterEach(putAway);

const page = { wxml: '<button bindtap="ask">问</button>', js: '{ wx: () => wx, ask() { this.asked && this.asked() } }' };
const home = () => aMiniProgram({ 'pages/home': page });

/** Calls wx from inside the handler of a tap. */
async function callInTap(phone: Phone, api: string, options: Record<string, unknown>): Promise<unknown> {
  let answered: Promise<unknown> | undefined;
  phone.mini.stack.top().instance.asked = () => {
    answered = callWx(phone, api, options);
  };
  await phone.tap('问');
  return answered;
}

describe('storage', () => {
  test('keeps JSON copies and says when there is nothing', async () => {
    const phone = await openFixture(home());
    expect(await callWx(phone, 'getStorage', { key: 'draft' })).toEqual({ errMsg: 'getStorage:fail data not found' });
    await callWx(phone, 'setStorage', { key: 'draft', data: { name: '张三', at: undefined } });
    expect(await callWx(phone, 'getStorage', { key: 'draft' })).toEqual({ errMsg: 'getStorage:ok', data: { name: '张三' } });
    const wx = (phone.mini.stack.top().instance.wx as () => { getStorageSync: (key: string) => unknown })();
    expect([wx.getStorageSync('draft'), wx.getStorageSync('other')]).toEqual([{ name: '张三' }, '']);
  });

  test('refuses an empty key, 1 MB in one entry and 10 MB in all', async () => {
    const phone = await openFixture(home());
    expect(await callWx(phone, 'setStorage', { key: '', data: 1 })).toMatchObject({
      errMsg: expect.stringContaining('should be a non-empty String'),
    });
    expect(await callWx(phone, 'setStorage', { key: 'a', data: 'x'.repeat(1024 * 1024) })).toEqual({
      errMsg: 'setStorage:fail entry size limit reached',
    });
    for (let i = 0; i < 10; i++) await callWx(phone, 'setStorage', { key: `k${i}`, data: 'x'.repeat(1024 * 1024 - 64) });
    expect(await callWx(phone, 'setStorage', { key: 'last', data: 'x'.repeat(4096) })).toEqual({
      errMsg: 'setStorage:fail exceed storage max size 10Mb',
    });
  });

  test('survives a restart on the same phone', async () => {
    const storage: PhoneStorage = new Map();
    await callWx(await openFixture(home(), { storage }), 'setStorage', { key: 'elder', data: true });
    expect(await callWx(await openFixture(home(), { storage }), 'getStorage', { key: 'elder' })).toMatchObject({ data: true });
  });
});

describe('request', () => {
  let server: EchoServer;
  beforeEach(async () => {
    server = await anEchoServer();
  });
  afterEach(() => server.close());
  const builtFor = 'https://api.example.cn';
  const open = () => openFixture(home(), { apiBase: server.url, builtFor });

  test('goes to the server that stands for the address of the build, JSON both ways', async () => {
    const phone = await open();
    const answer = await callWx(phone, 'request', {
      url: `${builtFor}/book?x=1`,
      method: 'POST',
      data: { hall: '南城' },
      header: { Referer: 'no', 'Idempotency-Key': 'k1' },
    });
    expect(answer).toMatchObject({
      errMsg: 'request:ok',
      statusCode: 200,
      header: { 'X-Trace': 'abc', Date: expect.any(String) },
      data: { method: 'POST', url: '/book?x=1', body: '{"hall":"南城"}' },
    });
    expect(server.received[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'idempotency-key': 'k1' });
    expect(server.received[0]?.headers.referer).toBeUndefined();
  });

  test('puts the data of a GET into the address', async () => {
    await callWx(await open(), 'request', { url: `${builtFor}/items?a=1`, data: { q: '户口', n: 2 } });
    expect(server.received[0]?.url).toBe(`/items?a=1&q=${encodeURIComponent('户口')}&n=2`);
  });

  test('sends a form as a form', async () => {
    await callWx(await open(), 'request', {
      url: `${builtFor}/f`,
      method: 'POST',
      data: { a: '1 2' },
      header: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(server.received[0]?.body).toBe('a=1%202');
  });

  test('a 404 is a success, and text that is no JSON stays text', async () => {
    const phone = await open();
    expect(await callWx(phone, 'request', { url: `${builtFor}/missing` })).toMatchObject({ errMsg: 'request:ok', statusCode: 404 });
    expect(await callWx(phone, 'request', { url: `${builtFor}/text` })).toMatchObject({ data: 'plain words' });
  });

  test.each([
    [{ url: 'https://elsewhere.example.cn/x' }, 'request:fail url not in domain list'],
    [{ url: '/api/x' }, 'request:fail invalid url "/api/x"'],
    [{ url: `${builtFor}/x`, method: 'PATCH' }, 'request:fail method is invalid: PATCH'],
    [{ url: `${builtFor}/slow`, timeout: 50 }, 'request:fail timeout'],
  ])('refuses %j', async (options, errMsg) => {
    expect(await callWx(await open(), 'request', options)).toMatchObject({ errMsg });
  });

  test('fails as an object with errMsg when nobody answers, when the network is gone and when the answer is lost', async () => {
    const phone = await openFixture(home(), { apiBase: 'http://127.0.0.1:9', builtFor });
    expect(await callWx(phone, 'request', { url: `${builtFor}/x` })).toMatchObject({
      errMsg: expect.stringContaining('ERR_CONNECTION_REFUSED'),
      errno: 600001,
    });
    await phone.goOffline();
    expect(await callWx(phone, 'request', { url: `${builtFor}/x` })).toMatchObject({ errMsg: expect.stringContaining('ERR_INTERNET_DISCONNECTED') });
    const tunnel = await open();
    tunnel.mini.network.loseAnswers = 1;
    expect(await callWx(tunnel, 'request', { url: `${builtFor}/x` })).toMatchObject({ errMsg: expect.stringContaining('ERR_CONNECTION_RESET') });
    expect(server.received).toHaveLength(1);
  });

  test('can be aborted', async () => {
    const phone = await open();
    const wx = (phone.mini.stack.top().instance.wx as () => { request: (options: object) => { abort(): void } })();
    const answered = new Promise((resolve) => wx.request({ url: `${builtFor}/slow`, fail: resolve }).abort());
    expect(await answered).toMatchObject({ errMsg: 'request:fail abort' });
  });
});

describe('dialogs', () => {
  test('a modal covers the page until it is answered', async () => {
    const phone = await openFixture(home());
    const answered = callWx(phone, 'showModal', { title: '取消预约？', content: '名额会放出' });
    await expect(phone.tap('问')).rejects.toThrow('A modal covers the page and does not offer "问"');
    expect(phone.lines()).toEqual(['问', '取消预约？', '名额会放出', '取消', '确定']);
    await phone.tap('确定');
    expect(await answered).toMatchObject({ confirm: true, cancel: false });
  });

  test('an action sheet gives the index, or fails when cancelled', async () => {
    const phone = await openFixture(home());
    const first = callWx(phone, 'showActionSheet', { itemList: ['改期', '取消预约'] });
    await phone.tap('取消预约');
    expect(await first).toMatchObject({ tapIndex: 1 });
    const second = callWx(phone, 'showActionSheet', { itemList: ['改期'] });
    await phone.tap('取消');
    expect(await second).toEqual({ errMsg: 'showActionSheet:fail cancel' });
  });

  test.each([
    ['showModal', { confirmText: '我已经知道' }, 'showModal:fail confirmText length should not larger than 4 Chinese characters'],
    [
      'showActionSheet',
      { itemList: ['1', '2', '3', '4', '5', '6', '7'] },
      'showActionSheet:fail parameter error: itemList should not be larger than 6',
    ],
    ['setTabBarBadge', { index: 0, text: '1' }, 'setTabBarBadge:fail not TabBar page'],
  ])('%s refuses %j', async (api, options, errMsg) => {
    expect(await callWx(await openFixture(home()), api, options)).toEqual({ errMsg });
  });

  test('toasts are kept', async () => {
    const phone = await openFixture(home());
    await callWx(phone, 'showToast', { title: '已保存' });
    expect(phone.toast).toBe('已保存');
  });
});

describe('what WeChat asks the person', () => {
  test('the subscribe dialog opens only out of a tap, for at most three templates', async () => {
    const phone = await openFixture(home());
    expect(await callWx(phone, 'requestSubscribeMessage', { tmplIds: ['a'] })).toMatchObject({
      errMsg: 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.',
    });
    expect(await callInTap(phone, 'requestSubscribeMessage', { tmplIds: ['a', 'b', 'c', 'd'] })).toMatchObject({ errCode: 20003 });
    phone.person.subscribes = { a: 'accept' };
    expect(await callInTap(phone, 'requestSubscribeMessage', { tmplIds: ['a', 'b'] })).toEqual({
      a: 'accept',
      b: 'reject',
      errMsg: 'requestSubscribeMessage:ok',
    });
  });

  test('login gives a code of the person, or fails', async () => {
    const phone = await openFixture(home());
    expect(await callWx(phone, 'login')).toEqual({ code: 'login-of-o-fixture', errMsg: 'login:ok' });
    phone.person.canLogin = false;
    expect(await callWx(phone, 'login')).toMatchObject({ errMsg: expect.stringMatching(/^login:fail/) });
  });

  test('a scan gives what the camera sees, or was cancelled', async () => {
    const phone = await openFixture(home());
    phone.person.scans.push('code-1');
    expect(await callWx(phone, 'scanCode')).toMatchObject({ result: 'code-1' });
    expect(await callWx(phone, 'scanCode')).toEqual({ errMsg: 'scanCode:fail cancel' });
  });

  test('a location must be declared, agreed to and allowed', async () => {
    expect(await callWx(await openFixture(home()), 'getLocation')).toMatchObject({
      errMsg: expect.stringContaining('need to be declared in the requiredPrivateInfos'),
    });
    const declared = () => aMiniProgram({ 'pages/home': page }, { requiredPrivateInfos: ['getLocation'] });
    const unwilling = await openFixture(declared());
    unwilling.person.privacy = 'disagree';
    expect(await callWx(unwilling, 'getLocation')).toMatchObject({ errno: 104, errMsg: 'getLocation:fail privacy permission is not authorized' });
    unwilling.person.privacy = 'agree';
    unwilling.person.refusedScopes.add('scope.userLocation');
    expect(await callWx(unwilling, 'getLocation')).toMatchObject({ errMsg: 'getLocation:fail auth deny' });
    expect(await callWx(await openFixture(declared()), 'getLocation')).toMatchObject({ latitude: 23.0207 });
  });

  test('the mini-program’s own privacy notice is asked instead of WeChat’s', async () => {
    const js = `{ data: { asks: false }, wx: () => wx,
      onLoad() { wx.onNeedPrivacyAuthorization((resolve, info) => { this.resolve = resolve; this.setData({ asks: info.referrer }) }) },
      agree() { this.resolve({ event: 'agree', buttonId: 'agree' }) } }`;
    const wxml =
      '<view wx:if="{{asks}}">隐私 {{asks}}<button id="agree" open-type="agreePrivacyAuthorization" bindagreeprivacyauthorization="agree">同意</button></view>';
    const phone = await openFixture(aMiniProgram({ 'pages/home': { wxml, js } }));
    phone.person.photos = [{ tempFilePath: 'http://tmp/a.jpg', size: 10 }];
    const answered = callWx(phone, 'chooseMedia');
    await phone.until(() => phone.shows('隐私 chooseMedia'));
    await phone.tap('同意');
    expect(await answered).toMatchObject({ tempFiles: [{ tempFilePath: 'http://tmp/a.jpg' }] });
  });

  test('the phone-number button gives a code, or a refusal', async () => {
    const js = '{ data: { got: "" }, got(event) { this.setData({ got: event.detail.code || event.detail.errMsg }) } }';
    const phone = await openFixture(
      aMiniProgram({ 'pages/home': { wxml: '<button open-type="getPhoneNumber" bindgetphonenumber="got">手机号</button><view>{{got}}</view>', js } }),
    );
    await phone.tap('手机号');
    expect(phone.lines()).toEqual(['手机号', 'phone-of-o-fixture']);
    phone.person.sharesPhone = false;
    await phone.tap('手机号');
    expect(phone.lines()).toEqual(['手机号', 'getPhoneNumber:fail user deny']);
  });
});
