import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { paths } from '../../miniprogram/paths';
import { runJobs } from '../../functions/jobs/index';
import { idCheckCharacter } from '../../shared/rules/id-number';
import { appointmentActionWords, appointmentNext, appointmentStatusWords, ticketStatusWords } from '../../shared/text/appointments';
import { kitText } from '../../shared/text/kit';
import { figuresText } from '../../shared/text/pages/hall-figures';
import { hallText } from '../../shared/text/pages/hall';
import { hallsText } from '../../shared/text/pages/halls';
import { homeText } from '../../shared/text/pages/home';
import { queueText } from '../../shared/text/pages/queue';
import { windowText, windowTicketNext } from '../../shared/text/pages/window';
import { ticketActionWords } from '../../shared/text/tickets';
import { passSecondFactorOf } from '../support/builders';
import { launchBrowser } from '../support/browser';
import { startTestServer, type TestServer } from '../support/server';
import { bookResidencePermit } from './support/booking';
import { h5Dir } from './support/build';
import { callNext, checkInByCode, numberShown, openDay, takeWalkIns, tickMaterials } from './support/desk';
import { aDisplay, type Display } from './support/display';
import { aPhone, type Phone, photographAll, signIn } from './support/phone';

let browser: Browser;
let server: TestServer;
let display: Display | undefined;
let phones: Phone[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  server = await startTestServer({ h5Dir });
  phones = [];
});
afterEach(async () => {
  await photographAll(phones, expect.getState().currentTestName ?? '');
  const problems = phones.flatMap((phone) => phone.problems);
  await Promise.all([...phones, display].map((opened) => opened?.close()));
  await server.stop();
  expect(problems).toEqual([]);
});

async function phoneOf(name?: string, elder = false): Promise<Phone> {
  const phone = await aPhone(browser, server.url, { elder });
  phones.push(phone);
  if (name) {
    await signIn(phone, name);
    await passSecondFactorOf(server.db, name);
  }
  await phone.open(paths.home);
  return phone;
}

/** Minutes after nine on Tuesday in Shanghai; the citizens' phones ask anew by themselves. */
const clockTo = (minutes: number) => server.clock.set(new Date(Date.parse('2026-11-24T01:00:00.000Z') + minutes * 60_000).toISOString());

const opens = (phone: Phone, what: string | RegExp) => phone.tap(typeof what === 'string' ? new RegExp(`^${what}`) : what);

test('a whole day of a hall: booked, confirmed, checked in, called by two officers at once, passed over, set aside, passed on, served, missed, counted', async () => {
  // Monday. Two people book the first time of Tuesday, one the last; the officers confirm two of them, the head gives the hall a screen.
  const [he, liang, fang] = [await phoneOf(), await phoneOf(undefined, true), await phoneOf()];
  const his = await bookResidencePermit(he, server, '何静雯');
  const hers = await bookResidencePermit(liang, server, '梁志远');
  const missed = await bookResidencePermit(fang, server, '方国栋', 'last');
  const [lin, guo, ye, tan] = [await phoneOf('林岚'), await phoneOf('郭一鸣'), await phoneOf('叶子晴'), await phoneOf('谭正')];
  for (const [officer, { id }, name] of [
    [lin, his, '何静雯'],
    [guo, hers, '梁志远'],
  ] as const) {
    await openDay(officer);
    await officer.tap(windowText.nextDay);
    await officer.sees(new RegExp(`09:00 ${name}`));
    await officer.page.locator(`#confirm-${id}`).click();
    await officer.sees(windowText.coming);
  }
  await he.open(paths.home);
  await opens(he, /居住证申领.*已确认/);
  await he.sees(appointmentNext.confirmed);

  await opens(tan, homeText.desk);
  await opens(tan, hallText.displays);
  await tan.type(hallText.makeName, '一楼');
  await tan.tap(hallText.make);
  await tan.sees(hallText.made);
  display = await aDisplay(browser, /http\S+token=[\w.-]+/.exec(await tan.page.locator('.taro_page').last().innerText())?.[0] ?? '');
  const doorCode = await tan.page
    .getByText(/^[2-9A-HJKMNP-Z]{6,10}$/)
    .filter({ visible: true })
    .innerText();

  // Tuesday, ten to nine.
  clockTo(-10);
  await display.page.reload();
  await display.page.getByText(hallText.noCalls).waitFor();
  const first = await checkInByCode(ye, his.code, '何静雯');
  await liang.open(paths.arrive(doorCode));
  await liang.tap(hallText.here);
  await liang.sees(kitText.ahead(1));
  await liang.sees(kitText.aboutMinutes(15));
  const second = await numberOn(liang);
  const card = `99000119950505212`;
  const walkIns = await takeWalkIns(ye, 3, { name: '孔巧云', idNumber: card + idCheckCharacter(card) });
  const [aside = '', short = '', last = ''] = walkIns;
  await he.open(paths.home);
  await he.sees(homeText.atHall);
  await he.sees(first);
  await he.sees(kitText.ahead(0));
  await opens(he, /居住证申领.*已签到/);
  await he.sees(kitText.ahead(0));
  const guest = await phoneOf();
  const [ticket] = await server.db<{ id: string }[]>`select id from queue_ticket where number = ${aside}`;
  await guest.open(paths.ticket(ticket?.id ?? ''));
  await guest.sees(kitText.ahead(2));

  // Nine. Both officers call at once, and never the same person.
  clockTo(0);
  await Promise.all([openDay(lin), openDay(guo)]);
  const called = await Promise.all([callNext(lin), callNext(guo)]);
  expect([...called].sort()).toEqual([first, second].sort());
  const [one, other, at, beside] = called[0] === first ? ([lin, guo, '1', '2'] as const) : ([guo, lin, '2', '1'] as const);
  await Promise.all([
    display.calls(first, windowText.counterOf(at)),
    display.calls(second, windowText.counterOf(beside)),
    display.hasSaid(first, 1),
    display.hasSaid(second, 1),
    he.sees(hallText.calledTo(at)),
    liang.sees(hallText.calledTo(beside)),
  ]);

  // Two minutes later only the second has come. The first is called again, then goes three places back.
  clockTo(2);
  await other.tap(ticketActionWords.start);
  await liang.sees(appointmentNext.in_service);
  await opens(one, ticketActionWords.recall);
  await display.hasSaid(first, 2);
  await opens(one, ticketActionWords.skip);
  await one.sees(windowTicketNext.waiting);
  await he.sees(kitText.ahead(3));
  await he.sees(kitText.aboutMinutes(20));

  // The next one has to fetch a copy and is set aside; the one after only asks.
  expect(await callNext(one)).toBe(aside);
  await guest.sees(hallText.calledTo(at));
  await he.sees(kitText.ahead(2));
  await opens(one, ticketActionWords.park);
  await guest.sees(ticketStatusWords.parked);
  expect(await callNext(one)).toBe(short);
  await he.sees(kitText.ahead(1));
  await one.tap(ticketActionWords.start);
  await one.find('button', queueText.finish).waitFor();
  clockTo(6);
  await one.tap(queueText.finish);
  expect(await callNext(one)).toBe(last);
  await he.sees(kitText.ahead(0));
  await one.tap(ticketActionWords.start);
  await one.find('button', queueText.finish).waitFor();
  clockTo(10);
  await one.tap(queueText.finish);

  // The second is served to the end; the first has come back, begins at one counter and is passed on to the other.
  await tickMaterials(other);
  await other.tap(windowText.accept);
  await liang.sees(appointmentNext.fulfilled);
  expect(await callNext(one)).toBe(first);
  await display.hasSaid(first, 3);
  await he.sees(hallText.calledTo(at));
  await one.tap(ticketActionWords.start);
  await he.sees(appointmentNext.in_service);
  await tickMaterials(one, 1);
  await opens(one, ticketActionWords.transfer);
  await one.choose(windowText.counterOf(beside));
  await one.sees(windowTicketNext.waiting);
  await he.sees(kitText.ahead(0));
  expect(await callNext(other)).toBe(first);
  await display.calls(first, windowText.counterOf(beside));
  await he.sees(hallText.calledTo(beside));
  await other.tap(ticketActionWords.start);
  await tickMaterials(other);

  // The one set aside is back with the copy: the guide says so, and the same counter goes on with it.
  clockTo(20);
  await openDay(ye);
  await opens(ye, new RegExp(`^${aside} 孔巧云`));
  await opens(ye, ticketActionWords.resume);
  await guest.sees(kitText.ahead(0));
  await openDay(one);
  expect(await callNext(one)).toBe(aside);
  await guest.sees(hallText.calledTo(at));
  await one.tap(ticketActionWords.start);
  await one.find('button', queueText.finish).waitFor();
  clockTo(24);
  await other.tap(windowText.accept);
  await he.sees(appointmentNext.fulfilled);
  clockTo(30);
  await one.tap(queueText.finish);
  await guest.sees(ticketStatusWords.done);
  expect(await numberShown(one)).toBe(aside);

  // Four in the afternoon: who was not confirmed by hand is confirmed by the clock. Twenty-five to six: nobody came.
  clockTo(7 * 60 + 1);
  await runJobs(server.room);
  await openDay(lin);
  await lin.sees(windowText.coming);
  clockTo(8 * 60 + 35);
  await opens(lin, /^17:00 方国栋.*已确认/);
  await opens(lin, appointmentActionWords.markNoShow);
  await lin.sees(appointmentStatusWords.no_show);
  await fang.open(paths.appointment(missed.id));
  await fang.sees(appointmentNext.no_show);

  // What the head reads of the day is what happened: minutes from each ticket's own times above.
  await tan.open(paths.home);
  await opens(tan, homeText.desk);
  await opens(tan, hallsText.list);
  await opens(tan, figuresText.list);
  await tan.choose(figuresText.periods.week);
  await opens(tan, /^莞城/);
  await tan.choose(figuresText.periods.week);
  await tan.sees(figuresText.tripsNote(2, 2));
  await tan.sees(figuresText.missedNote(1, 3));
  const bars = (title: string) =>
    tan.page
      .getByRole('list', { name: title, exact: true })
      .filter({ visible: true })
      .getByRole('listitem')
      .evaluateAll((shown) => shown.map((bar) => bar.getAttribute('aria-label')));
  const [places] = await server.db<{ planned: number }[]>`
    select count(*)::int as planned from place p join slot s on s.id = p.slot_id
    where s.hall_id = 'guancheng' and s.day <= '2026-11-24' and p.kind <> 'withdrawn'`;
  expect(await bars(figuresText.places)).toEqual([`计划 ${places?.planned} 个`, '已约 6 个', '实际到场 5 个']);
  // Waited 12, 12, 12, 16 and 20 minutes, were served 4, 4, 8, 10 and 14: what was set aside counts as neither.
  expect(await bars(`${figuresText.waiting}、${figuresText.handling}`)).toEqual([
    '等候中位数 12 分钟',
    '等候九成以内 18.4 分钟',
    '办理中位数 8 分钟',
    '办理九成以内 12.4 分钟',
  ]);
}, 300_000);

/** The number on the card of the queue. */
async function numberOn({ page }: Phone): Promise<string> {
  return /[ABC]\d{3}/.exec(await page.locator('.taro_page').last().innerText())?.[0] ?? '';
}
