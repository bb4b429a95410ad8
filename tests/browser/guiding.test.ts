import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { paths } from '../../miniprogram/paths';
import { later } from '../../shared/rules/shanghai';
import { checklistText } from '../../shared/text/pages/checklist';
import { formText } from '../../shared/text/pages/form';
import { guideEndingWords, guidingText } from '../../shared/text/pages/guiding';
import { homeText } from '../../shared/text/pages/home';
import { interviewText } from '../../shared/text/pages/interview';
import { staffText } from '../../shared/text/pages/staff';
import { anIdNumber } from '../support/id-number';
import { launchBrowser } from '../support/browser';
import { startTestServer, type TestServer } from '../support/server';
import { h5Dir } from './support/build';
import { type Finding, measurePage } from './support/measure';
import { aPhone, photographAll, type Phone, signIn } from './support/phone';

/** A citizen's page and a guide's page in two windows at once (F2). */

const guideName = '叶子晴';
const item = 'residence-permit-apply';
const base = { hint: '', options: [], minimum: 2, maximum: 60, unit: '', required: true, fact: null, when: { all: [] } };
const form = [
  { ...base, id: 'address', label: '现住址', kind: 'text' },
  { ...base, id: 'agent_id_number', label: '代办人公民身份号码', kind: 'id_number' },
  { ...base, id: 'note', label: '要说明的情况', kind: 'long_text', required: false },
];

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
  await server.db`update service_item set content = jsonb_set(content, '{form}', ${server.db.json(form)}) where code = 'household-split'`;
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

test.each([false, true])('a form is filled in on two phones, numbers only on the citizen’s, and ends at a tap (elder: %s)', async (elder) => {
  const name = elder ? '陈伯年' : '何静雯';
  const [citizen, guide] = [await aPhoneOf(name, elder), await aPhoneOf(guideName, elder)];
  const code = await aList();
  await citizen.open(paths.form(code));
  await citizen.type('现住址', '莞太路');
  await citizen.sees(formText.saved);
  await citizen.tap(formText.askGuide);
  await join(citizen, guide, elder);
  await guide.sees(guidingText.privateForGuide);
  expect(await guide.find('textbox', '现住址').inputValue()).toBe('莞太路');
  await guide.type('现住址', '莞太路 12 号 301 房');
  await soon(citizen, guidingText.byGuide);
  expect(await citizen.find('textbox', '现住址').inputValue()).toBe('莞太路 12 号 301 房');
  const number = anIdNumber('19880808');
  await citizen.type('代办人公民身份号码', number);
  await soon(guide, `${number.slice(0, 6)}********${number.slice(-4)}`);
  await guide.misses(number);
  await look(guide, '9-form-guide', elder);
  await look(citizen, '10-form-citizen', elder);

  // Both write the same field, the guide without having seen the citizen's words: told of them, the guide may put the own ones there.
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await guide.page.route(/\/api\/guide-sessions\/guide_\w+$/, async (route) => {
    await held;
    await route.continue();
  });
  await citizen.type('要说明的情况', '群众写的');
  const written = () => server.db`
    select from guide_session_entry e join guide_session s on s.id = e.session_id where s.ended_at is null and e.subject = 'note'`;
  await until(async () => (await written()).length > 0);
  await guide.type('要说明的情况', '导办员写的');
  release();
  await soon(guide, '对方刚改了“要说明的情况”：群众写的');
  await look(guide, '11-quicker', elder);
  guide.problems.length = 0;
  await guide.tap(guidingText.keepMine);
  await until(async () => (await citizen.find('textbox', '要说明的情况').inputValue()) === '导办员写的');

  await citizen.tap(new RegExp(`^${guidingText.end}$`));
  await citizen.sees(guideEndingWords.citizen);
  await look(citizen, '12-over', elder);
  await soon(guide, guidingText.gone);
  guide.problems.length = 0;
  await citizen.tap(guidingText.goOn);
  await citizen.sees(formText.fields);
  // What the phone kept is shown until the service has answered.
  await until(async () => (await citizen.find('textbox', '现住址').inputValue()) === '莞太路 12 号 301 房');
  await citizen.tap(formText.submit);
  await citizen.sees(formText.filled);
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

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; !(await holds()); ) {
    if (Date.now() > end) throw new Error('it did not come to hold within ten seconds');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A frozen list of an item with a form, made by nobody. */
async function aList(): Promise<string> {
  const { body: found } = await server.call('items.read', { code: 'household-split' });
  const answers: Record<string, string | number> = {};
  for (let tries = 0; tries < 40; tries++) {
    const made = await server.call('checklists.create', { itemCode: found.code, itemVersion: found.version, answers });
    if (made.status === 200) return made.body.code;
    const missing = (made.error?.details as { problems: { question: string }[] }).problems[0]?.question;
    const question = found.interview.questions.find(({ id }) => id === missing);
    if (!question) throw new Error(made.text);
    answers[question.id] =
      question.kind === 'choice' ? (question.options[0]?.value ?? '') : question.kind === 'number' ? question.minimum : '1990-01-01';
  }
  throw new Error('the interview does not end');
}
