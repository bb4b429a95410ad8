import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { paths } from '../../miniprogram/paths';
import { staffPaths } from '../../miniprogram/staff/paths';
import { complaintDeskText, complaintText } from '../../shared/text/pages/complaint';
import { homeText } from '../../shared/text/pages/home';
import { passSecondFactorOf } from '../support/builders';
import { launchBrowser } from '../support/browser';
import { startTestServer, type TestServer } from '../support/server';
import { h5Dir } from './support/build';
import { measurePage } from './support/measure';
import { aPhone, type Phone, photographAll, signIn } from './support/phone';

/** F6: two taps from home, without a sign-in and without a name; answered at the desk, and the answer found by its code. */
let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  mkdirSync('test-results', { recursive: true });
  [browser, server] = await Promise.all([launchBrowser(), startTestServer({ h5Dir })]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function readable(phone: Phone, name: string, elder: boolean): Promise<void> {
  await phone.page.waitForLoadState('networkidle');
  await photographAll([phone], `complaint-${name}-${elder ? 'elder' : 'normal'}`);
  expect({ name, found: await phone.page.evaluate(measurePage, elder) }).toEqual({ name, found: [] });
}

test.each([false, true])('an anonymous complaint is answered and looked up by its code (elder mode: %s)', async (elder) => {
  const person = await aPhone(browser, server.url, { elder });
  const desk = await aPhone(browser, server.url, { elder });
  const text = elder ? '叫号屏幕字太小，老人看不清' : '等了两个小时没有人理，希望多开窗口';
  await person.open(paths.home);
  await person.tap(new RegExp(homeText.complaint.word));
  await person.type(complaintText.text, text);
  await readable(person, 'named', elder);
  await person.choose(complaintText.anonymous);
  await person.sees(complaintText.anonymousNote);
  await readable(person, 'anonymous', elder);
  await person.tap(complaintText.send);
  await person.sees(complaintText.codeNote);
  await readable(person, 'sent', elder);
  const code = /([2-9A-HJKMNP-Z]{4} ){3}[2-9A-HJKMNP-Z]{4}/.exec(await person.page.locator('body').innerText())?.[0] ?? '';
  expect(code).not.toBe('');

  await signIn(desk, '谢鉴');
  await passSecondFactorOf(server.db, '谢鉴');
  await desk.open(staffPaths.complaints);
  await desk.sees(text);
  await readable(desk, 'desk-list', elder);
  await desk.tap(new RegExp(text));
  await desk.tap(complaintDeskText.take);
  await desk.type(complaintDeskText.answer, '已增开窗口，谢谢您提出来');
  await readable(desk, 'desk', elder);
  await desk.tap(complaintDeskText.send);
  await desk.sees('已答复');

  await person.open(paths.complaintByCode);
  await person.type(complaintText.lookUpField, code.toLowerCase());
  await person.tap(complaintText.lookUpGo);
  await person.sees('已增开窗口，谢谢您提出来');
  await readable(person, 'looked-up', elder);
  expect([...person.problems, ...desk.problems]).toEqual([]);
  await person.close();
  await desk.close();
}, 240_000);
