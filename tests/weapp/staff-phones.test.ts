import { later } from '../../shared/rules/shanghai';
import { errorWords } from '../../shared/text/errors';
import { kitText } from '../../shared/text/kit';
import { homeText } from '../../shared/text/pages/home';
import { startTestServer, type TestServer } from '../support/server';
import { testNow } from '../support/test-city';
import { openPhone, type Phone } from './runtime/phone';
import { signInAtMe } from './walks';

const lin = 'demo-officer-lin-0001';

let server: TestServer;
let phones: Phone[] = [];
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
});
afterEach(() => {
  for (const phone of phones) phone.close();
  phones = [];
});
afterAll(() => server.stop());

const isAtWork = (phone: Phone) => phone.until(() => phone.find('#desk-window') !== undefined, 'the staff’s first page');
const says = (phone: Phone, words: string) => phone.until(() => phone.shows(words), words);
async function atWork(): Promise<Phone> {
  const phone = await openPhone({ apiBase: server.url, openid: lin });
  phones.push(phone);
  await signInAtMe(phone);
  await phone.tap(homeText.desk);
  await isAtWork(phone);
  return phone;
}

test('a desk left alone says to sign in again, and opens by that tap', async () => {
  server.clock.set(testNow);
  const phone = await atWork();
  await phone.tap('#desk-window');
  server.clock.set(later(testNow, 31 * 60_000));
  // a page that is shown again reads again; one that is opened may show what was read a moment ago, and here no time has passed
  await phone.back();
  await says(phone, errorWords.staff_idle);
  await phone.tap(kitText.signInAgain);
  await isAtWork(phone);
  expect(phone.shows(errorWords.staff_idle)).toBe(false);
});

test('an account taken up on another phone is put out on the first, which says so and takes it back by a tap alone', async () => {
  server.clock.set(testNow);
  const first = await atWork();
  const second = await atWork();
  await first.back();
  await first.tap(homeText.desk);
  await says(first, errorWords.signed_in_elsewhere);
  await second.back();
  await second.tap(homeText.desk);
  await isAtWork(second);
  await first.tap(kitText.signIn);
  await isAtWork(first);
});
