import { qrPng } from '../../miniprogram/components/qr-png';
import { runJobs } from '../../functions/jobs/index';
import { acceptanceStatusWords } from '../../shared/text/acceptances';
import { appointmentStatusWords } from '../../shared/text/appointments';
import { caseActionWords, caseCategoryWords, caseEventWords, caseOutcomeWords, caseStatusWords } from '../../shared/text/cases';
import { appointmentsText } from '../../shared/text/pages/appointments';
import { bookingText } from '../../shared/text/pages/booking';
import { deskSteps } from '../../shared/text/pages/desk-steps';
import { homeText } from '../../shared/text/pages/home';
import { ratingText } from '../../shared/text/pages/rating';
import { requestsText } from '../../shared/text/pages/requests';
import { staffText } from '../../shared/text/pages/staff';
import { windowText } from '../../shared/text/pages/window';
import { ratingLevelWords, ratingReasonWords } from '../../shared/text/ratings';
import { ticketActionWords } from '../../shared/text/tickets';
import { startTestServer, type TestServer } from '../support/server';
import { openPhone, type Phone } from './runtime/phone';
import { answerAll, chooseTime, confirmBooking, findItem, hall, permit, signInAtMe, theAppointmentOf, works } from './walks';

const citizen = 'demo-citizen-he-0001';
const employee = 'demo-employee-su-0001';
const officer = 'demo-officer-lin-0001';
const liaison = 'demo-liaison-ou-0001';
const handler = 'demo-handler-guancheng-0001';

let server: TestServer;
let phones: Phone[] = [];
const open = async (openid: string): Promise<Phone> => {
  const phone = await openPhone({ apiBase: server.url, openid });
  phones.push(phone);
  return phone;
};

beforeAll(async () => {
  // What happens by itself is called for by name, so that nothing depends on when it happens.
  server = await startTestServer({ jobs: false });
});
afterEach(() => {
  for (const phone of phones) phone.close();
  phones = [];
});
afterAll(() => server.stop());

describe('an appointment, from a question to a rated visit', () => {
  test('a citizen finds the matter, answers every question, gets a checklist and books a time', async () => {
    const phone = await open(citizen);
    await findItem(phone, '暂住证', permit);
    await answerAll(phone, works);
    expect(phone.lines()).toEqual(expect.arrayContaining(['广东省居住证申领表', '本人居民身份证', '社会保险缴纳信息']));
    expect(phone.shows('劳动合同')).toBe(false);

    await chooseTime(phone, { hall, day: '11月25日 周三', time: '14:00–14:30' });
    expect(phone.lines()).toEqual(expect.arrayContaining([bookingText.held, '何静雯', '11月25日 周三 14:00–14:30']));
    expect(phone.shows(bookingText.realName)).toBe(false);
    const left = () => phone.find('.countdown')?.text.match(/\d+:\d\d/)?.[0];
    expect(left()).toMatch(/^(10:00|9:\d\d)$/);
    const before = left();
    await phone.until(() => left() !== before, 'the countdown to move');
    expect(await server.db`select id from place where hold_id is not null`).toHaveLength(1);

    await confirmBooking(phone);
    const booked = await theAppointmentOf(server.db, citizen);
    expect(booked).toMatchObject({ status: 'booked', name: '何静雯', hallId: 'guancheng', startsAt: '2026-11-25T06:00:00.000Z' });
    expect(phone.lines()).toEqual(expect.arrayContaining([appointmentsText.booked, appointmentStatusWords.booked, booked.code, hall]));
    expect(phone.find('.image')?.attr.src).toBe(qrPng(booked.code));
    expect(await server.db`select id from place where hold_id is not null`).toHaveLength(0);
  });

  test('the officer of that hall confirms it from the list of the day', async () => {
    const { id } = await theAppointmentOf(server.db, citizen);
    server.clock.set('2026-11-25T01:00:00.000Z');
    const phone = await open(officer);
    await signInAtMe(phone);
    await phone.tap(homeText.desk);
    await phone.until(() => phone.shows(staffText.windowNote(1, 0, 0)), 'one appointment to confirm');
    await phone.tap(staffText.window);
    await phone.until(() => phone.shows('14:00 何静雯'), 'the appointment in the list');
    await phone.tap(windowText.confirm, { within: '14:00 何静雯' });
    await phone.until(() => phone.find(`#confirm-${id}`) === undefined && phone.shows(appointmentStatusWords.confirmed), 'the row to be confirmed');
    expect(await theAppointmentOf(server.db, citizen)).toMatchObject({ id, status: 'confirmed' });
  });

  test('the officer scans the code, calls the ticket, ticks every material and completes', async () => {
    const { id, code } = await theAppointmentOf(server.db, citizen);
    server.clock.set('2026-11-25T05:45:00.000Z');
    const phone = await open(officer);
    await signInAtMe(phone);
    await phone.tap(homeText.desk);
    await phone.tap(staffText.scan);
    phone.person.scans.push(code);
    await phone.tap(windowText.scanStart);
    await phone.until(() => phone.shows(`${windowText.checkedIn}：何静雯`), 'the check-in');
    const [ticket] = await server.db<{ number: string; status: string }[]>`select number, status from queue_ticket where appointment_id = ${id}`;
    expect(ticket?.status).toBe('waiting');
    expect(phone.find('#ticket-number')?.text).toBe(ticket?.number);

    await phone.back();
    await phone.tap(staffText.window);
    await phone.until(() => phone.find('#call-next')?.disabled === false, 'somebody to call');
    await phone.tap(windowText.callNext);
    await phone.until(() => phone.path === 'staff/window/appointment' && phone.find('#start') !== undefined, 'the called ticket');
    expect(phone.lines()).toContain(`${ticket?.number} · ${windowText.counterOf('1')}`);
    await phone.tap(ticketActionWords.start);
    await phone.until(() => phone.find('#complete') !== undefined, 'the service to start');

    for (const material of ['form', 'id', 'social']) {
      expect(phone.find('#complete')?.disabled).toBe(true);
      await phone.tap(`#ok-${material}`);
      await phone.until(() => phone.find(`#clear-${material}`) !== undefined, `the tick of ${material}`);
    }
    await phone.until(() => phone.find('#complete')?.disabled === false, 'every material to be ticked');
    await phone.tap('#complete');
    await phone.until(() => phone.shows(acceptanceStatusWords.open), 'the item to be accepted');

    expect(await theAppointmentOf(server.db, citizen)).toMatchObject({ status: 'fulfilled' });
    expect(await server.db`select material_id, state from material_tick where appointment_id = ${id} order by material_id`).toEqual([
      { material_id: 'form', state: 'ok' },
      { material_id: 'id', state: 'ok' },
      { material_id: 'social', state: 'ok' },
    ]);
    expect(await server.db`select status, counter from queue_ticket where appointment_id = ${id}`).toEqual([{ status: 'done', counter: '1' }]);
    const events = await server.db<{ action: string }[]>`select action from appointment_event where appointment_id = ${id} order by seq`;
    expect(events.map(({ action }) => action)).toEqual(['book', 'confirm', 'checkIn', 'start', 'complete']);
  });

  test('the citizen is asked for a rating and gives a low one once, with a reason; what comes of it is under 我的 and is rated too', async () => {
    await runJobs(server.room);
    // Not at the counter in front of the officer.
    server.clock.advance(30 * 60_000);
    const phone = await open(citizen);
    await signInAtMe(phone);
    await phone.until(() => phone.shows(homeText.rateNote), 'the offer to rate');
    await phone.tap(permit, { within: homeText.rateNote });
    await phone.until(() => phone.find('#give') !== undefined, 'the rating page');
    expect(phone.find('#give')?.disabled).toBe(true);
    await phone.tap(ratingLevelWords[2]);
    await phone.tap(ratingReasonWords.several_trips);
    await phone.tap(ratingText.give);
    await phone.until(() => phone.shows(ratingText.done), 'the thanks');

    const given = await server.db<{ id: string }[]>`
      select r.occasion_id as id, r.level, r.reasons, o.subject from rating r join rating_occasion o on o.id = r.occasion_id`;
    expect(given).toEqual([{ id: expect.any(String), level: 2, reasons: ['several_trips'], subject: 'appointment' }]);

    const id = given[0]?.id ?? '';
    await phone.relaunch({ path: 'pages/rating/index', query: { id } });
    await phone.until(() => phone.shows(ratingText.done), 'the page to say that it was rated');
    const again = await server.call('ratings.give', { id, level: 1, reasons: [] }, await server.signIn(citizen));
    expect(again.error?.code).toBe('already_rated');
    expect(await server.db`select level from rating`).toEqual([{ level: 2 }]);

    const [order] = await server.db<{ id: string; owner: string }[]>`
      select m.id, p.openid as owner from remedy_order m join person p on p.id = m.owner_id where m.occasion_id = ${id}`;
    const head = await server.signIn(order?.owner ?? '');
    const text = '已补办，以后一次说清要带什么。';
    await server.call('remedies.contact', { id: order?.id ?? '', reached: true, text }, head);
    await server.call('remedies.verify', { id: order?.id ?? '', finding: 'confirmed', text }, head);
    expect((await server.call('remedies.solve', { id: order?.id ?? '', text }, head)).body).toMatchObject({ status: 'solved' });
    await phone.relaunch({ path: 'pages/me/index', query: {} });
    await phone.until(() => phone.find('#my-ratings') !== undefined, 'the way to the own ratings');
    await phone.tap('#my-ratings');
    await phone.until(() => phone.shows(ratingText.mayRateRemedy), 'the remedy that has ended');
    await phone.tap(`#${id}`);
    await phone.until(() => phone.shows(text), 'the result of the remedy');
    await phone.tap(ratingLevelWords[5]);
    await phone.tap('#rate-remedy');
    await phone.until(() => phone.shows(ratingText.remedyRated(ratingLevelWords[5])), 'the rating of the remedy');
    expect(await server.db`select result_level from remedy_order`).toEqual([{ result_level: 5 }]);
  });
});

describe('a request, from an enterprise to a rated answer', () => {
  const title = '12 名新员工想集中办居住证';
  const theCase = async () => {
    const rows = await server.db<{ id: string; number: string; status: string; outcome: string | null; enterpriseId: string; owner: string }[]>`
      select c.id, number, status, outcome, enterprise_id as "enterpriseId", p.name as owner
      from service_case c join person p on p.id = c.owner_id where title = ${title}`;
    expect(rows).toHaveLength(1);
    return rows[0];
  };

  test('an employee files it for one of two enterprises', async () => {
    const phone = await open(employee);
    await phone.tap(homeText.enterprise.word);
    await phone.until(() => phone.find('#new-request') !== undefined, 'being signed in');
    await phone.tap('#new-request');
    await phone.until(() => phone.find('#request-title') !== undefined, 'the form');
    await phone.tap('莞城示例精密制造有限公司');
    await phone.tap(caseCategoryWords.handling);
    await phone.type(requestsText.titlePlaceholder, title);
    await phone.type(requestsText.bodyPlaceholder, '下周一入职，住厂区宿舍，希望上门集中采集。');
    await phone.tap(requestsText.send);
    await phone.until(() => phone.path === 'pages/requests/detail' && phone.shows(requestsText.filed), 'the request to be filed');
    const filed = await theCase();
    expect(filed).toMatchObject({ status: 'submitted', enterpriseId: 'ent-jingmi' });
    expect(phone.lines()).toEqual(expect.arrayContaining([title, caseStatusWords.submitted, filed?.number, caseEventWords.file]));
  });

  test('the liaison officer calls back and enters it with one tap', async () => {
    const phone = await open(liaison);
    await signInAtMe(phone);
    await phone.tap(homeText.desk);
    await phone.tap(staffText.mine);
    await phone.until(() => phone.find(title) !== undefined, 'the request in the list');
    await phone.tap(title);
    await phone.until(() => phone.find(caseActionWords.contact) !== undefined, 'the request');
    await phone.tap(caseActionWords.contact);
    await phone.until(() => phone.find('#step-send') !== undefined && phone.shows(deskSteps.contact.label), 'the step');
    await phone.tap(deskSteps.contact.quick[0] ?? '');
    await phone.tap(deskSteps.contact.send);
    await phone.until(() => phone.path === 'staff/cases/detail' && phone.shows(caseStatusWords.contacted), 'the contact on the timeline');
    expect(await theCase()).toMatchObject({ status: 'contacted' });
  });

  test('the handler accepts it and closes it with an outcome', async () => {
    const phone = await open(handler);
    await signInAtMe(phone);
    await phone.tap(homeText.desk);
    await phone.tap(staffText.unit);
    await phone.until(() => phone.find(title) !== undefined, 'the request in the list of the unit');
    await phone.tap(title);
    await phone.until(() => phone.find('#next-accept') !== undefined, 'the request');
    await phone.tap('#next-accept');
    await phone.until(() => phone.find('#next-complete') !== undefined, 'the request to be accepted');
    expect(await theCase()).toMatchObject({ status: 'accepted', owner: '罗承' });

    await phone.tap('#next-complete');
    await phone.until(() => phone.find('#step-text') !== undefined, 'the step');
    await phone.tap(caseOutcomeWords.settled);
    await phone.type(deskSteps.complete.placeholder, '已到厂区集中受理 12 人，7 个工作日内领证。');
    await phone.tap('#step-send');
    await phone.until(() => phone.path === 'staff/cases/detail' && phone.shows(caseStatusWords.completed), 'the request to be closed');
    expect(await theCase()).toMatchObject({ status: 'completed', outcome: 'settled' });
  });

  test('the requester reads the whole timeline and rates the answer', async () => {
    await runJobs(server.room);
    const phone = await open(employee);
    await phone.tap(homeText.enterprise.word);
    await phone.until(() => phone.find(title) !== undefined, 'the request in the list');
    await phone.tap(title);
    await phone.until(() => phone.find('#request-rate') !== undefined, 'the closed request');
    const words = phone.text();
    const steps = [caseEventWords.file, caseEventWords.contact, caseEventWords.accept, caseEventWords.complete];
    const timeline = words.slice(words.indexOf(requestsText.timeline), words.indexOf(requestsText.content));
    for (const step of steps) expect(timeline).toContain(step);
    expect(words).toContain(caseOutcomeWords.settled);
    expect(words).toContain('已到厂区集中受理 12 人，7 个工作日内领证。');

    await phone.tap(requestsText.rate);
    await phone.until(() => phone.find('#give') !== undefined, 'the rating page');
    await phone.tap(ratingLevelWords[5]);
    await phone.tap(ratingReasonWords.fast);
    await phone.tap(ratingText.give);
    await phone.until(() => phone.shows(ratingText.done), 'the thanks');
    const found = await theCase();
    expect(
      await server.db`select level, reasons from rating join rating_occasion o on o.id = occasion_id where o.subject_id = ${found?.id ?? ''}`,
    ).toEqual([{ level: 5, reasons: ['fast'] }]);
  });
});
