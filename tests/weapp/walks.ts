import { bookingText } from '../../shared/text/pages/booking';
import { checklistText } from '../../shared/text/pages/checklist';
import { kitText } from '../../shared/text/kit';
import { homeText } from '../../shared/text/pages/home';
import { interviewText } from '../../shared/text/pages/interview';
import { itemsText } from '../../shared/text/pages/items';
import type { Database } from '../../db/client';
import type { Phone } from './runtime/phone';

/** What a person replies to one question: an option's words, a number, or a date as year, month, day. */
export type Reply = { asked: string; reply: string } | { asked: string; number: string } | { asked: string; date: [string, string, string] };

export const permit = '居住证申领';
export const hall = '莞城一窗通办大厅';

/** Every answer of somebody who works here and is not known yet. */
export const works: Reply[] = [
  { asked: '申请人属于哪一种？', reply: '内地居民，户口在东莞以外' },
  { asked: '以前领过东莞的居住证吗？', reply: '没有领过' },
  { asked: '谁来申请？', reply: '本人' },
  { asked: '申请人的出生日期是？', date: ['1992', '3', '18'] },
  { asked: '在东莞办理居住登记满几个月了？', number: '14' },
  { asked: '凭什么申领？', reply: '在东莞工作或经营' },
  { asked: '用什么证明就业？', reply: '已在东莞缴纳社保' },
  { asked: '居住证上的照片怎么准备？', reply: '沿用身份证相片' },
  { asked: '证件做好后怎么取？', reply: '自己来取' },
];

/** From the first page through the search to an item's guide. */
export async function findItem(phone: Phone, words: string, item: string): Promise<void> {
  await phone.tap(homeText.items.word);
  await phone.type(itemsText.placeholder, words);
  await phone.until(() => phone.shows(itemsText.found(1).replace(/\d.*/, '')) && phone.find(item) !== undefined, `the item ${item}`);
  await phone.tap(item);
  await phone.until(() => phone.path === 'pages/items/guide' && phone.find('#start') !== undefined, 'the guide');
}

/** Answers every question of the guide in turn, each only when it is the one asked; ends on the checklist. */
export async function answerAll(phone: Phone, replies: Reply[]): Promise<void> {
  await phone.tap('#start');
  for (const one of replies) {
    await phone.until(() => phone.shows(one.asked), `the question ${one.asked}`);
    if ('reply' in one) await phone.tap(one.reply);
    else {
      if ('number' in one) await phone.type('#answer', one.number);
      else for (const [index, part] of ['year', 'month', 'day'].entries()) await phone.type(`#date-${part}`, one.date[index] ?? '');
      await phone.tap(interviewText.next);
    }
  }
  await phone.until(() => phone.path === 'pages/checklist/index' && phone.shows(checklistText.book), 'the checklist');
}

/** From the checklist to the page on which the booking is confirmed. `day` and `time` as the page writes them. */
export async function chooseTime(phone: Phone, { hall, day, time }: { hall: string; day: string; time: string }): Promise<void> {
  await phone.tap(checklistText.book);
  await phone.until(() => phone.find(hall) !== undefined, `the hall ${hall}`);
  await phone.tap(hall);
  await phone.until(() => phone.find(`${day}，`) !== undefined, `the day ${day}`);
  await phone.tap(`${day}，`);
  await phone.until(() => phone.find(`${time}，`) !== undefined, `the time ${time}`);
  await phone.tap(`${time}，`);
  await phone.until(() => phone.path === 'pages/booking/confirm' && phone.find('#book')?.disabled === false, 'the place to be held');
}

/** The last tap of a booking, to the appointment it made. */
export async function confirmBooking(phone: Phone): Promise<void> {
  await phone.tap(bookingText.confirm);
  await phone.until(() => phone.path === 'pages/appointments/detail' && phone.find('.code') !== undefined, 'the appointment');
}

/** Signs in on the person's own page and comes back: the first page now shows what this person does here. */
export async function signInAtMe(phone: Phone): Promise<void> {
  await phone.tap(homeText.me);
  await phone.until(() => phone.find('#sign-out') !== undefined, 'being signed in');
  await phone.back();
}

/** Somebody who was never here signs in: asked by a tap, after agreeing to the privacy notice. */
export async function signInAsNewcomer(phone: Phone): Promise<void> {
  await phone.tap(homeText.me);
  await phone.until(() => phone.shows(kitText.signIn), 'the way to sign in');
  await phone.tap(kitText.signIn);
  await phone.until(() => phone.find('#consent-agree') !== undefined, 'the notice to agree to');
  await phone.tap('#consent-agree');
  await phone.until(() => phone.find('#sign-out') !== undefined, 'being signed in');
  await phone.back();
}

export type Stored = { id: string; code: string; status: string; name: string; hallId: string; startsAt: string };

/** The one appointment of this WeChat account, as the database has it. */
export async function theAppointmentOf(db: Database, openid: string): Promise<Stored> {
  const rows = await db<Stored[]>`
    select a.id, a.code, a.status, p.name, a.hall_id as "hallId", s.starts_at as "startsAt"
    from appointment a join person p on p.id = a.person_id join slot s on s.id = a.slot_id where p.openid = ${openid}`;
  expect(rows).toHaveLength(1);
  return rows[0] as Stored;
}
