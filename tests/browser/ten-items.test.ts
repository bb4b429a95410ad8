import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { paths } from '../../miniprogram/paths';
import type { Output } from '../../shared/contract/index';
import { type Answers, type Facts, type Question, result, walk } from '../../shared/rules/interview';
import type { Value } from '../../shared/rules/interview-conditions';
import { inSections } from '../../shared/rules/household-sections';
import { itemCategories } from '../../shared/rules/service-item';
import { categoryNames, householdSectionNames } from '../../shared/text/catalogue';
import { checklistText } from '../../shared/text/pages/checklist';
import { homeText } from '../../shared/text/pages/home';
import { interviewText } from '../../shared/text/pages/interview';
import { itemsText } from '../../shared/text/pages/items';
import { anyAnswers, oneOf, seeded } from '../support/answers';
import { launchBrowser } from '../support/browser';
import { startTestServer, type TestServer } from '../support/server';
import { h5Dir } from './support/build';
import { measurePage } from './support/measure';
import { aPhone, type Phone } from './support/phone';

type Item = Output<'items.read'>;

const seed = 20261124;
const pictures = 'test-results/ten-items';
const facts: Facts = { today: '2026-11-23' };
const modes = ['normal', 'elder'] as const;

let browser: Browser;
let server: TestServer;
let items: Item[];
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [browser, server] = await Promise.all([launchBrowser(), startTestServer({ h5Dir, jobs: false })]);
  const { body } = await server.call('items.search', {});
  items = await Promise.all(body.items.map(async ({ code }) => (await server.call('items.read', { code })).body));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test.each(modes)('ten items, one of each group, are found, read, answered and lead to a list by tapping: %s', async (mode) => {
  const random = seeded(seed + modes.indexOf(mode));
  const phone = await aPhone(browser, server.url, { elder: mode === 'elder' });
  const look = lookerAt(phone, mode);
  for (const category of itemCategories) {
    // The same ten items in both modes.
    const item = oneOf(
      items.filter((one) => one.category === category),
      seeded(seed),
    );
    const answers = leadingToMaterials(item, random);
    await phone.open(paths.home);
    await phone.tap(new RegExp(`^${homeText.items.word}`));
    await phone.tap(new RegExp(`^${escaped(categoryNames[category])}`));
    const part = category === 'household' && inSections([item])[0];
    if (part) await phone.tap(new RegExp(`^${householdSectionNames[part.section]}`));
    await phone.tap(new RegExp(`^${escaped(item.name)}\\s*${escaped(item.summary)}`));
    await phone.sees(new RegExp(`^${itemsText.where}$`));
    await look(`${item.code}-guide`);
    await phone.tap(/^开始/);
    for (const { question, value } of walk(item.interview, answers, facts).accepted) {
      await isAsked(phone, question);
      await look(`${item.code}-${question.kind}`);
      await give(phone, question, value);
    }
    await phone.sees(checklistText.bring);
    await unfoldAll(phone);
    await look(`${item.code}-list`);
    expect([item.code, await phone.find('button', checklistText.book).count()]).toEqual([item.code, 1]);
  }
  expect(look.wrong).toEqual([]);
  expect(phone.problems).toEqual([]);
  await phone.close();
}, 120_000);

test.each(modes)('the longest names, questions, options, helps and lists of the catalogue fit the phone: %s', async (mode) => {
  const phone = await aPhone(browser, server.url, { elder: mode === 'elder' });
  const look = lookerAt(phone, mode);
  const named = longest(items.map((item) => ({ length: item.name.length, item })));
  const long = longest(items.map((item) => ({ length: [...item.conditions, item.feeText, item.statutoryText].join('').length, item })));
  for (const { item } of [named, long]) {
    await phone.open(paths.guide(item.code));
    await phone.sees(new RegExp(`^${itemsText.where}$`));
    await look(`longest-guide-${item.code}`);
  }

  const asked = items.flatMap((item) => item.interview.questions.map((question) => ({ item, question })));
  const options = (question: Question) => (question.kind === 'choice' ? question.options.map(({ text }) => text) : []);
  const measures: ((question: Question) => number)[] = [
    ({ text }) => text.length,
    ({ why }) => why.length,
    ({ help }) => help.length,
    (question) => options(question).join('').length,
    (question) => options(question).length,
    (question) => Math.max(0, ...options(question).map((text) => text.length)),
  ];
  for (const measure of measures) {
    const { item, question } = longest(asked.map((one) => ({ length: measure(one.question), ...one })));
    await openAt(phone, item, question);
    await look(`longest-question-${item.code}-${question.id}`);
  }

  const random = seeded(seed);
  const lists = items.map((item) => {
    const answers = longest(
      Array.from({ length: 20 }, () => anyAnswers(item.interview, facts, random)).map((given) => ({
        length: JSON.stringify(result(item.interview, given, facts)?.materials ?? []).length,
        given,
      })),
    );
    return { item, answers: answers.given, length: answers.length };
  });
  const { item, answers } = longest(lists);
  const { body } = await server.call('checklists.create', { itemCode: item.code, itemVersion: item.version, answers: { ...answers } });
  await phone.open(paths.checklist(body.code));
  await phone.sees(checklistText.bring);
  await unfoldAll(phone);
  await look(`longest-list-${item.code}`);
  expect(look.wrong).toEqual([]);
  expect(phone.problems).toEqual([]);
  await phone.close();
}, 60_000);

/** Measures and photographs the page in front; `wrong` gathers what is found. */
function lookerAt(phone: Phone, mode: (typeof modes)[number]) {
  const wrong: string[] = [];
  const look = async (name: string) => {
    const { page } = phone;
    await page.locator('[class*="Skeleton-module__"]').filter({ visible: true }).first().waitFor({ state: 'hidden' });
    const findings = await page.evaluate(measurePage, mode === 'elder');
    wrong.push(...findings.map(({ check, where, figure }) => `${name} ${mode}: ${check}: ${where} (${figure})`));
    const height = await page.evaluate(() => Math.max(844, ...[...document.querySelectorAll('.taro_page')].map(({ scrollHeight }) => scrollHeight)));
    await page.setViewportSize({ width: 390, height });
    await page.screenshot({ path: `${pictures}/${name}-${mode}.png`, animations: 'disabled', scale: 'css' });
    await page.setViewportSize({ width: 390, height: 844 });
  };
  return Object.assign(look, { wrong });
}

/** The first random answers that end in a list and not in a refusal. */
function leadingToMaterials({ code, interview }: Item, random: () => number): Answers {
  for (let tries = 0; tries < 1000; tries++) {
    const answers = anyAnswers(interview, facts, random);
    if (result(interview, answers, facts)?.outcome === 'materials') return answers;
  }
  throw new Error(`no answers of 1000 lead to a list: ${code}`);
}

/** The question is in front, with both explanations unfolded. */
async function isAsked(phone: Phone, { text }: Question): Promise<void> {
  await phone.sees(new RegExp(`^${escaped(text)}$`));
  await phone.tap('为什么问这个');
  await phone.tap(interviewText.unsure);
}

async function give(phone: Phone, question: Question, value: Value): Promise<void> {
  if (question.kind === 'choice') {
    const words = question.options.find((option) => option.value === value)?.text ?? '';
    return phone.choose(new RegExp(`^${escaped(words)}$`));
  }
  if (question.kind === 'number') await phone.type(`${question.text} ${question.unit}`, String(value));
  else {
    const [year = '', month = '', day = ''] = String(value).split('-');
    await phone.type(`${question.text} 年`, year);
    await phone.type(`${question.text} 月`, month);
    await phone.type(`${question.text} 日`, day);
  }
  await phone.tap(interviewText.next);
}

/** Everything folded in the page in front, at once. */
async function unfoldAll({ page }: Phone): Promise<void> {
  const folded = page.locator('button[aria-expanded="false"]').filter({ visible: true });
  await folded.evaluateAll((buttons) => {
    for (const button of buttons) (button as HTMLElement).click();
  });
  await folded.first().waitFor({ state: 'hidden' });
}

/** Puts answers on the phone that lead past the question, and opens it to be changed. */
async function openAt(phone: Phone, { code, interview }: Item, question: Question): Promise<void> {
  const random = seeded(seed);
  for (let tries = 0; tries < 5000; tries++) {
    const answers = anyAnswers(interview, facts, random);
    if (!walk(interview, answers, facts).accepted.some((step) => step.question.id === question.id)) continue;
    await phone.open(paths.home);
    await phone.page.evaluate(([key, data]) => localStorage.setItem(String(key), JSON.stringify({ data })), [
      `draft:answers:${code}`,
      answers,
    ] as const);
    await phone.open(paths.interview(code, question.id));
    return isAsked(phone, question);
  }
  throw new Error(`no answers of 5000 reach ${code} ${question.id}`);
}

function longest<One extends { length: number }>(things: One[]): One {
  const first = things[0];
  if (!first) throw new RangeError('nothing to compare');
  return things.reduce((most, one) => (one.length > most.length ? one : most), first);
}

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
