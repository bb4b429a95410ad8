import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { runJobs } from '../../functions/jobs/index';
import { notify } from '../../functions/notify';
import { later } from '../../shared/rules/shanghai';
import type { NoticeKind } from '../../shared/text/notices';
import { aPerson } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';

/** Monday 08:30 in Shanghai. */
const morning = '2026-11-23T00:30:00.000Z';
const night = '2026-11-23T14:00:00.000Z';
const nextMorning = '2026-11-24T00:00:00.000Z';
const minutes = (count: number, from = morning) => later(from, count * 60_000);
const sendPath = '/cgi-bin/message/subscribe/send';

let server: TestServer;
let people = 0;
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
});
afterAll(() => server?.stop());
beforeEach(async () => {
  server.clock.set(morning);
  await control('faults', 'DELETE');
});

const control = (path: string, method = 'POST', body?: unknown) =>
  fetch(`${server.standInUrl}/stand-in/wechat/__stand-in/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

/** An officer who has granted so many messages of each kind, on both sides. */
async function anOfficer(grants: Partial<Record<NoticeKind, number>>) {
  const openid = `o_staff_message_${String(++people).padStart(4, '0')}`;
  const { id } = await aPerson(server.db);
  await server.db`update person set openid = ${openid} where id = ${id}`;
  await control('login', 'POST', { openid });
  for (const [kind, count] of Object.entries(grants)) {
    await server.db`insert into subscribe_grant (person_id, kind, remaining) values (${id}, ${kind}, ${count})`;
    for (let number = 0; number < count; number++)
      await control('grant', 'POST', { openid, templateIds: [`demo-template-${kind.replaceAll('_', '-')}`] });
  }
  const tell = (kind: NoticeKind, now: string, urgent = false) =>
    server.db.begin((tx) =>
      notify(tx, {
        personId: id,
        kind,
        subjectId: null,
        facts: { item: '居住证', when: '11月25日', reason: '急', due: '10:00', unit: '分局', number: 'D1', title: '断电', owner: '李' },
        now,
        urgent,
      }),
    );
  const shown = async () =>
    ((await (await control(`messages?openid=${openid}`, 'GET')).json()) as { messages: { templateId: string; data: Record<string, string> }[] })
      .messages;
  const letters = async () =>
    (
      await server.db<{ state: string }[]>`
      select o.state from outbox o join notice n on n.id = o.payload ->> 'noticeId' where n.person_id = ${id} order by o.id`
    ).map(({ state }) => state);
  return { id, tell, shown, letters };
}
async function run(at: string) {
  server.clock.set(at);
  await Promise.all([runJobs(server.room), runJobs(server.room)]);
}

test('five notices within ten minutes are one message, which says what came first and how many there are', async () => {
  const { tell, shown, letters } = await anOfficer({ staff_digest: 2 });
  for (let number = 0; number < 5; number++) await tell(number === 0 ? 'staff_case_overdue' : 'staff_appointment_booked', minutes(number));
  await run(later(minutes(10), -1));
  expect(await shown()).toEqual([]);
  await run(minutes(10));
  await run(minutes(30));
  expect(await shown()).toMatchObject([{ templateId: 'demo-template-staff-digest', data: { thing1: '诉求已超期', number2: '5' } }]);
  expect(await letters()).toEqual(Array(5).fill('delivered'));
});

test('what waits for the first comes due with it, and is put off with it', async () => {
  const { id, tell } = await anOfficer({ staff_digest: 1 });
  const due = async () =>
    (await server.db<{ due: string }[]>`select due_at as due from outbox where batch_for = ${id} order by id`).map((letter) => letter.due);
  await tell('staff_appointment_booked', morning);
  await tell('staff_appointment_booked', minutes(1));
  expect(await due()).toEqual([morning, minutes(1)]);
  await run(minutes(2));
  expect(await due()).toEqual([minutes(10), minutes(10)]);
  await tell('staff_appointment_booked', minutes(3));
  expect(await due()).toEqual([minutes(10), minutes(10), minutes(10)]);
  await control('faults', 'POST', { path: sendPath, errcode: 45011 });
  await run(minutes(10));
  const [first, ...others] = await due();
  expect(Date.parse(first ?? '')).toBeGreaterThan(Date.parse(minutes(10)));
  expect(others).toEqual([first, first]);
});

test('one alone is told in its own words', async () => {
  const { tell, shown } = await anOfficer({ staff_appointment_booked: 1, staff_digest: 1 });
  await tell('staff_appointment_booked', morning);
  await run(minutes(10));
  expect(await shown()).toMatchObject([{ templateId: 'demo-template-staff-appointment-booked' }]);
});

test('without a grant for the digest the first stands for all, and the inbox has the rest', async () => {
  const { tell, shown, letters } = await anOfficer({ staff_appointment_booked: 3 });
  for (let number = 0; number < 3; number++) await tell('staff_appointment_booked', minutes(number));
  await run(minutes(10));
  await run(minutes(60));
  expect(await shown()).toHaveLength(1);
  expect(await letters()).toEqual(['delivered', 'dropped', 'dropped']);
});

test('at night only what is urgent goes out, by its kind or by its subject; the rest comes at eight', async () => {
  const { tell, shown } = await anOfficer({ staff_digest: 1, staff_urgent_asked: 1, staff_case_overdue: 1 });
  await tell('staff_case_overdue', night);
  await tell('staff_appointment_booked', minutes(1, night));
  await tell('staff_urgent_asked', night);
  await tell('staff_case_overdue', night, true);
  await run(minutes(1, night));
  expect((await shown()).map(({ templateId }) => templateId).sort()).toEqual([
    'demo-template-staff-case-overdue',
    'demo-template-staff-urgent-asked',
  ]);
  await run(later(nextMorning, -1));
  expect(await shown()).toHaveLength(2);
  await run(nextMorning);
  expect((await shown())[2]).toMatchObject({ templateId: 'demo-template-staff-digest', data: { number2: '2' } });
});

test('a digest whose answer was lost is not sent again, and one that was refused for now goes out once with what came since', async () => {
  const lost = await anOfficer({ staff_digest: 3 });
  await lost.tell('staff_appointment_booked', morning);
  await lost.tell('staff_appointment_booked', morning);
  await control('faults', 'POST', { path: sendPath, dropAfterEffect: true });
  await run(minutes(10));
  await run(minutes(300));
  expect(await lost.shown()).toHaveLength(1);
  expect(await lost.letters()).toEqual(['unknown', 'unknown']);

  server.clock.set(morning);
  const slow = await anOfficer({ staff_digest: 1 });
  await slow.tell('staff_appointment_booked', morning);
  await slow.tell('staff_appointment_booked', morning);
  await control('faults', 'POST', { path: sendPath, errcode: 45011 });
  await run(minutes(10));
  await slow.tell('staff_appointment_booked', minutes(11));
  await run(minutes(12));
  expect(await slow.shown()).toMatchObject([{ data: { number2: '3' } }]);
  expect(await slow.letters()).toEqual(['delivered', 'delivered', 'delivered']);
});
