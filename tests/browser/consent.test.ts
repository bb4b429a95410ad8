import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { paths } from '../../miniprogram/paths';
import { routes } from '../../shared/contract/routes';
import { idCheckCharacter } from '../../shared/rules/id-number';
import { kitText } from '../../shared/text/kit';
import { meText, realNameText } from '../../shared/text/pages/me';
import { privacyText } from '../../shared/text/pages/privacy';
import { launchBrowser } from '../support/browser';
import { startTestServer, type TestServer } from '../support/server';
import { h5Dir } from './support/build';
import { measurePage } from './support/measure';
import { aPhone, choosePerson, type Phone, photographAll } from './support/phone';

/** K5: the notice before the first sign-in, the separate consent before the number, a new version at the next write, and all of it taken back. */
let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer({ h5Dir })]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function readable(phone: Phone, name: string, elder: boolean): Promise<void> {
  await phone.page.waitForLoadState('networkidle');
  await photographAll([phone], `consent-${name}-${elder ? 'elder' : 'normal'}`);
  expect({ name, found: await phone.page.evaluate(measurePage, elder) }).toEqual({ name, found: [] });
}

const newcomer = '一位没来过的群众';
const numberOf = (first17: string) => `${first17}${idCheckCharacter(first17)}`;

test.each([false, true])('a newcomer reads, agrees, is verified, and takes it back (elder mode: %s)', async (elder) => {
  const phone = await aPhone(browser, server.url, { elder });
  await phone.open(paths.privacy());
  await phone.sees('您的权利');
  await readable(phone, 'notice', elder);
  await phone.open(paths.me);
  await phone.tap(kitText.signIn);
  await choosePerson(phone, newcomer);
  await phone.find('button', privacyText.agree).waitFor();
  await readable(phone, 'asked', elder);
  await phone.tap(privacyText.refuse);
  await phone.find('button', kitText.signIn).waitFor();
  await phone.tap(kitText.signIn);
  await choosePerson(phone, newcomer);
  await phone.tap(privacyText.agree);
  await choosePerson(phone, newcomer);
  await phone.find('button', meText.signOut).waitFor();

  await phone.tap(realNameText.submit);
  await phone.type(realNameText.name, '许同意');
  await phone.type(/号码|身份证/, numberOf(elder ? '99000119580808123' : '99000119880808125'));
  await phone.tick(realNameText.consent);
  await readable(phone, 'number', elder);
  await phone.tap(realNameText.submit);
  await phone.sees('许同意');

  await phone.open(paths.consents);
  await phone.sees(privacyText.holds);
  await readable(phone, 'mine', elder);
  await phone.find('button', privacyText.withdraw).first().click();
  await phone.sees(privacyText.withdrawLaw);
  await readable(phone, 'withdraw', elder);
  await phone.page.getByRole('dialog').getByRole('button', { name: privacyText.withdrawYes }).click();
  await phone.sees(privacyText.withdrawn);
  await readable(phone, 'withdrawn', elder);

  // what is written next is asked about first, and goes on with what was typed
  const before = phone.problems.length;
  await phone.open(paths.askPerson({}));
  await phone.page.getByRole('textbox').filter({ visible: true }).first().fill('居住证到期了怎么续？');
  await phone
    .find('button', /提交|发送|提问/)
    .last()
    .click();
  await phone.find('button', privacyText.agree).waitFor();
  await readable(phone, 'at-a-write', elder);
  const sent = phone.page.waitForResponse((answer) => answer.ok() && answer.url().endsWith(routes['consultations.ask'].path));
  await phone.tap(privacyText.agree);
  await sent;
  expect((await server.db`select from consultation_event where text = '居住证到期了怎么续？'`).length).toBeGreaterThan(0);
  expect(phone.problems.slice(0, before)).toEqual([]);
  expect(phone.problems.slice(before).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual(['409 POST']);
  await phone.close();
}, 240_000);
