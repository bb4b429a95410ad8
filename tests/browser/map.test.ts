import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import type { Browser, CDPSession } from 'playwright-core';
import { paths } from '../../miniprogram/paths';
import { textWidth } from '../../shared/map/measure';
import { mapPageText } from '../../shared/text/pages/map';
import { checklistText } from '../../shared/text/pages/checklist';
import { aCatalogue } from '../support/catalogue';
import { launchBrowser } from '../support/browser';
import { linesOf } from '../support/map';
import { startTestServer, type TestServer } from '../support/server';
import { h5Dir } from './support/build';
import { aPhone, type Phone } from './support/phone';

const item = 'household-spouse-move-in';
const halfway = {
  applicant: 'mainland',
  spouse: 'resident',
  who_comes: 'both',
  from: 'other',
  transfer: 'one_stop',
  from_kind: 'family',
  married_at: 'mainland',
  certificate: 'lost',
  identity_same: 'yes',
  settle: 'own',
  head: 'no',
};
const pictures = 'test-results/map';

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  [browser, server] = await Promise.all([launchBrowser(), startTestServer({ h5Dir })]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

type Look = { left: number; top: number; width: number; height: number; pictureWidth: number; pageZoom: number };

const look = ({ page }: Phone): Promise<Look> =>
  page.evaluate(() => {
    const view = [...document.querySelectorAll('#map-view')].at(-1);
    const picture = view?.querySelector('#map-picture');
    return {
      left: view?.scrollLeft ?? 0,
      top: view?.scrollTop ?? 0,
      width: view?.clientWidth ?? 0,
      height: view?.clientHeight ?? 0,
      pictureWidth: picture?.getBoundingClientRect().width ?? 0,
      pageZoom: window.visualViewport?.scale ?? 1,
    };
  });

async function until(phone: Phone, holds: (now: Look) => boolean): Promise<Look> {
  for (const end = Date.now() + 10_000; ; ) {
    const now = await look(phone);
    if (holds(now)) return now;
    if (Date.now() > end) throw new Error(`the map stays at ${JSON.stringify(now)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Fingers by their way over the screen, from one point to another in ten steps. */
async function drag(finger: CDPSession, ways: { from: [number, number]; to: [number, number] }[]): Promise<void> {
  const at = (share: number) =>
    ways.map(({ from, to }, id) => ({ x: from[0] + (to[0] - from[0]) * share, y: from[1] + (to[1] - from[1]) * share, id }));
  await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (let step = 1; step <= 10; step += 1) {
    await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step / 10) });
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

async function phoneHalfway(elder: boolean): Promise<Phone> {
  const phone = await aPhone(browser, server.url, { elder });
  await phone.context.addInitScript(
    ([key, answers]) => {
      if (location.protocol.startsWith('http')) localStorage.setItem(key as string, answers as string);
    },
    [`draft:answers:${item}`, JSON.stringify({ data: halfway })],
  );
  return phone;
}

test.each([false, true])('the map opens at the open question, goes with the finger, and grows under two fingers (elder: %s)', async (elder) => {
  const phone = await phoneHalfway(elder);
  await phone.open(paths.guide(item));
  await phone.tap(mapPageText.open);
  await phone.sees(mapPageText.title);
  // The open question is the 14th of 16: far down.
  const start = await until(phone, (now) => now.top > 1500 && now.pictureWidth > 0);
  const zoom = start.pictureWidth / 1150;
  expect(zoom).toBeGreaterThan(elder ? 1.2 : 0.9);
  await phone.page.screenshot({ path: `${pictures}/${elder ? 'elder' : 'normal'}.png` });

  const finger = await phone.context.newCDPSession(phone.page);
  await drag(finger, [{ from: [300, 400], to: [60, 400] }]);
  await until(phone, (now) => now.left > start.left + 100);
  await drag(finger, [{ from: [200, 300], to: [200, 500] }]);
  const panned = await until(phone, (now) => now.top < start.top - 100);
  expect(panned.pictureWidth).toBe(start.pictureWidth);

  await drag(finger, [
    { from: [180, 380], to: [60, 300] },
    { from: [220, 420], to: [340, 500] },
  ]);
  const grown = await until(phone, (now) => now.pictureWidth > start.pictureWidth * 1.3);
  expect(grown.pageZoom).toBe(1);

  await phone.tap(mapPageText.smaller);
  const smaller = await until(phone, (now) => now.pictureWidth < grown.pictureWidth);
  await phone.tap(mapPageText.larger);
  await until(phone, (now) => now.pictureWidth > smaller.pictureWidth);
  await phone.tap(mapPageText.back);
  const back = await until(phone, (now) => Math.abs(now.top - start.top) < 2 && Math.abs(now.left - start.left) < 2);
  expect(back.pictureWidth).toBeCloseTo(start.pictureWidth, 0);

  await phone.tap(mapPageText.words);
  await phone.sees(/^14\. /);
  expect(phone.problems).toEqual([]);
  await phone.close();
});

test('somebody who was passed a checklist opens it, its map and its notice without signing in', async () => {
  const { body } = await server.call('items.read', { code: 'id-card-lost' });
  const answers = Object.fromEntries(
    body.interview.questions.flatMap((question) => (question.kind === 'choice' ? [[question.id, question.options[0]?.value ?? '']] : [])),
  );
  const { interview } = body;
  const { walk } = await import('../../shared/rules/interview');
  const accepted = walk(interview, answers, { today: '2026-11-24' }).accepted.map((step) => [step.question.id, step.value]);
  const made = await server.call('checklists.create', { itemCode: body.code, itemVersion: body.version, answers: Object.fromEntries(accepted) });
  expect(made.status).toBe(200);
  const other = await aPhone(browser, server.url);
  await other.open(paths.checklist(made.body.code));
  // A browser without a PDF viewer fetches it; which it is, is not ours to choose.
  const asked = other.context.waitForEvent(
    'request',
    (request) => request.url().startsWith(`${server.url}/api/checklists/`) && request.url().endsWith('/notice'),
  );
  await other.tap(checklistText.notice);
  expect((await asked).url()).toBe(`${server.url}/api/checklists/${made.body.code}/notice`);
  await other.page.bringToFront();
  await other.tap(mapPageText.openMine);
  await until(other, (now) => now.pictureWidth > 0);
  await other.page.screenshot({ path: `${pictures}/frozen.png` });
  await other.close();
});

test('no text of any map is wider in a real font than it was reckoned', async () => {
  const lines = aCatalogue().flatMap(({ name, interview }) => linesOf(name, interview));
  const { page, close } = await aPhone(browser, server.url);
  const real = await page.evaluate((texts) => {
    const pen = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
    return texts.map(({ text, size, bold }) => {
      pen.font = `${bold ? 'bold ' : ''}${size}px sans-serif`;
      return pen.measureText(text).width;
    });
  }, lines);
  const wider = lines.filter(({ text, size }, index) => (real[index] ?? 0) > textWidth(text, size) + 0.5);
  expect(wider).toEqual([]);
  // The reckoning is near enough to be worth something: a tenth less would be found.
  expect(lines.some(({ text, size }, index) => (real[index] ?? 0) > textWidth(text, size) * 0.9)).toBe(true);
  await close();
});
