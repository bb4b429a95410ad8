import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { paths } from '../../miniprogram/paths';
import { later } from '../../shared/rules/shanghai';
import { checklistText } from '../../shared/text/pages/checklist';
import { guideEndingWords, guidingText } from '../../shared/text/pages/guiding';
import { homeText } from '../../shared/text/pages/home';
import { interviewText } from '../../shared/text/pages/interview';
import { staffText } from '../../shared/text/pages/staff';
import { launchBrowser } from '../support/browser';
import { startTestServer, type TestServer } from '../support/server';
import { h5Dir } from './support/build';
import { type Finding, measurePage } from './support/measure';
import { aPhone, photographAll, type Phone, signIn } from './support/phone';

/** A citizen's page and a guide's page in two windows at once (F2). */

const guideName = '叶子晴';
const item = 'residence-permit-apply';
let browser: Browser;
let server: TestServer;
const phones: Phone[] = [];
const findings: Finding[] = [];
const aPhoneOf = async (name: string, elder: boolean): Promise<Phone> => {
  const phone = await aPhone(browser, server.url, { elder });
  phones.push(phone);
  await signIn(phone, name);
  return phone;
};

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startTestServer({ h5Dir });
});
afterEach(async () => {
  await photographAll(phones, expect.getState().currentTestName ?? '');
  const problems = phones.flatMap((phone) => phone.problems);
  for (const phone of phones.splice(0)) await phone.close();
  expect(problems).toEqual([]);
  expect(findings.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A picture of the page, and whether it is readable, whole and easy to tap. */
async function look(phone: Phone, name: string, elder: boolean): Promise<void> {
  await phone.page.screenshot({ path: `test-results/guiding-${elder ? 'elder' : 'normal'}-${name}.png` });
  findings.push(...(await phone.page.evaluate(measurePage, elder)));
}

/** The citizen consents and shows the digits, the guide types them. */
async function join(citizen: Phone, guide: Phone, elder: boolean): Promise<void> {
  await citizen.sees(guidingText.consentTitle);
  await look(citizen, '1-consent', elder);
  await citizen.tap(guidingText.agree);
  const digits = citizen.page.locator('#guide-digits').last();
  await digits.waitFor();
  await look(citizen, '2-code', elder);
  const code = ((await digits.textContent()) ?? '').replace(/\D/g, '');
  expect(code).toMatch(/^\d{6}$/);
  await guide.open(paths.desk);
  await guide.tap(new RegExp(`^${staffText.helpCitizen}`));
  await guide.sees(guidingText.joinHow);
  await look(guide, '3-join', elder);
  await guide.type(guidingText.typed, code);
  await guide.tap(guidingText.open);
  await Promise.all([guide.sees(guidingText.withCitizen), citizen.sees(guidingText.withGuide(guideName))]);
}

/** The other phone looks every second and a half; the rest is for a busy machine. */
async function soon(phone: Phone, words: string | RegExp): Promise<void> {
  await phone.page.getByText(words).filter({ visible: true }).last().waitFor({ timeout: 10_000 });
}

test.each([false, true])('an interview is answered on two phones, and the list is made by the citizen alone (elder: %s)', async (elder) => {
  const [citizen, guide] = [await aPhoneOf(elder ? '陈伯年' : '何静雯', elder), await aPhoneOf(guideName, elder)];
  await citizen.open(paths.interview(item));
  await citizen.choose('内地居民，户口在东莞以外');
  await citizen.sees('以前领过东莞的居住证吗？');
  await citizen.tap(interviewText.askGuide);
  await join(citizen, guide, elder);
  await Promise.all([citizen.sees('以前领过东莞的居住证吗？'), guide.sees('以前领过东莞的居住证吗？')]);
  await guide.sees('内地居民，户口在东莞以外');
  await look(guide, '4-guide', elder);
  await guide.choose('没有领过');
  await soon(citizen, '谁来申请？');
  await soon(citizen, new RegExp(guidingText.byGuide));
  await look(citizen, '5-citizen', elder);
  await citizen.choose('本人');
  await soon(guide, '在东莞办理居住登记满几个月了？');
  await guide.type(/满几个月/, '14');
  await guide.tap(interviewText.next);
  await soon(citizen, '凭什么申领？');
  // The guide leads back to an answer on both phones, and on again.
  await guide.tap(/^没有领过/);
  await soon(citizen, guidingText.onward);
  await citizen.tap(guidingText.onward);
  await soon(guide, '凭什么申领？');
  await guide.choose('在东莞工作或经营');
  await soon(citizen, '用什么证明就业？');
  await citizen.choose('已在东莞缴纳社保');
  await soon(guide, '居住证上的照片怎么准备？');
  await guide.choose('沿用身份证相片');
  await soon(citizen, '证件做好后怎么取？');
  await citizen.choose('自己来取');
  await soon(guide, guidingText.citizenMakes);
  await guide.misses(guidingText.make);
  await look(citizen, '6-answered', elder);
  guide.problems.length = 0;
  await citizen.tap(guidingText.make);
  await citizen.sees(checklistText.assisted([guideName]));
  await look(citizen, '7-list', elder);
  await soon(guide, guidingText.gone);
  await look(guide, '8-gone', elder);
  // What was there is there no more: 404 is what the guide's phone was told.
  expect(guide.problems.every((problem) => problem.includes('404'))).toBe(true);
  guide.problems.length = 0;
  await guide.tap(guidingText.nextHelp);
  await guide.sees(guidingText.joinHow);
}, 120_000);

test('after twenty minutes it ends by itself on both phones, and what was answered stays on the citizen’s', async () => {
  const [citizen, guide] = [await aPhoneOf('何静雯', false), await aPhoneOf(guideName, false)];
  await citizen.open(paths.askGuide({ item }));
  await join(citizen, guide, false);
  await guide.choose('内地居民，户口在东莞以外');
  await soon(citizen, '以前领过东莞的居住证吗？');
  server.clock.set(later(server.clock.now(), 20 * 60_000));
  await soon(guide, guidingText.gone);
  guide.problems.length = 0;
  await soon(citizen, guideEndingWords.time);
  await citizen.tap(guidingText.goOn);
  await citizen.sees('以前领过东莞的居住证吗？');
  await citizen.open(paths.home);
  await citizen.sees(homeText.items.word);
}, 60_000);
