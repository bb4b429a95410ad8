import { aChecklist, aPerson, aSlot } from '../../support/builders';
import type { TestServer } from '../../support/server';
import { choosePerson, type Phone } from './phone';

export type Booked = { id: string; code: string; startsAt: string };

/** From the first page to the last look before booking tomorrow's first or last time in 莞城, by tapping; signs in only when it is needed. */
export async function toConfirmation(phone: Phone, name: string, time: 'first' | 'last' = 'first'): Promise<void> {
  await phone.tap('办什么事');
  await phone.type('要办的事', '暂住证');
  await phone.tap(/^居住证申领/);
  await phone.tap(/^开始/);
  await answerInterview(phone);
  await phone.sees('您的材料清单');
  await phone.sees('劳动合同');
  await phone.tap('预约办理');
  await phone.tap(/莞城/);
  await phone.choose(/^11月24日/);
  await phone.sees(/^11月24日/);
  await freeTimes(phone)[time]().click();
  await phone.tap('用微信登录');
  await choosePerson(phone, name);
  await phone.sees('这个时间为您留着');
  await phone.sees(/^(10:00|0?9:\d\d)$/);
}

/** The same, booked. */
export async function bookResidencePermit(phone: Phone, server: TestServer, name: string, time: 'first' | 'last' = 'first'): Promise<Booked> {
  await toConfirmation(phone, name, time);
  await phone.tap('确认预约');
  await phone.sees('预约已提交。');
  const [row] = await server.db<Booked[]>`
    select a.id, a.code, s.starts_at as "startsAt" from appointment a join slot s on s.id = a.slot_id join person p on p.id = a.person_id
    where p.name = ${name} order by a.created_at desc limit 1`;
  if (!row) throw new Error('the page says booked, the database has nothing');
  await phone.sees(row.code);
  return row;
}

const freeTimes = ({ page }: Phone) => page.getByRole('radio', { name: /–/, disabled: false }).filter({ visible: true });

/** The first time of the day shown that can still be taken. */
export const freeTime = (phone: Phone) => freeTimes(phone).first();

/** The residence permit of somebody employed here who is not signed in. */
export async function answerInterview(phone: Phone): Promise<void> {
  await phone.choose('内地居民，户口在东莞以外');
  await phone.choose('没有领过');
  await phone.choose('本人');
  await phone.type(/年$/, '1992');
  await phone.type(/月$/, '3');
  await phone.type(/日$/, '18');
  await phone.tap('下一题');
  await phone.type(/个月$/, '14');
  await phone.tap('下一题');
  await phone.choose('在东莞工作或经营');
  await phone.choose('劳动合同');
  await phone.choose('沿用身份证相片');
  await phone.choose('自己来取');
}

/** Somebody else came before: checked in at 莞城 for a slot one minute earlier. */
export async function someoneIsWaiting(server: TestServer, startsAt: string): Promise<{ isCalledTo(counter: string): Promise<void> }> {
  const now = server.clock.now();
  const officer = await server.signIn('demo-officer-guo-0001');
  const [hall] = await server.db<
    { hallId: string }[]
  >`select hall_id as "hallId" from slot where starts_at = ${startsAt} and hall_id like '%guancheng%'`;
  const hallId = hall?.hallId ?? '';
  const slot = await aSlot(server.db, { hallId, startsAt: new Date(Date.parse(startsAt) - 60_000).toISOString(), now });
  const person = await aPerson(server.db, { name: '周先到', now });
  const booked = await server.call(
    'appointments.book',
    { slotId: slot.id, checklistCode: await aChecklist(server.db, { halls: [hallId], now }) },
    person.token,
  );
  const arrived = await server.call('window.checkIn', { code: booked.body.code }, officer);
  if (arrived.status !== 200) throw new Error(`${booked.text} ${arrived.text}`);
  return {
    async isCalledTo(counter) {
      const called = await server.call('queue.callNext', { hallId, counter }, officer);
      if (called.body.appointment?.id !== booked.body.id) throw new Error(`another was called: ${called.text}`);
    },
  };
}
