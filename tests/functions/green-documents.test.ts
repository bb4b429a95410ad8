import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { addDays, later, shanghaiDay } from '../../shared/rules/shanghai';
import { aChecklist, aSlot, aStaffMember, apart } from '../support/builders';
import { anIdNumber } from '../support/id-number';
import { startTestServer, type TestServer } from '../support/server';
import { testNow } from '../support/test-city';

let server: TestServer;
let hallId: string;
let item: string;
let officer: { id: string; token: string };
let guide: { id: string; token: string };
let stranger: { id: string; token: string };
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  const halls = await server.db<{ id: string }[]>`select id from hall order by id limit 1`;
  hallId = halls[0]?.id ?? '';
  const [other] = await server.db<
    { id: string }[]
  >`select id from hall where unit_id <> (select unit_id from hall where id = ${hallId}) order by id limit 1`;
  item = (await server.call('items.search', { hallId })).body.items[0]?.code ?? '';
  officer = await aStaffMember(server.db, hallId, 'officer');
  guide = await aStaffMember(server.db, hallId, 'guide');
  stranger = await aStaffMember(server.db, other?.id ?? '', 'officer');
});
afterAll(() => server?.stop());
beforeEach(() => server.clock.set(testNow));

const today = () => shanghaiDay(server.clock.now());
const someone = (name: string) => ({ name, idKind: 'resident_id' as const, idNumber: anIdNumber('19900307') });
type Someone = ReturnType<typeof someone>;
const check = (identity: Someone, until: string, token = officer.token) =>
  server.call('greenDocuments.check', { hallId, identity, kind: 'military', until }, token);

let accounts = 0;
/** The same person with a phone, whose session outlives the days of a test. */
async function onPhone(identity: Someone): Promise<string> {
  const token = await server.signIn(`green-openid-${String(++accounts).padStart(2, '0')}`);
  const answer = await server.call('me.verifyRealName', identity, token);
  if (answer.status !== 200) throw new Error(answer.text);
  await server.db`update session set access_expires_at = '2099-01-01' where person_id = ${answer.body.id}`;
  return token;
}

/** Books the only place of a slot three days ahead, which is of the green channel's reserve. */
async function bookReserve(token: string) {
  const startsAt = later(testNow, 3 * 86_400_000 + apart());
  const slot = await aSlot(server.db, { hallId, kind: 'green_channel', startsAt });
  return server.call('appointments.book', { slotId: slot.id, checklistCode: await aChecklist(server.db, { halls: [hallId] }) }, token);
}

test('a document written down at the window opens booking, walking in and checking in to the green channel', async () => {
  const identity = someone('何守疆');
  const before = await server.call('queue.walkIn', { hallId, itemCode: item, identity }, guide.token);
  expect(before.body.ticket.lane).not.toBe('green_channel');
  const written = await check(identity, addDays(today(), 365));
  expect(written.body.documents[0]).toMatchObject({ name: '何守疆', action: 'check', kind: 'military', holds: true });
  const after = await server.call('queue.walkIn', { hallId, itemCode: item, identity }, guide.token);
  expect(after.body.ticket.lane).toBe('green_channel');
  const token = await onPhone(identity);
  expect((await server.call('me.read', {}, token)).body.greenChannel).toBe('military');
  const booked = await bookReserve(token);
  expect(booked.status).toBe(200);
  server.clock.set(later(booked.body.startsAt, -60_000));
  const arrived = await server.call('window.checkIn', { code: booked.body.code }, officer.token);
  expect(arrived.body).toMatchObject({ greenChannel: 'military', ticket: { lane: 'booked_green' } });
});

test('it holds on its last day and not on the next', async () => {
  const identity = someone('何到期');
  await check(identity, addDays(today(), 1));
  const token = await onPhone(identity);
  server.clock.set(later(testNow, 86_400_000));
  expect((await server.call('me.read', {}, token)).body.greenChannel).toBe('military');
  server.clock.set(later(testNow, 2 * 86_400_000));
  expect((await server.call('me.read', {}, token)).body.greenChannel).toBeNull();
  const late = await server.call('queue.walkIn', { hallId, itemCode: item, identity }, guide.token);
  expect(late.body.ticket.lane).not.toBe('green_channel');
});

test('what was written down by mistake is taken back once, with a reason, and closes the reserve again', async () => {
  const identity = someone('何误登');
  const written = await check(identity, addDays(today(), 30));
  const id = written.body.documents[0]?.id ?? '';
  const token = await onPhone(identity);
  expect((await server.call('greenDocuments.withdraw', { id, reason: '不是现役' }, stranger.token)).error?.code).toBe('not_found');
  const back = await server.call('greenDocuments.withdraw', { id, reason: '不是现役' }, officer.token);
  expect(back.body.documents.find((document) => document.id === id)).toMatchObject({ action: 'check', holds: false });
  expect(back.body.documents.filter(({ action }) => action === 'withdraw')).toMatchObject([{ reason: '不是现役', holds: false, name: '何误登' }]);
  expect((await server.call('greenDocuments.withdraw', { id, reason: '再撤一次' }, officer.token)).error?.code).toBe('wrong_state');
  expect((await bookReserve(token)).error?.code).toBe('slot_full');
});

test('a document that has run out, another unit’s hall and a guide are refused', async () => {
  const identity = someone('何不行');
  const past = await check(identity, addDays(today(), -1));
  expect([past.error?.code, past.error?.details]).toEqual(['invalid_input', { issues: [{ path: 'until', problem: 'past' }] }]);
  expect((await check(identity, today(), stranger.token)).error?.code).toBe('not_found');
  expect((await check(identity, today(), guide.token)).error?.code).toBe('role_required');
  expect((await server.call('greenDocuments.list', { hallId }, stranger.token)).error?.code).toBe('not_found');
  expect((await check(identity, today())).status).toBe(200);
});
