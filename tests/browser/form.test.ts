import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { paths } from '../../miniprogram/paths';
import { staffPaths } from '../../miniprogram/staff/paths';
import { idCheckCharacter } from '../../shared/rules/id-number';
import { kitText } from '../../shared/text/kit';
import { formText } from '../../shared/text/pages/form';
import { launchBrowser } from '../support/browser';
import { later } from '../../shared/rules/shanghai';
import { aSlot } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';
import { h5Dir } from './support/build';
import { aPhone, choosePerson, type Phone, photographAll, signIn } from './support/phone';

const agentNumber = `99000119880808123${idCheckCharacter('99000119880808123')}`;
const base = { hint: '', options: [], minimum: 2, maximum: 60, unit: '', required: true, fact: null, when: { all: [] } };
const form = [
  { ...base, id: 'applicant_name', label: '申请人姓名', kind: 'text', fact: 'name' },
  { ...base, id: 'applicant_id_number', label: '申请人公民身份号码', kind: 'id_number', fact: 'id_number' },
  { ...base, id: 'agent_id_number', label: '代办人公民身份号码', hint: '18 位，最后一位可能是 X', kind: 'id_number' },
  { ...base, id: 'address', label: '现住址', hint: '写到门牌和房号', kind: 'text', minimum: 5 },
  { ...base, id: 'since', label: '入住日期', kind: 'date' },
  { ...base, id: 'people', label: '同住人数', kind: 'number', minimum: 1, maximum: 20, unit: '人' },
  {
    ...base,
    id: 'how',
    label: '领证方式',
    kind: 'choice',
    options: [
      { value: 'post', text: '邮寄到家' },
      { value: 'fetch', text: '自己来取' },
    ],
  },
  { ...base, id: 'note', label: '要说明的情况', kind: 'long_text', required: false },
];

let browser: Browser;
let server: TestServer;
const phones: Phone[] = [];
const open = async (): Promise<Phone> => {
  const phone = await aPhone(browser, server.url);
  phones.push(phone);
  return phone;
};
/** test-results/ of the run, beside what every test photographs at its end. */
const photograph = (phone: Phone, name: string) => phone.page.screenshot({ path: `test-results/form-${name}.png`, fullPage: true });

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
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** A frozen list of the item, as the interview leaves it for somebody not signed in. */
async function aList(): Promise<string> {
  const { body: item } = await server.call('items.read', { code: 'household-split' });
  const answers: Record<string, string | number> = {};
  for (let tries = 0; tries < 40; tries++) {
    const made = await server.call('checklists.create', { itemCode: item.code, itemVersion: item.version, answers });
    if (made.status === 200) {
      if (made.body.content.outcome !== 'materials') throw new Error('these answers lead to a refusal');
      return made.body.code;
    }
    const missing = (made.error?.details as { problems: { question: string }[] }).problems[0]?.question;
    const question = item.interview.questions.find(({ id }) => id === missing);
    if (!question) throw new Error(made.text);
    answers[question.id] =
      question.kind === 'choice' ? (question.options[0]?.value ?? '') : question.kind === 'number' ? question.minimum : '1990-01-01';
  }
  throw new Error('the interview does not end');
}

const state = (phone: Phone, word: string) => phone.find('button', new RegExp(`${formText.open}.*${word}`)).waitFor();

test.each([false, true])('a form is begun without signing in, found again, checked, handed in and read at the window (elder: %s)', async (elder) => {
  const name = elder ? '陈伯年' : '何静雯';
  const look = elder ? 'elder' : 'normal';
  const code = await aList();
  const phone = await open();
  await phone.open(paths.checklist(code));
  if (elder) await phone.page.getByRole('switch').last().click();
  await state(phone, '未填');
  await photograph(phone, `${look}-0-checklist`);
  await phone.tap(new RegExp(formText.open));
  await phone.sees(formText.signInNote);
  await phone.type('代办人公民身份号码', '9900');
  await phone.type('现住址', '莞太路 12 号 301 房');
  await photograph(phone, `${look}-1-begun`);
  await phone.tap(kitText.back);
  await state(phone, '草稿');

  await phone.open(paths.form(code));
  expect(await phone.find('textbox', '现住址').inputValue()).toBe('莞太路 12 号 301 房');
  await phone.tap(formText.signIn);
  await choosePerson(phone, name);
  await phone.sees(formText.identity);
  await phone.sees(formText.saved);
  await phone.tap(formText.submit);
  await phone.sees(formText.problems(4));
  await photograph(phone, `${look}-2-problems`);
  await phone.tap(/^代办人公民身份号码/);
  await phone.type('代办人公民身份号码', agentNumber);
  await phone.type('入住日期 年', '2024');
  await phone.type('入住日期 月', '3');
  await phone.type('入住日期 日', '1');
  await phone.type('同住人数 人', '3');
  await phone.choose('邮寄到家');
  await phone.tap(formText.submit);
  await phone.sees(formText.filled);
  await phone.sees('2024年3月1日');
  await photograph(phone, `${look}-3-filled`);
  await phone.tap(kitText.back);

  const [list] = await server.db<{ personId: string; hallId: string; code: string }[]>`
    select person_id as "personId", h.id as "hallId", code from checklist c join hall h on h.id = any(c.hall_ids) and h.id like '%guancheng%' where code = ${code}`;
  const [person] = await server.db<{ openid: string }[]>`select openid from person where id = ${list?.personId ?? ''}`;
  const token = await server.signIn(person?.openid ?? '');
  const slot = await aSlot(server.db, {
    hallId: list?.hallId ?? '',
    // A second of its own: the demonstration's slots begin on the minute.
    startsAt: later(server.clock.now(), 3_600_000 + (elder ? 2_000 : 1_000)),
  });
  const booked = await server.call('appointments.book', { slotId: slot.id, checklistCode: code }, token);
  await phone.open(paths.appointment(booked.body.id));
  await state(phone, '已填');
  const officer = await open();
  await signIn(officer, '郭一鸣');
  await officer.open(staffPaths.appointment(booked.body.id));
  await officer.tap(/看 \d+ 栏内容/);
  await officer.sees('莞太路 12 号 301 房');
  await officer.misses(agentNumber);
  await photograph(officer, `${look}-4-officer`);

  // Nothing of the form outlives the session on this phone.
  await phone.open(paths.me);
  await phone.tap('退出登录');
  await phone.sees('要退出登录吗？');
  await phone.page.locator('#sign-out-yes').last().click();
  await phone.sees('办什么事');
  const kept = await phone.page.evaluate(() => JSON.stringify(localStorage));
  expect([kept.includes(agentNumber), kept.includes('莞太路')]).toEqual([false, false]);
});

test('two phones with different words show both, and the person chooses', async () => {
  const code = await aList();
  const [one, two] = [await open(), await open()];
  for (const phone of [one, two]) {
    await signIn(phone, '何静雯');
    await phone.open(paths.form(code));
    await phone.sees(formText.identity);
  }
  await one.type('现住址', '第一部手机的地址');
  await one.sees(formText.saved);
  await two.type('现住址', '第二部手机的地址');
  await two.sees(formText.changedElsewhere);
  await two.sees('第一部手机的地址');
  await photograph(two, 'normal-5-conflict');
  two.problems.length = 0;
  await two.tap(formText.useHere);
  await two.sees(formText.saved);
  const rows = await server.db`select version from checklist_form f join checklist c on c.id = f.checklist_id where c.code = ${code}`;
  expect(rows).toEqual([{ version: 2 }]);
});
