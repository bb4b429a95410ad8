import { aMiniProgram, openFixture, putAway } from './fixture';

afterEach(putAway);

const form = {
  wxml: `
    <view class="title">预约</view>
    <view class="index-module__row___ab12"><view>姓名</view><input id="name" maxlength="4" value="{{name}}" bindinput="name"/></view>
    <input id="idNumber" type="idcard" placeholder="证件号码" bindinput="note"/>
    <picker mode="selector" range="{{days}}" bindchange="day"><view>日子：{{day}}</view></picker>
    <picker mode="date" start="2026-11-23" end="2026-12-06" bindchange="date"><view>日期：{{date}}</view></picker>
    <radio-group bindchange="sex"><label><radio id="m" value="m"/>男</label><label><radio id="f" value="f"/>女</label></radio-group>
    <checkbox-group bindchange="agreed"><label><checkbox id="ok" value="ok"/>同意</label></checkbox-group>
    <view>提醒我<switch id="remind" bindchange="remind"/></view>
    <view hidden="{{true}}">看不见</view>
    <view bindtap="outer"><view catchtap="inner">里面</view><view>外面</view></view>
    <view>确认预约</view>
    <button disabled="{{name === ''}}" bindtap="submit">确认预约</button>
    <view class="said">{{said}}</view>`,
  js: `{
    data: { name: '', day: '', date: '', days: ['周一', '周二'], said: '' },
    say(words) { this.setData({ said: this.data.said + words + ';' }) },
    name(event) { this.setData({ name: event.detail.value }) },
    note(event) { this.say(event.detail.value) },
    day(event) { this.setData({ day: this.data.days[event.detail.value] }) },
    date(event) { this.setData({ date: event.detail.value }) },
    sex(event) { this.say(event.detail.value) },
    agreed(event) { this.say(event.detail.value.join()) },
    remind(event) { this.say(String(event.detail.value)) },
    outer() { this.say('outer') }, inner() { this.say('inner') },
    submit() { this.say('submitted') },
  }`,
};
const open = () => openFixture(aMiniProgram({ 'pages/home': form }));
const said = (phone: Awaited<ReturnType<typeof open>>) => phone.find('.said')?.text;

test('reads the visible lines and nothing hidden', async () => {
  const phone = await open();
  expect(phone.lines()).toEqual([
    '预约',
    '姓名',
    '证件号码',
    '日子：',
    '日期：',
    '男',
    '女',
    '同意',
    '提醒我',
    '里面',
    '外面',
    '确认预约',
    '确认预约',
  ]);
});

test('finds by text, by class as written in the module, by id', async () => {
  const phone = await open();
  expect([phone.find('预约')?.text, phone.find('.row')?.tag, phone.find('#remind')?.tag, phone.find('看不见')]).toEqual([
    '预约',
    'view',
    'switch',
    undefined,
  ]);
});

test('types by placeholder or by the words next to the field, and cuts at maxlength', async () => {
  const phone = await open();
  await phone.type('姓名', '欧阳小明明');
  expect([phone.typed('姓名'), phone.mini.stack.top().instance.data.name]).toEqual(['欧阳小明', '欧阳小明']);
  await phone.type('证件号码', '44190019900101001X');
  expect(said(phone)).toBe('44190019900101001X;');
});

test('types only what the keyboard has', async () => {
  await expect((await open()).type('证件号码', '身份证')).rejects.toThrow('The keyboard "idcard" cannot type "身份证"');
});

test('turns pickers to what they offer and no further', async () => {
  const phone = await open();
  await phone.pick('日子：', '周二');
  await phone.pick('日期：', '2026-12-01');
  expect(phone.lines()).toEqual(expect.arrayContaining(['日子：周二', '日期：2026-12-01']));
  await expect(phone.pick('日子：', '周日')).rejects.toThrow('The picker does not offer "周日", only 周一 / 周二');
  await expect(phone.pick('日期：', '2027-01-01')).rejects.toThrow('goes from 2026-11-23 to 2026-12-06');
});

test('radios, checkboxes and switches change when their words are tapped', async () => {
  const phone = await open();
  for (const words of ['女', '男', '男', '同意', '同意', '#remind', '#remind']) await phone.tap(words);
  expect(said(phone)).toBe('f;m;ok;;true;false;');
});

test('a tap climbs until something catches it', async () => {
  const phone = await open();
  await phone.tap('里面');
  await phone.tap('外面');
  expect(said(phone)).toBe('inner;outer;');
});

test('a tap goes to the button rather than to a heading with the same words', async () => {
  const phone = await open();
  await phone.type('姓名', '张三');
  await phone.tap('确认预约');
  expect(said(phone)).toBe('submitted;');
});

test.each([
  ['确认预约', '"确认预约" is disabled'],
  ['没有的', 'There is no "没有的"'],
  ['.title', 'Nothing listens to a tap on ".title"'],
  ['日子：', '"日子：" is a picker: use pick()'],
])('a tap on %s says why it cannot be, and prints the screen', async (wanted, message) => {
  const tapping = (await open()).tap(wanted);
  await expect(tapping).rejects.toThrow(message);
  await expect(tapping).rejects.toThrow(/── pages\/home[\s\S]*‹证件号码›[\s\S]*\( \) 男[\s\S]*\[确认预约\] \(disabled\)/);
});

test('two things with the same words must be told apart', async () => {
  const wxml =
    '<view><view>南城大厅</view><button bindtap="a">选</button></view><view><view>东城大厅</view><button bindtap="b">选</button></view><view class="said">{{said}}</view>';
  const phone = await openFixture(
    aMiniProgram({ 'pages/home': { wxml, js: "{ a() { this.setData({ said: 'a' }) }, b() { this.setData({ said: 'b' }) } }" } }),
  );
  await expect(phone.tap('选')).rejects.toThrow('2 things fit "选"');
  await phone.tap('选', { within: '东城大厅' });
  expect(said(phone)).toBe('b');
  await phone.tap('选', { nth: 0 });
  expect(said(phone)).toBe('a');
});

test('until says what it waited for, with the screen', async () => {
  const phone = await open();
  await expect(phone.until(() => phone.shows('永远不来'), 'the words', 30)).rejects.toThrow(/Waited 30 ms in vain for the words\n── pages\/home/);
});

test('a deed waits for what it set going', async () => {
  const js =
    '{ data: { n: 0 }, go() { const step = () => { this.setData({ n: this.data.n + 1 }); if (this.data.n < 5) setTimeout(step, 20) }; step() } }';
  const phone = await openFixture(aMiniProgram({ 'pages/home': { wxml: '<button bindtap="go">走</button><view>{{n}}</view>', js } }));
  await phone.tap('走');
  expect(phone.shows('5')).toBe(true);
});

test('a control keeps what the person did until the page gives it another value', async () => {
  const wxml = '<input id="x" value="{{x}}" bindinput="typed"/><button bindtap="clear">清空</button>';
  const js = "{ data: { x: '' }, typed() {}, clear() { this.setData({ x: this.data.x === '' ? ' ' : '' }) } }";
  const phone = await openFixture(aMiniProgram({ 'pages/home': { wxml, js } }));
  await phone.type('#x', '你好');
  expect(phone.typed('#x')).toBe('你好');
  await phone.tap('清空');
  expect(phone.typed('#x')).toBe(' ');
});

test('page scripts see the letter size, the theme and a restart', async () => {
  const js =
    "{ data: { a: '' }, onLoad() { const i = wx.getAppBaseInfo(); this.setData({ a: i.fontSizeScaleFactor + ' ' + i.theme }); wx.onThemeChange(({ theme }) => this.setData({ a: theme })) } }";
  const phone = await openFixture(aMiniProgram({ 'pages/home': { wxml: '<view>{{a}}</view>', js } }), {
    device: { fontSizeScaleFactor: 1.4, theme: 'dark' },
  });
  expect(phone.text()).toBe('1.4 dark');
  phone.mini.emit('ThemeChange', { theme: 'light' });
  expect(phone.text()).toBe('light');
  await phone.relaunch({ path: 'pages/home', query: { from: 'code' } });
  expect([phone.text(), phone.query]).toEqual(['1.4 dark', { from: 'code' }]);
});
