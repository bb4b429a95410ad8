import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { runJobs } from '../../functions/jobs/index';
import { appointmentNext } from '../../shared/text/appointments';
import { deskNext } from '../../shared/text/pages/desk';
import { appointmentsText } from '../../shared/text/pages/appointments';
import { homeText } from '../../shared/text/pages/home';
import { windowTicketNext } from '../../shared/text/pages/window';
import { paths } from '../../miniprogram/paths';
import { passSecondFactorOf } from '../support/builders';
import { launchBrowser } from '../support/browser';
import { startTestServer, type TestServer } from '../support/server';
import { bookResidencePermit, someoneIsWaiting } from './support/booking';
import { h5Dir } from './support/build';
import { aMinuteLater, aPhone, photographAll, type Phone, signIn } from './support/phone';

let browser: Browser;
let server: TestServer;
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
  await Promise.all(phones.map((phone) => phone.close()));
  await server.stop();
  expect(problems).toEqual([]);
});

/** The phone of somebody who is signed in and stands on the first page. */
async function phoneOf(name?: string): Promise<Phone> {
  const phone = await aPhone(browser, server.url);
  phones.push(phone);
  if (name) {
    await signIn(phone, name);
    await passSecondFactorOf(server.db, name);
  }
  await phone.open('/pages/home/index');
  return phone;
}

test('a citizen finds the matter, books, is confirmed, checked in, called, served and rates, while the officer works the window', async () => {
  const he = await phoneOf();
  const { id, code, startsAt } = await bookResidencePermit(he, server, '何静雯');
  const [booked] = await server.db`
    select a.status, p.name, (select count(*)::int from place where appointment_id = a.id) as places, h.name as hall
    from appointment a join person p on p.id = a.person_id join hall h on h.id = a.hall_id where a.id = ${id}`;
  expect(booked).toMatchObject({ status: 'booked', name: '何静雯', places: 1 });
  await he.page.locator(`[aria-label="${code}"] img`).filter({ visible: true }).waitFor();

  const lin = await phoneOf('林岚');
  await lin.tap(homeText.desk);
  await lin.tap('今日窗口');
  await lin.tap('后一天');
  await lin.sees(/\d\d:\d\d 何静雯/);
  await lin.page.locator(`#confirm-${id}`).click();
  // Shown as confirmed at once; under its new heading when the service has answered.
  await lin.sees('还没到');
  await aMinuteLater(he);
  await he.tap('返回');
  await he.sees('最近的预约');
  await he.tap(/居住证申领.*已确认/);
  await he.sees(appointmentNext.confirmed);

  server.clock.set(new Date(Date.parse(startsAt) - 10 * 60_000).toISOString());
  const other = await someoneIsWaiting(server, startsAt);
  await lin.open('/pages/home/index');
  await lin.tap(homeText.desk);
  await lin.tap('扫码签到');
  await lin.type('预约码', code.toLowerCase());
  await lin.tap('签到');
  await lin.sees('签到成功：何静雯');
  const number = await lin.page.locator('#ticket-number').innerText();
  expect(number).toMatch(/^[A-Z]\d{3}$/);

  await he.tap('返回');
  await he.sees('您在大厅等候');
  await he.sees(number);
  await he.sees('前面还有 1 位');
  await he.tap(/居住证申领.*已签到/);
  await he.sees('前面还有 1 位');
  await other.isCalledTo('2');
  await he.sees('下一位就是您');

  await lin.tap('返回');
  await lin.tap(/^今日窗口/);
  await lin.tap('叫下一号');
  await lin.sees(windowTicketNext.called);
  await he.sees('请到 1 号窗口');
  await lin.tap('开始办理');
  const ticks = lin.page.locator('[id^="ok-"]').filter({ visible: true });
  for (let left = await ticks.count(); left > 0; left--) {
    await lin.sees(`还有 ${left} 样没核对`);
    await ticks.first().click();
    await lin.page
      .locator('[id^="clear-"]')
      .nth((await lin.page.locator('[id^="clear-"]').count()) - 1)
      .waitFor();
  }
  await lin.sees('已逐项核对');
  await lin.tap(/^(办结|受理)$/);
  await lin.sees(/^已(办结|受理)，/);

  await he.sees(appointmentNext.fulfilled);
  // Not asked at the counter: half an hour later, on the page that has been open since before.
  server.clock.advance(30 * 60_000 - 1_000);
  await he.open(paths.appointment(id));
  await he.sees(appointmentNext.fulfilled);
  await he.misses(appointmentsText.rate);
  server.clock.advance(1_000);
  await he.tap(appointmentsText.rate);
  expect(await he.page.getByRole('radio', { checked: true }).count()).toBe(0);
  await he.choose('非常满意');
  await he.tick('办得快');
  await he.tick('跑一次就办成');
  await he.type('还想说的', '材料清单和窗口要的一样。');
  await he.tap('提交评价');
  await he.sees('评价已收到。');

  const history = await server.db`select action, by from appointment_event where appointment_id = ${id} order by seq`;
  expect(history.map(({ action, by }) => `${action} ${by}`)).toEqual([
    'book applicant',
    'confirm officer',
    'checkIn officer',
    'start officer',
    'complete officer',
  ]);
  const [rated] = await server.db`
    select r.level, r.reasons, r.words from rating r join rating_occasion o on o.id = r.occasion_id where o.subject_id = ${id}`;
  expect(rated).toEqual({ level: 5, reasons: ['fast', 'one_trip'], words: '材料清单和窗口要的一样。' });
});

test("an enterprise's request is contacted, accepted and closed by its people, seen on the supervisor's board, and rated", async () => {
  const su = await phoneOf('苏晓彤');
  await su.tap('企业诉求');
  await su.tap('提交第一件诉求');
  await su.choose('莞城示例精密制造有限公司');
  await su.choose('便捷办理');
  await su.type('一句话说清什么事', '12 名新员工想集中办居住证');
  await su.type('具体情况', '员工都在厂区宿舍，希望下周一次办完，材料我们先收齐。');
  await su.tap('提交诉求');
  await su.sees('诉求已提交。');
  await su.sees('联络员');
  await su.tap('为什么是这一天');
  const [filed] = await server.db`select id, number, status from service_case`;
  const id = String(filed?.id);
  const clocks = await server.db`select kind, due_at as "dueAt" from case_clock where case_id = ${id} order by kind`;
  // 24 clock hours; ten working days after Monday 23 November, counted from the next day.
  expect(clocks).toEqual([
    { kind: 'contact', dueAt: '2026-11-24T00:30:00.000Z' },
    { kind: 'processing', dueAt: expect.stringMatching(/^2026-12-07T/) },
  ]);

  server.clock.advance(20 * 3_600_000);
  const xie = await phoneOf('谢鉴');
  await xie.tap(homeText.desk);
  await xie.tap('督办看板');
  await xie.sees('各单位在办');
  await xie.tap('快到期 1 件');
  await xie.tap(/12 名新员工想集中办居住证/);
  await xie.sees(deskNext.submitted);

  const ou = await phoneOf('欧阳柏');
  await openDesk(ou, '我的办件');
  await ou.tap(/12 名新员工想集中办居住证/);
  await ou.tap('登记首次联系');
  await ou.tap('已电话联系，约定上门了解情况。');
  await ou.tap('登记联系');
  await ou.sees(deskNext.contacted);

  const luo = await phoneOf('罗承');
  await openDesk(luo, '本单位办件');
  await luo.tap(/12 名新员工想集中办居住证/);
  await luo.tap(/^受理$/);
  await luo.sees(deskNext.accepted);
  await luo.tap(/^办结$/);
  await luo.choose('已解决');
  await luo.tap('已按您的诉求办理完毕：');
  await luo.type('结果和依据', '已按您的诉求办理完毕：26 日上门集中受理 12 人，7 个工作日内送达。');
  await luo.tap(/^办结$/);
  await luo.sees(deskNext.completed);

  await su.open('/pages/requests/list');
  await su.tap(/12 名新员工想集中办居住证.*已办结/);
  await su.sees('26 日上门集中受理 12 人');
  for (const event of ['提交诉求', '首次联系', '受理']) await su.sees(new RegExp(`^${event}$`));
  await su.sees('已电话联系，约定上门了解情况。');
  await su.tap('评价这次办理');
  await su.choose(/^满意$/);
  await su.tap('提交评价');
  await su.sees('评价已收到。');

  const [closed] = await server.db`select status, outcome from service_case where id = ${id}`;
  expect(closed).toEqual({ status: 'completed', outcome: 'settled' });
  const events = await server.db`
    select e.action, p.name from case_event e left join person p on p.id = e.actor_id where e.case_id = ${id} order by seq`;
  expect(events.map(({ action, name }) => `${action} ${name}`)).toEqual(['file 苏晓彤', 'contact 欧阳柏', 'accept 罗承', 'complete 罗承']);
  const [rated] = await server.db`select r.level from rating r join rating_occasion o on o.id = r.occasion_id where o.subject_id = ${id}`;
  expect(rated).toEqual({ level: 4 });
});

test('an order from 12345 appears on the desk of its town, what the desk does goes back, and an undelivered answer is sent again by the administrator', async () => {
  const hotline = await phoneOf();
  await hotline.page.goto(`${server.url}/stand-in/12345`);
  await hotline.tap('推送一件示例工单');
  await hotline.sees(/正常推送 · 莞城 · 对方回答 200/);
  const [order] = await server.db`select id, title, external_number as "orderNumber", channel from service_case`;
  expect(order).toMatchObject({ channel: 'hotline_12345' });

  const luo = await phoneOf('罗承');
  await openDesk(luo, '本单位办件');
  await luo.tap(new RegExp(String(order?.title)));
  await fetch(`${server.url}/stand-in/12345/__stand-in/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ path: '*', status: 503, times: 100 }),
  });
  await luo.tap('登记首次联系');
  await luo.tap('已电话联系，核实了诉求，说明了办理流程和期限。');
  await luo.tap('登记联系');
  await luo.sees(deskNext.contacted);

  // The platform is down for a day: every try is spent.
  const isDead = async () => (await server.db`select 1 from outbox where state = 'dead'`).length === 1;
  for (let hour = 0; hour < 24 && !(await isDead()); hour++) {
    server.clock.advance(3_600_000);
    await runJobs(server.room);
  }
  await fetch(`${server.url}/stand-in/12345/__stand-in/faults`, { method: 'DELETE' });

  const pan = await phoneOf('潘工');
  await pan.tap(homeText.desk);
  await pan.sees(/未送达 1/);
  await pan.tap('运行');
  await pan.tap('重发');
  await pan.sees('没有未送达的消息。');
  await holdsSoon(async () => (await server.db`select 1 from outbox where kind = 'hotline_update' and state <> 'delivered'`).length === 0);
  await hotline.page.reload();
  await hotline.sees(new RegExp(`${order?.orderNumber} → `));
});

/** From the first page to a list of the desk; the page before names some of the same requests. */
async function openDesk(phone: Phone, list: string): Promise<void> {
  await phone.tap(homeText.desk);
  await phone.tap(list);
  await phone.find('tab', '已结束').waitFor();
}

/** Waits for the jobs behind a write, which have no page to look at. */
async function holdsSoon(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not so within 10 seconds: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
