import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Facts } from '../../shared/rules/interview';
import { later } from '../../shared/rules/shanghai';
import { anyAnswers, seeded } from '../support/answers';
import { aChecklist, aPerson, aRun, aSlot, aStaffMember, apart } from '../support/builders';
import { anIdNumber } from '../support/id-number';
import { startTestServer, type TestServer } from '../support/server';
import { testNow } from '../support/test-city';

let server: TestServer;
let hallId: string;
let guide: { id: string; token: string };
let stranger: { id: string; token: string };
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  hallId = (await server.db<{ id: string }[]>`select id from hall order by id limit 1`)[0]?.id ?? '';
  const [other] = await server.db<
    { id: string }[]
  >`select id from hall where unit_id <> (select unit_id from hall where id = ${hallId}) order by id limit 1`;
  guide = await aStaffMember(server.db, hallId, 'guide');
  stranger = await aStaffMember(server.db, other?.id ?? '', 'guide');
});
afterAll(() => server?.stop());
beforeEach(() => server.clock.set(testNow));

const someone = (name: string, born = '19850301') => ({ name, idKind: 'resident_id' as const, idNumber: anIdNumber(born) });
const slotOf = (kind = 'public') => aSlot(server.db, { hallId, kind, startsAt: later(testNow, 3 * 86_400_000 + apart()) });
const list = (item?: string) => aChecklist(server.db, { halls: [hallId], ...(item ? { item } : {}) });

async function bookFor(identity: ReturnType<typeof someone>, with_: { token?: string; kind?: string; item?: string } = {}) {
  const slot = await slotOf(with_.kind);
  return server.call('window.book', { identity, slotId: slot.id, checklistCode: await list(with_.item) }, with_.token ?? guide.token);
}

test('a guide books for somebody in the hall, who has the visit and the notice after signing in later', async () => {
  const identity = someone('梁不会');
  const booked = await bookFor(identity);
  expect(booked.body).toMatchObject({ status: 'booked', hallId });
  const atWindow = await server.call('window.read', { id: booked.body.id }, guide.token);
  expect(atWindow.body).toMatchObject({ applicantName: '梁不会', bookedBy: { name: '测试警员', relation: null } });
  expect((await server.call('appointments.list', {}, guide.token)).body.appointments).toEqual([]);
  expect((await server.call('appointments.read', { id: booked.body.id }, guide.token)).status).toBe(404);
  const token = await server.signIn('book-for-openid-01');
  await server.call('me.verifyRealName', { ...identity }, token);
  expect((await server.call('appointments.list', {}, token)).body.appointments.map(({ id }) => id)).toEqual([booked.body.id]);
});

test('limits hold for the staff too; a block for missed appointments does not', async () => {
  const identity = someone('梁限额');
  expect((await bookFor(identity, { item: 'same-item' })).status).toBe(200);
  expect((await bookFor(identity, { item: 'same-item' })).error?.code).toBe('already_booked');
  expect((await bookFor(identity)).status).toBe(200);
  expect((await bookFor(identity)).error?.code).toBe('too_many_live');
  const blocked = someone('梁停约');
  await bookFor(blocked);
  await server.db`update person set online_booking_blocked_until = ${later(testNow, 86_400_000)} where name = ${blocked.name}`;
  expect((await bookFor(blocked)).status).toBe(200);
});

test('the reserve of the green channel opens by the age on the document', async () => {
  expect((await bookFor(someone('梁六十', '19500301'), { kind: 'green_channel' })).status).toBe(200);
  expect((await bookFor(someone('梁壮年'), { kind: 'green_channel' })).error?.code).toBe('slot_full');
});

test('the last place goes to one of a guide and a citizen who ask at once', async () => {
  for (let round = 0; round < 10; round++) {
    const slot = await slotOf();
    const citizen = await aPerson(server.db);
    const [one, other] = [await list(), await list()];
    const answers = await Promise.all([
      server.call('window.book', { identity: someone('梁同时'), slotId: slot.id, checklistCode: one }, guide.token),
      server.call('appointments.book', { slotId: slot.id, checklistCode: other }, citizen.token),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  }
});

test('no staff of another hall, no citizen; an unknown person is forgotten when nothing came of it', async () => {
  const identity = someone('梁过客');
  expect((await bookFor(identity, { token: stranger.token })).status).toBe(404);
  expect((await bookFor(identity, { token: (await aPerson(server.db)).token })).error?.code).toBe('role_required');
  expect((await bookFor(identity, { kind: 'enterprise' })).error?.code).toBe('slot_full');
  expect(await server.db`select from person where name = ${identity.name}`).toHaveLength(0);
  expect((await bookFor({ ...identity, idNumber: '990001198503011234' })).error?.code).toBe('invalid_input');
});

test('a list made for somebody in the hall takes nothing of the officer for known, and is booked with by whoever it is for', async () => {
  await server.db`update person set birth_date = '1950-03-01', id_kind = 'resident_id', real_name_verified_at = ${testNow} where id = ${guide.id}`;
  const { items } = (await server.call('items.search', { query: '居住证申领' }, guide.token)).body;
  const item = (await server.call('items.read', { code: items[0]?.code ?? '' }, guide.token)).body;
  const make = async (facts: Facts, forVisitor?: true) => {
    const answers = { ...anyAnswers(item.interview, facts, seeded(7)) };
    const input = { itemCode: item.code, itemVersion: item.version, answers, ...(forVisitor ? { forVisitor } : {}) };
    const { code } = (await server.call('checklists.create', input, guide.token)).body;
    return (await server.db`select person_id, given -> 'facts' as facts from checklist where code = ${code}`)[0];
  };
  const today = { today: testNow.slice(0, 10) };
  const known = { ...today, birthDate: '1950-03-01', idKind: 'resident_id' as const };
  expect(await make(today, true)).toEqual({ person_id: null, facts: today });
  expect(await make(known)).toEqual({ person_id: guide.id, facts: known });
});

test('several items in one visit take adjacent places for the visitor, all or none', async () => {
  const run = await aRun(server.db, { hallId, slots: 2 });
  const [one, other] = await Promise.all([25, 30].map((minutes) => aChecklist(server.db, { halls: [hallId], minutes })));
  const visit = { identity: someone('梁两件'), slotId: run[0]?.id ?? '', checklistCode: one ?? '', also: [other ?? ''] };
  const booked = await server.call('window.book', visit, guide.token);
  expect(booked.body).toMatchObject({ startsAt: run[0]?.startsAt, endsAt: later(run[1]?.startsAt ?? '', 1_800_000), otherItems: ['测试事项'] });
  const fourth = await Promise.all([30, 30, 30].map((minutes) => aChecklist(server.db, { halls: [hallId], minutes })));
  const long = { ...visit, identity: someone('梁太久'), also: fourth.slice(0, 2) };
  expect((await server.call('window.book', long, guide.token)).error?.code).toBe('no_adjacent_places');
  expect((await server.call('window.book', { ...long, also: fourth }, guide.token)).error?.code).toBe('too_many_items');
});

test('a passport or a permit is as good as the identity card, and one that cannot be is refused', async () => {
  const documents = [
    { name: 'JOHN SMITH', idKind: 'passport', idNumber: 'k1234567' },
    { name: '陈港生', idKind: 'hk_mo_permit', idNumber: 'H12345678' },
    { name: '林台生', idKind: 'taiwan_permit', idNumber: '12345678' },
    { name: 'MARIA SILVA', idKind: 'foreign_permanent_resident_id', idNumber: 'BRA123456789012' },
  ] as const;
  for (const identity of documents) {
    const booked = await server.call('window.book', { identity, slotId: (await slotOf()).id, checklistCode: await list() }, guide.token);
    expect(booked.body).toMatchObject({ status: 'booked' });
    const atWindow = await server.call('window.read', { id: booked.body.id }, guide.token);
    expect(atWindow.body).toMatchObject({ applicantName: identity.name, greenChannel: null });
  }
  const wrong = { name: '陈港生', idKind: 'hk_mo_permit' as const, idNumber: 'X12345678' };
  const refused = await server.call('window.book', { identity: wrong, slotId: (await slotOf()).id, checklistCode: await list() }, guide.token);
  expect(refused.error?.code).toBe('invalid_input');
});
