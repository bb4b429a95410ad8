import { ticketStatusWords } from '../../shared/text/appointments';
import { kitText } from '../../shared/text/kit';
import { appointmentsText } from '../../shared/text/pages/appointments';
import { hallText } from '../../shared/text/pages/hall';
import { homeText } from '../../shared/text/pages/home';
import { queueText } from '../../shared/text/pages/queue';
import { staffText } from '../../shared/text/pages/staff';
import { windowText } from '../../shared/text/pages/window';
import { ticketActionWords } from '../../shared/text/tickets';
import { startTestServer, type TestServer } from '../support/server';
import { openPhone, type Phone } from './runtime/phone';
import { answerAll, chooseTime, confirmBooking, findItem, hall, permit, signInAtMe, theAppointmentOf, works } from './walks';

const he = 'demo-citizen-he-0001';
const liang = 'demo-principal-liang-0001';
const [lin, guo, ye] = ['demo-officer-lin-0001', 'demo-officer-guo-0001', 'demo-guide-ye-0001'];
/** The number on the card of the demonstration's 梁志远. */
const numberOfLiang = '990001197909121339';

let server: TestServer;
let phones: Phone[] = [];
const open = async (openid: string): Promise<Phone> => {
  const phone = await openPhone({ apiBase: server.url, openid });
  phones.push(phone);
  return phone;
};
/** At work: signed in, on the staff's first page. */
const atWork = async (openid: string): Promise<Phone> => {
  const phone = await open(openid);
  await signInAtMe(phone);
  await phone.tap(homeText.desk);
  await phone.until(() => phone.find('#desk-window') !== undefined, 'the staff’s first page');
  return phone;
};

beforeAll(async () => {
  server = await startTestServer({ jobs: false });
});
afterEach(() => {
  for (const phone of phones) phone.close();
  phones = [];
});
afterAll(() => server.stop());

async function book(openid: string): Promise<{ phone: Phone; id: string; code: string }> {
  const phone = await open(openid);
  await findItem(phone, '居住证', permit);
  await answerAll(phone, works);
  await chooseTime(phone, { hall, day: '11月25日 周三', time: '09:00–09:30' });
  await confirmBooking(phone);
  const { id, code } = await theAppointmentOf(server.db, openid);
  return { phone, id, code };
}

/** How often the phone has asked the service for this appointment. */
const asksFor = (phone: Phone, id: string) => phone.mini.network.exchanges.filter(({ url }) => url.endsWith(`/api/appointments/${id}`)).length;

async function isAskedAgain(phone: Phone, id: string): Promise<void> {
  const before = asksFor(phone, id);
  await phone.until(() => asksFor(phone, id) > before, 'the page to ask again', 60_000);
}

test('booked, checked in at the door, by the guide and without an appointment, each is called once, and the phones learn it by asking', async () => {
  const his = await book(he);
  const hers = await book(liang);

  // Ten to nine on the day. The guide takes in somebody who did not book.
  server.clock.set('2026-11-25T00:50:00.000Z');
  const guide = await atWork(ye);
  await guide.tap(queueText.walkIn);
  await guide.type(queueText.itemPlaceholder, '居住证');
  await guide.until(() => guide.find(permit) !== undefined, `the item ${permit}`);
  await guide.tap(permit);
  await guide.tap(queueText.take);
  await guide.until(() => guide.shows(queueText.taken), 'the ticket');
  const walkIn = guide.find('#ticket-number')?.text ?? '';
  expect(walkIn).toMatch(/^B\d{3}$/);

  // The first of the two scans the code at the door: WeChat opens the page with it as its scene.
  await guide.back();
  await guide.tap(hallText.displays);
  await guide.until(() => guide.find('.code') !== undefined, 'the code for the door');
  const door = guide.find('.code')?.text ?? '';
  await his.phone.relaunch({ path: 'pages/appointments/arrive', query: { scene: door }, scene: 1047 });
  await his.phone.tap(hallText.here);
  await his.phone.until(() => his.phone.path === 'pages/appointments/detail' && his.phone.shows(kitText.ahead(0)), 'the place in the queue');
  const first = /[ABC]\d{3}/.exec(his.phone.text())?.[0] ?? '';

  // The other has no phone at hand: the number on the card.
  await guide.back();
  await guide.tap(staffText.scan);
  await guide.type('#scan-number', numberOfLiang);
  await guide.tap(windowText.byNumberSend);
  await guide.until(() => guide.shows(`${windowText.checkedIn}：梁志远`), 'the check-in by number');
  const second = guide.find('#ticket-number')?.text ?? '';

  // Nothing changes for the first phone, so it asks less and less: after five seconds, then after seven and a half.
  await isAskedAgain(his.phone, his.id);
  const asked = performance.now();
  await isAskedAgain(his.phone, his.id);
  expect(performance.now() - asked).toBeGreaterThan(7_000);

  // Two officers call at once: two tickets, two people, the third waits.
  const officers = [await atWork(lin), await atWork(guo)] as const;
  for (const officer of officers) {
    await officer.tap(staffText.window);
    await officer.until(() => officer.find('#call-next')?.disabled === false, 'somebody to call');
  }
  await Promise.all(officers.map((officer) => officer.tap(windowText.callNext)));
  await Promise.all(officers.map((officer) => officer.until(() => officer.find('#start') !== undefined, 'the called ticket')));
  const counterOf = async (number: string) =>
    (await server.db<{ counter: string | null }[]>`select counter from queue_ticket where number = ${number}`)[0]?.counter ?? null;
  const [at, beside] = [await counterOf(first), await counterOf(second)];
  expect([at, beside].sort()).toEqual(['1', '2']);
  expect(await counterOf(walkIn)).toBeNull();
  await his.phone.until(() => his.phone.shows(appointmentsText.calledTo(at ?? '')), 'the call', 60_000);
  expect(his.phone.shows(ticketStatusWords.called)).toBe(true);

  // The one without a phone is not there: behind the walk-in, whom the same counter calls and answers; then it is called again.
  const officer = officers[beside === '1' ? 0 : 1];
  await officer.tap(ticketActionWords.skip);
  await officer.until(() => officer.find('#call-after') !== undefined, 'the ticket to go back');
  await officer.tap('#call-after');
  await officer.until(() => officer.path === 'staff/window/ticket' && officer.find('#start') !== undefined, 'the walk-in');
  expect(officer.shows(walkIn)).toBe(true);
  await officer.tap('#start');
  await officer.until(() => officer.find('#finish') !== undefined, 'the service to start');
  await officer.tap('#finish');
  await officer.until(() => officer.find('#call-after') !== undefined, 'the walk-in to be over');
  await officer.tap('#call-after');
  await officer.until(() => officer.shows('梁志远') && officer.find('#start') !== undefined, 'the second once more');
  await hers.phone.relaunch({ path: 'pages/appointments/detail', query: { id: hers.id } });
  await hers.phone.until(() => hers.phone.shows(appointmentsText.calledTo(beside ?? '')), 'the call on the other phone');
}, 180_000);
