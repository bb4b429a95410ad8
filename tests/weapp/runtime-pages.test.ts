import { aMiniProgram, callWx, openFixture, putAway, type PageSource } from './fixture';
import { applyData, parseDataPath } from './runtime/data';

afterEach(putAway);

const asks = '{ wx: () => wx }';
const plain: PageSource = { js: asks };

function city(): string {
  return aMiniProgram(
    { 'pages/home': plain, 'pages/mine': plain, 'pages/form': plain, 'staff/list': plain },
    {
      tabBar: {
        list: [
          { pagePath: 'pages/home', text: '首页' },
          { pagePath: 'pages/mine', text: '我的' },
        ],
      },
      subPackages: [{ root: 'staff', pages: ['list'] }],
    },
  );
}

describe('the page stack refuses what WeChat refuses', () => {
  test('opens a tenth page and refuses the eleventh', async () => {
    const phone = await openFixture(city());
    for (let depth = 2; depth <= 10; depth++) {
      expect(await callWx(phone, 'navigateTo', { url: `/pages/form?depth=${depth}` })).toMatchObject({ errMsg: 'navigateTo:ok' });
    }
    expect(await callWx(phone, 'navigateTo', { url: '/pages/form' })).toEqual({ errMsg: 'navigateTo:fail webview count limit exceed' });
    expect(phone.query).toEqual({ depth: '10' });
  });

  test.each([
    ['navigateTo', { url: '/pages/mine' }, 'navigateTo:fail can not navigateTo a tabbar page'],
    ['redirectTo', { url: '/pages/mine' }, 'redirectTo:fail can not redirectTo a tabbar page'],
    ['switchTab', { url: '/pages/form' }, 'switchTab:fail can not switch to no-tabBar page'],
    ['switchTab', { url: '/pages/mine?x=1' }, 'switchTab:fail url should not contain a query'],
    ['navigateTo', { url: '/pages/nowhere' }, 'navigateTo:fail page "pages/nowhere" is not found'],
    ['reLaunch', { url: '/pages/nowhere' }, 'reLaunch:fail page "pages/nowhere" is not found'],
    ['navigateTo', {}, 'navigateTo:fail parameter error: parameter.url should be String instead of undefined'],
    ['navigateBack', {}, 'navigateBack:fail cannot navigate back at first page.'],
  ])('%s %j', async (api, options, errMsg) => {
    const phone = await openFixture(city());
    expect(await callWx(phone, api, options)).toEqual({ errMsg });
    expect(phone.path).toBe('pages/home');
  });

  test('answers with a rejected promise when no callback is given', async () => {
    const root = aMiniProgram({ 'pages/home': { js: "{ go() { return wx.navigateTo({ url: '/x' }) } }" } });
    const phone = await openFixture(root);
    const go = phone.mini.stack.top().instance.go as () => Promise<unknown>;
    await expect(go()).rejects.toEqual({ errMsg: 'navigateTo:fail page "x" is not found' });
  });
});

describe('the page stack does what WeChat does', () => {
  test('reads an address without a leading slash from the page that asks, and hands the query over undecoded', async () => {
    const phone = await openFixture(city());
    await callWx(phone, 'navigateTo', { url: 'form?name=%E5%BC%A0' });
    expect([phone.path, phone.query]).toEqual(['pages/form', { name: '%E5%BC%A0' }]);
  });

  test('keeps a tab page alive and closes what lay above it', async () => {
    const logged: PageSource = {
      js: `{ wx: () => wx, onLoad() { getApp().log.push('load ' + this.route) }, onShow() { getApp().log.push('show ' + this.route) },
             onHide() { getApp().log.push('hide ' + this.route) }, onUnload() { getApp().log.push('unload ' + this.route) } }`,
    };
    const list = ['home', 'mine'].map((name) => ({ pagePath: name, text: name }));
    const phone = await openFixture(
      aMiniProgram({ home: logged, mine: logged, form: logged }, { tabBar: { list } }, { 'app.js': 'App({ log: [] })' }),
    );
    await callWx(phone, 'navigateTo', { url: '/form' });
    await callWx(phone, 'switchTab', { url: '/mine' });
    await callWx(phone, 'switchTab', { url: '/home' });
    expect(phone.mini.getApp().log).toEqual([
      'load home',
      'show home',
      'hide home',
      'load form',
      'show form',
      'unload form',
      'load mine',
      'show mine',
      'hide mine',
      'show home',
    ]);
  });

  test('opens a page of a subpackage', async () => {
    const phone = await openFixture(city());
    await callWx(phone, 'navigateTo', { url: '/staff/list' });
    expect(phone.text()).toBe('staff/list');
  });

  test('goes back by as many pages as asked, at most to the first', async () => {
    const phone = await openFixture(city());
    for (const x of [1, 2, 3]) await callWx(phone, 'navigateTo', { url: `/pages/form?x=${x}` });
    await callWx(phone, 'navigateBack', { delta: 2 });
    expect(phone.query).toEqual({ x: '1' });
    await callWx(phone, 'navigateBack', { delta: 9 });
    expect(phone.path).toBe('pages/home');
  });
});

describe('setData', () => {
  test('reads paths with and without a dot before the bracket', () => {
    expect(parseDataPath('root.cn.[0].cn.[12].v')).toEqual(['root', 'cn', 0, 'cn', 12, 'v']);
    expect(parseDataPath('a.b[2].c')).toEqual(['a', 'b', 2, 'c']);
  });

  test('makes what is missing on the way and skips undefined', () => {
    const data: Record<string, unknown> = { kept: 1 };
    applyData(data, { 'a.[1].b': 2, kept: undefined, 'c.d': [] });
    expect(data).toEqual({ kept: 1, a: [undefined, { b: 2 }], c: { d: [] } });
  });

  test('hands the view a copy, so that later changes of the object do not show', async () => {
    const js = "{ data: { list: [] }, onLoad() { const list = [{ name: '甲' }]; this.setData({ list }); list[0].name = '乙' } }";
    const phone = await openFixture(aMiniProgram({ 'pages/home': { wxml: '<view wx:for="{{list}}" wx:key="name">{{item.name}}</view>', js } }));
    expect(phone.text()).toBe('甲');
  });

  test('refuses more than 1 MB in one call and leaves the page as it was', async () => {
    const js = "{ data: { words: 'before' }, onLoad() { this.setData({ words: 'x'.repeat(1024 * 1024) }) } }";
    const opening = openFixture(aMiniProgram({ 'pages/home': { wxml: '<view>{{words}}</view>', js } }));
    await expect(opening).rejects.toThrow(/1025 KB in one call, the limit is 1024 KB[\s\S]*before/);
  });
});

describe('what goes wrong inside the mini-program fails the test', () => {
  test.each([
    ['an error in a lifecycle', { js: '{ onLoad() { missing.call() } }' }, /missing is not defined/],
    ['an error in a timer', { js: '{ onLoad() { setTimeout(() => { throw new Error("late") }, 5) } }' }, /late/],
    ['an error that a framework only writes down', { js: '{ onLoad() { console.error(new Error("not drawn")) } }' }, /not drawn/],
    ['a template that does not exist', { wxml: '<template is="gone"/>' }, /Template `gone` not found/],
  ])('%s', async (_name, page: PageSource, message) => {
    const phone = openFixture(aMiniProgram({ 'pages/home': page }));
    const looking = phone.then((open) => {
      open.text();
      return open.settle();
    });
    await expect(looking).rejects.toThrow(message);
  });

  test('a handler that the page does not have', async () => {
    const phone = await openFixture(aMiniProgram({ 'pages/home': { wxml: '<button bindtap="gone">去</button>' } }));
    await expect(phone.tap('去')).rejects.toThrow('does not have a method "gone" to handle event "tap"');
  });
});
