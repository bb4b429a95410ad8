import { builtWeapp, readAppJson } from './dist';
import { quietWechat } from './fixture';
import { openPhone, type Phone } from './runtime/phone';

let phone: Phone | undefined;
afterEach(() => phone?.close());

/** Nothing answers: the first screen must stand by itself. */
const nobody = { apiBase: 'http://127.0.0.1:9', openid: 'o-smoke-test', wechat: quietWechat };

test('the built mini-program opens its home page with no server and no error', async () => {
  phone = await openPhone(nobody);
  expect(phone.path).toBe(readAppJson(builtWeapp()).pages[0]);
  expect(phone.text()).toContain('办什么事');
  expect(phone.takeErrors()).toEqual([]);
});

test('the home page stays below a tenth of what setData may carry', async () => {
  phone = await openPhone(nobody);
  expect(phone.mini.stack.top().setData.largest).toBeLessThan(100 * 1024);
});

test.each([
  ['a large letter size', { fontSizeScaleFactor: 1.6 }],
  ['the dark theme', { theme: 'dark' as const }],
  ['an Android phone', { platform: 'android' as const, width: 360, height: 780 }],
])('opens with %s', async (_name, device) => {
  phone = await openPhone({ ...nobody, device });
  expect(phone.text()).toContain('办什么事');
});
