import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, Request } from 'playwright-core';
import { paths } from '../../miniprogram/paths';
import { kitText } from '../../shared/text/kit';
import { appointmentsText } from '../../shared/text/pages/appointments';
import { bookingText } from '../../shared/text/pages/booking';
import { checklistText } from '../../shared/text/pages/checklist';
import { launchBrowser } from '../support/browser';
import { startTestServer, type TestServer } from '../support/server';
import { answerInterview, bookResidencePermit, toConfirmation } from './support/booking';
import { h5Dir } from './support/build';
import { aMinuteLater, aPhone, type Phone, photographAll, signIn } from './support/phone';

let browser: Browser;
let server: TestServer;
let phone: Phone;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  server = await startTestServer({ h5Dir });
  phone = await aPhone(browser, server.url);
});
afterEach(async () => {
  await photographAll([phone], expect.getState().currentTestName ?? '');
  await phone.close();
  await server.stop();
  expect(phone.problems).toEqual([]);
});

/** From now on the service acts and its answer to this address is lost, so many times. */
async function loseAnswers(pattern: string, times: number): Promise<{ keys: string[] }> {
  const keys: string[] = [];
  await phone.page.route(pattern, async (route, request) => {
    keys.push((await keyOf(request)) ?? '');
    if (keys.length > times) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  return { keys };
}

const keyOf = (request: Request) => request.headerValue('idempotency-key');
const appointments = () => server.db<{ id: string; places: number }[]>`
  select id, (select count(*)::int from place where appointment_id = appointment.id) as places from appointment`;
const asOf = kitText.asOf('#').split('#')[1] ?? '';

test('a booking whose answer is lost is repeated by the phone with the same key and stays one appointment', async () => {
  await phone.open(paths.home);
  await toConfirmation(phone, '何静雯');
  const { keys } = await loseAnswers('**/api/appointments', 1);
  await phone.tap(bookingText.confirm);
  await phone.sees(appointmentsText.booked);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
  expect(await appointments()).toEqual([{ id: expect.stringMatching(/^apt_/), places: 1 }]);
});

test('a booking that got no answer at all says so, and tapping again gives the one appointment that was made', async () => {
  await phone.open(paths.home);
  await toConfirmation(phone, '何静雯');
  const { keys } = await loseAnswers('**/api/appointments', 4);
  await phone.tap(bookingText.confirm);
  await phone.sees(kitText.offline);
  const made = await appointments();
  expect(made).toHaveLength(1);
  await phone.tap(kitText.retry);
  await phone.sees(appointmentsText.booked);
  expect(keys).toHaveLength(5);
  expect(new Set(keys).size).toBe(1);
  expect(await appointments()).toEqual(made);
});

test('what was read stays readable without a network, says from when it is, and is fresh again with it', async () => {
  await phone.open(paths.home);
  const { code } = await bookResidencePermit(phone, server, '何静雯');
  await phone.tap(kitText.back);
  await phone.tap(/^我的预约/);
  await phone.sees(appointmentsText.ahead);
  await phone.tap(/^居住证申领/);
  await phone.sees(code);

  await aMinuteLater(phone);
  await phone.context.setOffline(true);
  await phone.tap(kitText.back);
  await phone.sees(asOf);
  await phone.tap(/^居住证申领/);
  await phone.sees(asOf);
  await phone.sees(code);
  await phone.context.setOffline(false);
  await phone.misses(asOf);

  // Connected, but nothing answers.
  await aMinuteLater(phone);
  await phone.page.route('**/api/**', (route) => route.abort('connectionfailed'));
  await phone.tap(kitText.back);
  await phone.sees(asOf);
  await phone.sees('居住证申领');
  await phone.page.unroute('**/api/**');
  await phone.tap(kitText.retry);
  await phone.misses(asOf);
});

test('questions that were opened are answered without a network; the checklist is made once there is one', async () => {
  await phone.open(paths.guide('residence-permit-apply'));
  await phone.tap(/^开始/);
  await phone.find('radio', '内地居民，户口在东莞以外').waitFor();
  await phone.context.setOffline(true);
  await answerInterview(phone);
  await phone.sees(kitText.offline);
  await phone.sees(checklistText.bring);
  await phone.context.setOffline(false);
  await phone.tap(kitText.retry);
  await phone.sees(checklistText.title);
  const [made] = await server.db`select count(*)::int as checklists from checklist`;
  expect(made).toEqual({ checklists: 1 });
});

test('words written into a request survive the page being closed', async () => {
  await signIn(phone, '苏晓彤');
  await phone.open(paths.newRequest());
  await phone.type('一句话说清什么事', '夜间厂区周边有人盗窃电缆');
  await phone.open(paths.newRequest());
  expect(await phone.find('textbox', '一句话说清什么事').inputValue()).toBe('夜间厂区周边有人盗窃电缆');
});
