import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { demoSecondFactors } from '../../db/content/demo';
import { codeAt } from '../../functions/staff/codes';
import { paths } from '../../miniprogram/paths';
import { staffPaths } from '../../miniprogram/staff/paths';
import { secondFactorText } from '../../shared/text/pages/second-factor';
import { launchBrowser } from '../support/browser';
import { startTestServer, type TestServer } from '../support/server';
import { h5Dir } from './support/build';
import { aPhone, type Phone, photographAll, signIn } from './support/phone';

let browser: Browser;
let server: TestServer;
const phones: Phone[] = [];
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer({ h5Dir })]);
});
afterEach(() => photographAll(phones, expect.getState().currentTestName ?? ''));
afterAll(async () => {
  for (const phone of phones) await phone.close();
  await browser?.close();
  await server?.stop();
});

async function phoneOf(name: string): Promise<Phone> {
  const phone = await aPhone(browser, server.url);
  phones.push(phone);
  await signIn(phone, name);
  return phone;
}

test('an administrator types the code of the authenticator before the desk opens, and an added officer binds by a one-time code', async () => {
  const pan = await phoneOf('潘工');
  const secret = demoSecondFactors()['administrator-pan'] ?? '';
  await pan.open(paths.desk);
  await pan.sees(secondFactorText.passWhy);
  await pan.type(secondFactorText.code, codeAt(secret, '2020-01-01T00:00:00.000Z'));
  await pan.tap(/^验证$/);
  await pan.sees(/验证码不对/);
  const shown = await fetch(`${server.url}/stand-in/second-factor`).then((answer) => answer.text());
  const code = codeAt(secret, server.clock.now());
  expect(shown).toContain(code);
  await pan.type(secondFactorText.code, code);
  await pan.tap(/^验证$/);
  await pan.sees('未送达 0 · 待发送 0');

  const token = (await pan.page.evaluate(() => JSON.parse(localStorage.getItem('session') ?? '{}').data.accessToken)) as string;
  const unit = 'dg-humen';
  const made = await server.call('staff.add', { id: unit, name: '新来的', phone: '13700000001', role: 'unit_head', reason: '新任' }, token);
  const personId = made.body.people.find(({ name }) => name === '新来的')?.personId ?? '';
  const { code: binding } = (await server.call('staff.makeCode', { id: unit, personId }, token)).body;

  const newcomer = await phoneOf('一位没来过的群众');
  await newcomer.open(paths.desk);
  await newcomer.tap('我有绑定码');
  await newcomer.type('绑定码', `${binding.slice(0, 4)} ${binding.slice(4).toLowerCase()}`);
  await newcomer.tap('绑定这个微信');
  await newcomer.tap(secondFactorText.start);
  const copied = await newcomer.page
    .locator('[class*="code"]')
    .filter({ hasText: /^[A-Z2-7 ]{39}$/ })
    .first()
    .innerText();
  await newcomer.type(secondFactorText.code, codeAt(copied.replaceAll(' ', ''), server.clock.now()));
  await newcomer.tap(/^启用$/);
  await newcomer.sees(secondFactorText.codesTitle);
  await newcomer.tap(secondFactorText.saved);
  await newcomer.sees('督办看板');
  await newcomer.open(staffPaths.board);
  await newcomer.sees(/辖区内没有在办的办件/);
  expect(pan.problems.splice(0)).toEqual([expect.stringMatching(/^422 POST .*second-factor\/pass$/)]);
  expect(newcomer.problems).toEqual([]);
}, 120_000);
