import { accessesTo } from '../../db/queries/audit';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { newId, newShortCode } from '../../functions/ids';
import { runJobs } from '../../functions/jobs/index';
import { notify } from '../../functions/notify';
import { later } from '../../shared/rules/shanghai';
import { aChecklist, aPerson, aSlot, aStaffMember } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';
import { testNow } from '../support/test-city';

const phone = '13800001234';
const facts = { item: '测试事项', when: '11月26日 周四 09:30', hall: '试办大厅', code: 'ABCD2345', reason: '窗口停办' };

let server: TestServer;
let hallId: string;
let officer: { id: string; token: string };
let stranger: { id: string; token: string };
/** Each appointment has a slot of its own. */
let slots = 0;
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  const halls = await server.db<{ id: string; unitId: string }[]>`select id, unit_id as "unitId" from hall order by id`;
  hallId = halls[0]?.id ?? '';
  officer = await aStaffMember(server.db, hallId, 'officer');
  stranger = await aStaffMember(server.db, halls.find(({ unitId }) => unitId !== halls[0]?.unitId)?.id ?? '', 'unit_head');
});
afterAll(() => server?.stop());
beforeEach(() => server.clock.set(testNow));

const hours = (count: number) => later(testNow, count * 3_600_000);

/** Somebody with an appointment three days ahead, told of it just now. */
async function told({ kind = 'appointment_confirmed' as const, withPhone = true, own = false, startsAt = later(hours(72), 1_000 * ++slots) } = {}) {
  const person = await aPerson(server.db, { name: '何未读' });
  if (withPhone) {
    const sealed = server.room.sealer.seal({ table: 'person', column: 'phone', row: person.id }, phone);
    await server.db`update person set phone_sealed = ${sealed}, phone_hash = ${randomBytes(32)} where id = ${person.id}`;
  }
  const slot = await aSlot(server.db, { hallId, startsAt });
  const list = await aChecklist(server.db, { halls: [hallId] });
  const id = newId('apt', testNow);
  await server.db`
    insert into appointment (id, code, person_id, item_code, item_name, checklist_id, slot_id, hall_id, status, live_number, created_at)
    select ${id}, ${newShortCode()}, ${person.id}, item_code, item_name, id, ${slot.id}, ${hallId}, 'confirmed', 1, ${testNow} from checklist where code = ${list}`;
  await server.db.begin((tx) => notify(tx, { personId: person.id, kind, subjectId: id, facts, now: testNow, own }));
  const [notice] = await server.db<{ id: string }[]>`select id from notice where subject_id = ${id}`;
  return { ...person, appointmentId: id, noticeId: notice?.id ?? '' };
}
const listed = async (appointmentId: string, which: 'open' | 'ended' = 'open', token = officer.token) =>
  (await server.call('noticeCalls.list', { which }, token)).body.calls.find(({ subjectId }) => subjectId === appointmentId);
const standing = async (id: string) => (await server.call('noticeCalls.ofAppointment', { id }, officer.token)).body.told[0]?.standing;
async function toCall() {
  const person = await told();
  server.clock.set(hours(4));
  await runJobs(server.room);
  const call = await listed(person.appointmentId);
  if (!call) throw new Error('not on the list');
  return { ...person, call };
}

test('whom neither WeChat nor the inbox has reached after the set time is on the list of the hall, once, and not a millisecond earlier', async () => {
  const { appointmentId } = await told();
  for (const at of [hours(0.5), later(hours(4), -1)]) {
    server.clock.set(at);
    await runJobs(server.room);
    expect(await listed(appointmentId)).toBeUndefined();
  }
  expect(await standing(appointmentId)).toBe('inbox');
  server.clock.set(hours(4));
  await Promise.all(Array.from({ length: 4 }, () => runJobs(server.room)));
  await runJobs(server.room);
  expect(await listed(appointmentId)).toMatchObject({ state: 'open', tries: 0, personName: '何未读', phoneMasked: expect.stringContaining('****') });
  expect(await server.db`select 1 from notice_call c join notice n on n.id = c.notice_id where n.subject_id = ${appointmentId}`).toHaveLength(1);
  expect(await standing(appointmentId)).toBe('to_call');
  expect(await listed(appointmentId, 'open', stranger.token)).toBeUndefined();
});

test('who has read it, who did it himself, and whose appointment is over is not called; what is near is called about sooner', async () => {
  const read = await told();
  const own = await told({ own: true });
  // No slot of the demonstration begins so.
  const near = await told({ startsAt: later(hours(3), 7) });
  await server.call('notices.read', { id: read.noticeId }, read.token);
  server.clock.set(later(hours(1.5), 4));
  await runJobs(server.room);
  expect(await listed(near.appointmentId)).toMatchObject({ state: 'open' });
  server.clock.set(later(hours(3), 7));
  await runJobs(server.room);
  expect(await listed(near.appointmentId, 'ended')).toMatchObject({ state: 'lapsed', lastBy: null });
  server.clock.set(hours(5));
  await runJobs(server.room);
  for (const { appointmentId } of [read, own]) expect(await listed(appointmentId)).toBeUndefined();
  expect(await standing(read.appointmentId)).toBe('read');
});

test('what WeChat has brought is settled, and a message that may have arrived is called about', async () => {
  for (const [state, called] of [
    ['delivered', false],
    ['unknown', true],
    ['dead', true],
  ] as const) {
    const { id, appointmentId, noticeId } = await told();
    await server.db`
      insert into outbox (id, kind, payload, state, attempts, due_at, created_at, finished_at)
      values (${noticeId.replace('note_', 'out_')}, 'wechat_message', ${server.db.json({ noticeId })}, ${state}, 1, ${testNow}, ${testNow}, ${testNow})`;
    server.clock.set(hours(4));
    await runJobs(server.room);
    expect([state, (await listed(appointmentId)) !== undefined]).toEqual([state, called]);
    expect(id).toBeTruthy();
    server.clock.set(testNow);
  }
});

test('the number is shown whole only for a reason, which is kept with who saw it', async () => {
  const { call } = await toCall();
  expect((await server.call('noticeCalls.reveal', { id: call.id, reason: '' }, officer.token)).error?.code).toBe('invalid_input');
  expect((await server.call('noticeCalls.reveal', { id: call.id, reason: '打电话告知' }, stranger.token)).error?.code).toBe('not_found');
  expect((await server.call('noticeCalls.reveal', { id: call.id, reason: '打电话告知' }, officer.token)).body).toEqual({ phone });
  expect(await server.db`select action, actor_id as by, text from notice_call_event where call_id = ${call.id} order by seq`).toEqual([
    { action: 'list', by: null, text: null },
    { action: 'reveal', by: officer.id, text: '打电话告知' },
  ]);
  // the person whose number it is finds it (K1)
  const [seen] = await server.db<
    { person: string }[]
  >`select n.person_id as person from notice_call c join notice n on n.id = c.notice_id where c.id = ${call.id}`;
  expect([...(await accessesTo(server.db, seen?.person ?? '', 5))]).toContainEqual(
    expect.objectContaining({ endpoint: 'noticeCalls.reveal', looks: 1, reason: '打电话告知' }),
  );
  await expect(server.db`update notice_call_event set text = 'x' where call_id = ${call.id}`).rejects.toThrow('not altered');
});

test('tries are counted and end after the set number; a call that is over takes no more', async () => {
  const { call, appointmentId } = await toCall();
  const takeDown = (result: 'reached' | 'not_reached' | 'wrong_number') =>
    server.call('noticeCalls.takeDown', { id: call.id, result }, officer.token);
  expect((await takeDown('not_reached')).body).toMatchObject({ state: 'open', tries: 1 });
  expect((await takeDown('not_reached')).body).toMatchObject({ state: 'open', tries: 2 });
  expect((await takeDown('not_reached')).body).toMatchObject({ state: 'not_reached', tries: 3 });
  expect(await takeDown('reached')).toMatchObject({ error: { code: 'wrong_state' } });
  expect(await standing(appointmentId)).toBe('not_called');
});

test('of two who take down at once one counts as the end', async () => {
  const { call, appointmentId } = await toCall();
  const answers = await Promise.all(
    (['reached', 'wrong_number'] as const).map((result) => server.call('noticeCalls.takeDown', { id: call.id, result }, officer.token)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await listed(appointmentId)).toBeUndefined();
  expect(await listed(appointmentId, 'ended')).toMatchObject({ tries: 1 });
});

test('who reads the notice, or all of them, is off the list', async () => {
  const one = await toCall();
  await server.call('notices.read', { id: one.noticeId }, one.token);
  expect(await listed(one.appointmentId, 'ended')).toMatchObject({ state: 'read' });
  server.clock.set(testNow);
  const other = await toCall();
  await server.call('notices.readAll', {}, other.token);
  expect(await listed(other.appointmentId, 'ended')).toMatchObject({ state: 'read' });
  expect((await server.call('me.read', {}, other.token)).body.unreadNotices).toBe(0);
});

test('without a number nobody can call, and the list of what is settled says so', async () => {
  const { appointmentId } = await told({ withPhone: false });
  server.clock.set(hours(4));
  await runJobs(server.room);
  expect(await listed(appointmentId, 'ended')).toMatchObject({ state: 'no_number', phoneMasked: null });
});
