import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { paths } from '../../miniprogram/paths';
import { aChecklist, passSecondFactorOf } from '../support/builders';
import { launchBrowser } from '../support/browser';
import { startTestServer, type TestServer } from '../support/server';
import { h5Dir } from './support/build';
import { acceptanceLife, acceptanceStates } from './support/acceptance-states';
import { callLife, callStates } from './support/call-states';
import { groupLife, groupStates } from './support/group-states';
import { hallStates } from './support/hall-states';
import { bookStates } from './support/book-states';
import { erasureStates } from './support/erasure-states';
import { type Firms, firmsLivedIn, firmStaffStates, firmStates } from './support/firm-states';
import { listStates } from './support/list-states';
import { type LivedIn, livedIn } from './support/lived-in';
import { type Finding, measurePage } from './support/measure';
import { missedLife, missedStates } from './support/missed-states';
import { aPhone, type Phone, signIn } from './support/phone';
import { problemLife, problemStates } from './support/problem-states';
import { queueLife, queueStates } from './support/queue-states';
import { relativeLife, relativeStates } from './support/relative-states';
import { returnLife, returnStates } from './support/return-states';
import { type PageState, publicStates, staffStates } from './support/states';
import { textLife, textStates } from './support/text-states';
import { urgentLife, urgentStates } from './support/urgent-states';
import { visitDeskStates, visitLife, visitStates } from './support/visit-states';

const pictures = 'test-results/looks';

let browser: Browser;
let server: TestServer;
let city: LivedIn;
let firms: Firms;
/** One phone a person. */
const phones = new Map<string, Phone>();
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [browser, server] = await Promise.all([launchBrowser(), startTestServer({ h5Dir })]);
  city = await livedIn(server);
  firms = await firmsLivedIn(server);
});
afterAll(async () => {
  for (const phone of phones.values()) await phone.close();
  await browser?.close();
  await server?.stop();
});

test('every page of citizens and enterprises is readable, whole and easy to tap, in normal and in elder mode', async () => {
  expect(await inspectAll([...publicStates(city), ...firmStates(firms)])).toEqual([]);
}, 300_000);

test('every page of the staff is readable, whole and easy to tap, in normal and in elder mode', async () => {
  expect(await inspectAll([...staffStates(city), ...firmStaffStates(firms)])).toEqual([]);
}, 300_000);

test('every page on the calendars of halls is readable, whole and easy to tap, in normal and in elder mode', async () => {
  expect(await inspectAll(hallStates(city))).toEqual([]);
}, 300_000);

test('every page of conferences, tasks and visits is readable, whole and easy to tap, in normal and in elder mode', async () => {
  const life = await visitLife(server);
  expect(await inspectAll([...visitStates(life), ...visitDeskStates(life)])).toEqual([]);
}, 300_000);

test('every page of lists of employees is readable, whole and easy to tap, in normal and in elder mode', async () => {
  expect(await inspectAll(groupStates(await groupLife(server)))).toEqual([]);
}, 300_000);

test('every page of tickets, counters and the door of the hall is readable, whole and easy to tap, in normal and in elder mode', async () => {
  expect(await inspectAll(queueStates(city, await queueLife(server, city)))).toEqual([]);
}, 300_000);

test('every list of requests is readable, whole and easy to tap when narrowed, searched and explained, in normal and in elder mode', async () => {
  expect(await inspectAll(listStates())).toEqual([]);
}, 300_000);

test('every page of what came of a visit is readable, whole and easy to tap, in normal and in elder mode', async () => {
  expect(await inspectAll(acceptanceStates(await acceptanceLife(server, city)))).toEqual([]);
}, 300_000);

test('every page on common problems is readable, whole and easy to tap, in normal and in elder mode', async () => {
  expect(await inspectAll(problemStates(await problemLife(server)))).toEqual([]);
}, 300_000);

test('every page of urgent requests, of who asks and of who is on duty, is readable, whole and easy to tap, in normal and in elder mode', async () => {
  const life = await urgentLife(server, city.hallId);
  expect(await inspectAll(urgentStates(life, city.checklist))).toEqual([]);
}, 300_000);

test('every page on missed appointments, full days and lists with mistakes is readable, whole and easy to tap, in normal and in elder mode', async () => {
  expect(await inspectAll(missedStates(await missedLife(server, city)))).toEqual([]);
}, 300_000);

test('every page on relatives is readable, whole and easy to tap, in normal and in elder mode', async () => {
  expect(await inspectAll(relativeStates(await relativeLife(server, city.hallId), '陈伯年', '林岚'))).toEqual([]);
}, 300_000);

test('every page of telling by telephone and of return visits is readable, whole and easy to tap, in normal and in elder mode', async () => {
  expect(await inspectAll([...callStates(await callLife(server, city)), ...returnStates(await returnLife(server, city))])).toEqual([]);
}, 300_000);

test('every page on words that the content check held is readable, whole and easy to tap, in normal and in elder mode', async () => {
  expect(await inspectAll(textStates(await textLife(server)))).toEqual([]);
}, 300_000);

test('every page of booking for somebody in the hall is readable, whole and easy to tap, in normal and in elder mode', async () => {
  const checklist = await aChecklist(server.db, { halls: [city.hallId], now: server.clock.now() });
  expect(await inspectAll(bookStates(checklist, '林岚'))).toEqual([]);
}, 300_000);

test('every page of deleting what is stored is readable, whole and easy to tap, in normal and in elder mode', async () => {
  expect(await inspectAll(erasureStates(server, city.hallId, '一位没来过的群众', '林岚'))).toEqual([]);
}, 300_000);

type Defect = { check: Finding['check']; seed: string; elder?: boolean };
const defects: Defect[] = [
  { check: 'sideways', seed: '.frame { width: 420px }' },
  { check: 'cut', seed: '#choice-items > * { white-space: nowrap; overflow: hidden }' },
  { check: 'cut', seed: '#choice-items { max-height: 60px; overflow: hidden }' },
  { check: 'small target', seed: '#choice-ask { min-height: 0; height: 40px; padding: 0 }' },
  { check: 'small target', elder: true, seed: '#inbox { min-height: 0; height: 56px; padding: 0 }' },
  { check: 'small text', seed: '#choice-ask * { font-size: 12px !important }' },
  { check: 'small text', elder: true, seed: '#choice-ask * { font-size: 18px !important }' },
  { check: 'tight lines', seed: '#choice-ask * { line-height: 1.1 !important }' },
  { check: 'faint', seed: '#choice-ask * { color: #8a93a3 !important }' },
  { check: 'faint', seed: '#choice-ask { opacity: 0.5 }' },
];

test.each(defects)('the measuring finds a seeded defect: $check by $seed', async ({ check, seed, elder = false }) => {
  const phone = await phoneOf('');
  await phone.open(paths.home);
  if (elder) await toggleElder(phone);
  expect(await phone.page.evaluate(measurePage, elder)).toEqual([]);
  await phone.page.addStyleTag({ content: seed });
  const found = await phone.page.evaluate(measurePage, elder);
  if (elder) await toggleElder(phone);
  expect(found.map((finding) => finding.check)).toContain(check);
});

test.each(['Submit', '提交 hotline_update', '请联系 admin'])('the measuring finds English left over: %s', async (words) => {
  const phone = await phoneOf('');
  await phone.open(paths.home);
  await phone.page.locator('.frame').evaluate((frame, text) => frame.append(text), words);
  expect((await phone.page.evaluate(measurePage, false)).map((finding) => finding.check)).toContain('English');
});

test('an error of the page and a refused request are noticed', async () => {
  const phone = await aPhone(browser, server.url);
  await phone.open(paths.home);
  await phone.page.evaluate(async () => {
    console.error('seeded');
    await fetch('/api/items/none-such');
    setTimeout(() => {
      throw new Error('seeded');
    });
  });
  await phone.page.waitForFunction(() => true);
  await phone.close();
  expect(phone.problems).toEqual([
    expect.stringContaining('console: seeded'),
    expect.stringContaining('404 GET'),
    expect.stringContaining('page error: Error: seeded'),
  ]);
});

test('the first page loads at most 350 KB, compressed', async () => {
  const phone = await aPhone(browser, server.url);
  const bodies: Promise<{ file: string; size: number }>[] = [];
  phone.page.on('response', (answer) => {
    const file = new URL(answer.url()).pathname;
    if (answer.url().startsWith(server.url) && !file.startsWith('/api/')) {
      bodies.push(answer.body().then((body) => ({ file, size: gzipSync(body).length })));
    }
  });
  await phone.open(paths.home);
  const loaded = await Promise.all(bodies);
  await phone.close();
  const total = loaded.reduce((sum, { size }) => sum + size, 0) / 1024;
  process.stderr.write(`H5 first load: ${total.toFixed(1)} KB gzip in ${loaded.length} files\n`);
  expect(loaded.map(({ file }) => file)).toContainEqual(expect.stringMatching(/^\/js\/app\./));
  expect(total).toBeLessThanOrEqual(350);
});

/** Opens every state, measures and photographs it in both modes; answers what is wrong, a line each. */
async function inspectAll(states: PageState[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const state of states) {
    const phone = await phoneOf(state.who);
    try {
      await phone.open(state.path);
      await state.act?.(phone);
      await phone.sees(state.sees);
    } catch (error) {
      await phone.page.screenshot({ path: `${pictures}/${state.name}-failed.png` });
      wrong.push(`${state.name}: not reached: ${(error as Error).message.split('\n')[0]} ${phone.problems.splice(0).join('; ')}`);
      continue;
    }
    for (const mode of ['normal', 'elder']) {
      if (mode === 'elder') await toggleElder(phone);
      await phone.page.locator('[class*="Skeleton-module__"]').filter({ visible: true }).first().waitFor({ state: 'hidden' });
      const findings = await phone.page.evaluate(measurePage, mode === 'elder');
      wrong.push(...findings.map(({ check, where, figure }) => `${state.name} ${mode}: ${check}: ${where} (${figure})`));
      await photograph(phone, `${state.name}-${mode}`);
    }
    await toggleElder(phone);
    wrong.push(...unexpected(phone, state));
  }
  return wrong;
}

const unexpected = (phone: Phone, { name, refused }: PageState) =>
  phone.problems
    .splice(0)
    .filter((problem) => !refused || !problem.startsWith(`${refused} POST`))
    .map((problem) => `${name}: ${problem}`);

async function phoneOf(who: string): Promise<Phone> {
  const known = phones.get(who);
  if (known) return known;
  const phone = await aPhone(browser, server.url);
  phones.set(who, phone);
  if (who) {
    await signIn(phone, who);
    await passSecondFactorOf(server.db, who);
  }
  return phone;
}

/** The switch at the top of every page; a sheet may lie over it. */
async function toggleElder({ page }: Phone): Promise<void> {
  await page.getByRole('switch').filter({ visible: true }).last().dispatchEvent('click');
}

/** The whole page in one picture, as if the phone were as long as the page. */
async function photograph({ page }: Phone, name: string): Promise<void> {
  const height = await page.evaluate(() => Math.max(844, ...[...document.querySelectorAll('.taro_page')].map(({ scrollHeight }) => scrollHeight)));
  await page.setViewportSize({ width: 390, height });
  await page.screenshot({ path: `${pictures}/${name}.png`, animations: 'disabled', scale: 'css' });
  await page.setViewportSize({ width: 390, height: 844 });
}
