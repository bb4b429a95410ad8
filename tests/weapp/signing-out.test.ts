import { kitText } from '../../shared/text/kit';
import { homeText } from '../../shared/text/pages/home';
import { startTestServer, type TestServer } from '../support/server';
import { openPhone, type Phone } from './runtime/phone';
import { signInAsNewcomer } from './walks';

let server: TestServer;
let phone: Phone | null = null;
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
});
afterAll(async () => {
  phone?.close();
  await server.stop();
});

const sessions = async (openid: string) =>
  (await server.db`select from session s join person p on p.id = s.person_id where p.openid = ${openid} and s.revoked_at is null`).length;

test('who signs out stays out, also when the mini-program is opened anew, until a tap', async () => {
  const openid = 'o-leaver-0001';
  phone = await openPhone({ apiBase: server.url, openid });
  await signInAsNewcomer(phone);
  expect(await sessions(openid)).toBe(1);
  await phone.tap(homeText.me);
  await phone.tap('#sign-out');
  await phone.tap('#sign-out-yes');
  await phone.until(() => phone?.path === 'pages/home/index', 'the first page');
  await phone.tap(homeText.me);
  await phone.until(() => phone?.shows(kitText.signIn) === true, 'being asked to sign in');
  expect(await sessions(openid)).toBe(0);

  await phone.relaunch();
  await phone.tap(homeText.me);
  await phone.until(() => phone?.shows(kitText.signIn) === true, 'being asked to sign in');
  expect(await sessions(openid)).toBe(0);
  await phone.tap(kitText.signIn);
  await phone.until(() => phone?.find('#sign-out') !== undefined, 'being signed in');
  expect(await sessions(openid)).toBe(1);

  // whoever has signed in again is signed in without a question from then on
  phone.storage.delete('session');
  await phone.relaunch();
  await phone.tap(homeText.me);
  await phone.until(() => phone?.find('#sign-out') !== undefined, 'being signed in');
});
