import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import { aStaffMember } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';
import { h5Dir } from './support/build';
import { aDisplay, type Display } from './support/display';

let browser: Browser;
let server: TestServer;
let hallId: string;
let officer: { token: string };
let token: string;
let item: string;
let display: Display;
let page: Page;
beforeAll(async () => {
  mkdirSync('test-results/looks', { recursive: true });
  [browser, server] = await Promise.all([launchBrowser(), startTestServer({ h5Dir, jobs: false })]);
  const [hall] = await server.db<{ id: string }[]>`select id from hall where name like '莞城%'`;
  hallId = hall?.id ?? '';
  officer = await aStaffMember(server.db, hallId, 'officer');
  const head = await aStaffMember(server.db, hallId, 'unit_head');
  token = (await server.call('display.make', { hallId, name: '一楼' }, head.token)).body.token;
  item = (await server.call('items.search', { hallId })).body.items[0]?.code ?? '';
  display = await aDisplay(browser, `${server.url}/#/screens/hall?token=${token}`);
  page = display.page;
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const walkIn = async () => (await server.call('queue.walkIn', { hallId, itemCode: item }, officer.token)).body.ticket;

test('the display shows each call at once and speaks it once, again when it is called again, also after the network was lost', async () => {
  await page.getByText('请留意叫号').waitFor();
  const [first, second] = [await walkIn(), await walkIn()];
  await server.call('queue.callNext', { hallId, counter: '2' }, officer.token);
  await page.locator(`#call-${first?.number}`).waitFor();
  await server.call('queue.recall', { id: first?.id ?? '' }, officer.token);
  await page.waitForFunction(() => JSON.parse(sessionStorage.getItem('said') ?? '[]').length === 2);
  const before = await display.said();
  expect(before.at(-1)).toBe(`请 ${[...(first?.number ?? '')].join(' ')} 号，到 2 号窗口`);
  await page.screenshot({ path: 'test-results/looks/display.png' });

  await page.context().setOffline(true);
  await server.call('queue.start', { id: first?.id ?? '' }, officer.token);
  await server.call('queue.finish', { id: first?.id ?? '' }, officer.token);
  await server.call('queue.callNext', { hallId, counter: '2' }, officer.token);
  await page.context().setOffline(false);
  await page.locator(`#call-${second?.number}`).waitFor({ timeout: 30_000 });
  await page.waitForFunction((count) => JSON.parse(sessionStorage.getItem('said') ?? '[]').length > count, before.length);
  await page.reload();
  await page.locator(`#call-${second?.number}`).waitFor();
  const all = await display.said();
  expect(all.filter((words) => words.includes([...(second?.number ?? '')].join(' ')))).toHaveLength(1);
}, 90_000);

test('its numbers are large enough to be read from eight metres, and nothing is cut or moves', async () => {
  const sizes = await page.evaluate(() =>
    [...document.querySelectorAll('[id^="call-"]')].map((call) => Number.parseFloat(getComputedStyle(call).fontSize) / window.innerHeight),
  );
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(0.07);
  expect(await page.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight)).toBe(true);
});
