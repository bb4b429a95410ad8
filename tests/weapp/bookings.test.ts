import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '../../functions/ids';
import { idCheckCharacter } from '../../shared/rules/id-number';
import { kitText } from '../../shared/text/kit';
import { bookingText } from '../../shared/text/pages/booking';
import { homeText } from '../../shared/text/pages/home';
import { realNameText } from '../../shared/text/pages/me';
import { ratingText } from '../../shared/text/pages/rating';
import { ratingLevelWords } from '../../shared/text/ratings';
import { startTestServer, type TestServer } from '../support/server';
import { builtWeapp } from './dist';
import { openPhone, type Phone } from './runtime/phone';
import { buildWithTemplates } from './templates';
import { answerAll, chooseTime, confirmBooking, findItem, hall, permit, signInAsNewcomer, signInAtMe, theAppointmentOf, works } from './walks';

let server: TestServer;
let phones: Phone[] = [];
const open = async (openid: string, root = builtWeapp()): Promise<Phone> => {
  const phone = await openPhone({ root, apiBase: server.url, openid });
  phones.push(phone);
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

test('a newcomer gives the real name while confirming, and nothing of it stays on the phone', async () => {
  const newcomer = 'o-newcomer-0001';
  const number = `99000119880808123${idCheckCharacter('99000119880808123')}`;
  const phone = await open(newcomer);
  await signInAsNewcomer(phone);
  await findItem(phone, '居住证', permit);
  await answerAll(phone, works);
  await chooseTime(phone, { hall, day: '11月27日 周五', time: '09:00–09:30' });
  expect(phone.shows(bookingText.realName)).toBe(true);
  await phone.tap('#book');
  expect(phone.shows(realNameText.nameWrong)).toBe(true);
  await phone.type(realNameText.namePlaceholder, '许新来');
  await phone.type(realNameText.numberPlaceholder, number);
  await phone.tap(realNameText.consent);
  await confirmBooking(phone);
  expect(await theAppointmentOf(server.db, newcomer)).toMatchObject({ status: 'booked', name: '许新来' });
  const [person] =
    await server.db`select real_name_verified_at is not null as verified, to_json(person)::text as kept from person where openid = ${newcomer}`;
  expect(person?.verified).toBe(true);
  expect(person?.kept).not.toContain(number);
  expect([...phone.storage.values()].join()).not.toContain(number);
});

test('an elderly person books with large letters on every page', async () => {
  const elder = 'demo-citizen-chen-0001';
  const phone = await open(elder);
  await signInAtMe(phone);
  await phone.tap(kitText.elderOn);
  const isLarge = () => expect(phone.find('.frame')?.classes).toContain('elder');
  isLarge();
  await findItem(phone, '居住证', permit);
  isLarge();
  // Born in 1958, as the verified identity says: the birth date is not asked for.
  await answerAll(phone, [
    ...works.filter((one) => 'reply' in one || 'number' in one).slice(0, 4),
    { asked: '凭什么申领？', reply: '在东莞有稳定住所' },
    { asked: '住的是哪一种房子？', reply: '自己或家人的房子' },
    { asked: '居住证上的照片怎么准备？', reply: '到大厅拍' },
    { asked: '证件做好后怎么取？', reply: '邮寄到家' },
  ]);
  isLarge();
  await chooseTime(phone, { hall, day: '11月30日 周一', time: '10:00–10:30' });
  isLarge();
  await confirmBooking(phone);
  isLarge();
  expect(await theAppointmentOf(server.db, elder)).toMatchObject({ status: 'booked', name: '陈伯年' });
  await phone.relaunch();
  isLarge();
  await phone.until(() => phone.shows(homeText.next), 'the appointment on the first page');
});

const kinds = ['appointment_confirmed', 'ticket_called', 'appointment_fulfilled'];

test.each([
  ['allows them', 'accept', 'demo-principal-liang-0001', [1, 1, 1]],
  ['refuses them', 'reject', 'demo-principal-fang-0001', []],
] as const)('asked for WeChat messages while the tap lasts, somebody who %s has booked', async (_what, answer, openid, granted) => {
  const root = mkdtempSync(join(tmpdir(), 'weapp-templates-'));
  try {
    buildWithTemplates(builtWeapp(), root, Object.fromEntries(kinds.map((kind) => [kind, `template-of-${kind}`])));
    const phone = await open(openid, root);
    phone.person.subscribes = answer;
    await findItem(phone, '居住证', permit);
    await answerAll(phone, works);
    await chooseTime(phone, { hall, day: '12月1日 周二', time: '10:00–10:30' });
    await confirmBooking(phone);
    expect(phone.calls('requestSubscribeMessage').map(({ tmplIds }) => tmplIds)).toEqual([kinds.map((kind) => `template-of-${kind}`)]);
    const kept = await server.db<{ remaining: number }[]>`
      select remaining from subscribe_grant g join person p on p.id = g.person_id where p.openid = ${openid}`;
    expect(kept.map(({ remaining }) => remaining)).toEqual(granted);
    expect(await theAppointmentOf(server.db, openid)).toMatchObject({ status: 'booked' });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test('who gives a low rating is asked for a message about what comes of it, while the tap lasts; who is content or unnamed is not', async () => {
  const openid = 'demo-citizen-he-0001';
  const root = mkdtempSync(join(tmpdir(), 'weapp-templates-'));
  try {
    buildWithTemplates(builtWeapp(), root, { rating_remedied: 'template-of-rating-remedied' });
    const phone = await open(openid, root);
    const now = server.clock.now();
    const asked = [];
    for (const [level, unnamed] of [
      [5, false],
      [2, true],
      [2, false],
    ] as const) {
      const id = newId('rate', now);
      await server.db`
        insert into rating_occasion (id, subject, subject_id, run, place, title, person_id, unit_id, finished_at, channel, handled_by)
        select ${id}, 'case', ${newId('case', now)}, 1, 'online', '居住证申领', p.id, u.id, ${now}, 'mini_program', array[]::text[]
        from person p, unit u where p.openid = ${openid} and u.id = 'dg-guancheng'`;
      await phone.relaunch({ path: 'pages/rating/index', query: { id } });
      await phone.until(() => phone.find('#give') !== undefined, 'the rating page');
      await phone.tap(ratingLevelWords[level]);
      if (unnamed) await phone.tap(ratingText.noContact);
      await phone.tap('#give');
      await phone.until(() => phone.shows(ratingText.yours), 'the rating to be kept');
      asked.push(phone.calls('requestSubscribeMessage').map(({ tmplIds }) => tmplIds));
    }
    expect(asked).toEqual([[], [], [['template-of-rating-remedied']]]);
    expect(
      await server.db`select kind, remaining from subscribe_grant g join person p on p.id = g.person_id where p.openid = ${openid} and kind = 'rating_remedied'`,
    ).toEqual([{ kind: 'rating_remedied', remaining: 1 }]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
