import { newId } from '../../functions/ids';
import { aChecklist, aHall, aPerson, aSlot } from '../support/builders';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

const monday = '2026-11-23T00:30:00.000Z';

let service: TestServer;
let town: CaseTown;
beforeAll(async () => {
  service = await startTestServer({ now: monday, jobs: false });
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());

const aCase = async () => {
  const filed = await service.call(
    'cases.file',
    { enterpriseId: town.enterpriseId, category: 'handling', title: '厂区门口交通隐患', body: '上下班时段货车乱停。' },
    town.employee.token,
  );
  expect(filed.error).toBeNull();
  return filed.body.id;
};

/** What the log says about a thing, oldest first. */
const about = (id: string) =>
  service.db`
    select actor_id as "actorId", endpoint, effect, reason from audit_entry where subjects @> ${[id]}::text[] order by id`.then((rows) => [...rows]);

test('who files, who looks and who acts stands in the log, with what it was about', async () => {
  const id = await aCase();
  await service.call('desk.read', { id }, town.handler.token);
  await service.call('desk.accept', { id }, town.handler.token);
  expect(await about(id)).toEqual([
    { actorId: town.employee.id, endpoint: 'cases.file', effect: 'change', reason: null },
    { actorId: town.handler.id, endpoint: 'desk.read', effect: 'read', reason: null },
    { actorId: town.handler.id, endpoint: 'desk.accept', effect: 'change', reason: null },
  ]);
});

test('a list names all that it showed; what a person reads of the own is no entry', async () => {
  const id = await aCase();
  await service.call('desk.list', {}, town.handler.token);
  await service.call('cases.read', { id }, town.employee.token);
  expect((await about(id)).map((entry) => entry.endpoint)).toEqual(['cases.file', 'desk.list']);
});

test('what was refused is no entry, what was repeated is one', async () => {
  const id = await aCase();
  await service.call('desk.accept', { id }, town.handler.token);
  expect((await service.call('desk.accept', { id }, town.secondHandler.token)).error).not.toBeNull();
  const key = newId('key', monday);
  for (let time = 0; time < 3; time += 1) await service.call('desk.note', { id, text: '已核对现场。' }, town.handler.token, key);
  expect((await about(id)).filter((entry) => entry.effect === 'change').map((entry) => entry.endpoint)).toEqual([
    'cases.file',
    'desk.accept',
    'desk.note',
  ]);
});

test('without the log there is no act: a write whose entry cannot be made is not made', async () => {
  const id = await aCase();
  await service.db`alter table audit_entry add constraint no_more check (effect <> 'change') not valid`;
  try {
    expect((await service.call('desk.accept', { id }, town.handler.token)).status).toBe(500);
    expect(await service.db`select status from service_case where id = ${id}`).toEqual([{ status: 'submitted' }]);
  } finally {
    await service.db`alter table audit_entry drop constraint no_more`;
  }
  expect((await service.call('desk.accept', { id }, town.handler.token)).status).toBe(200);
});

test('a booking writes its entry in its one statement: who booked, what and where, once however often it is asked, none when refused', async () => {
  const hallId = await aHall(service.db);
  const [slot, person] = [await aSlot(service.db, { hallId, places: 1 }), await aPerson(service.db)];
  const [key, checklistCode] = [newId('key', monday), await aChecklist(service.db, { halls: [hallId] })];
  const book = () => service.call('appointments.book', { slotId: slot.id, checklistCode }, person.token, key);
  const [booked, again] = [await book(), await book()];
  expect([booked.status, again.body.id]).toEqual([200, booked.body.id]);
  const late = await aPerson(service.db);
  const refused = await service.call(
    'appointments.book',
    { slotId: slot.id, checklistCode: await aChecklist(service.db, { halls: [hallId] }) },
    late.token,
  );
  expect(refused.error?.code).toBe('slot_full');
  expect(await about(slot.id)).toEqual([{ actorId: person.id, endpoint: 'appointments.book', effect: 'change', reason: null }]);
  for (const id of [booked.body.id, person.id, hallId]) expect((await about(id)).map((entry) => entry.actorId)).toEqual([person.id]);
  await service.call('appointments.cancel', { id: booked.body.id }, person.token);
  expect((await about(booked.body.id)).map((entry) => entry.endpoint)).toEqual(['appointments.book', 'appointments.cancel']);
});

test('a booking whose entry cannot be made is not made', async () => {
  const hallId = await aHall(service.db);
  const [slot, person] = [await aSlot(service.db, { hallId }), await aPerson(service.db)];
  const checklistCode = await aChecklist(service.db, { halls: [hallId] });
  const book = () => service.call('appointments.book', { slotId: slot.id, checklistCode }, person.token);
  await service.db`alter table audit_entry add constraint no_more check (effect <> 'change') not valid`;
  try {
    expect((await book()).status).toBe(500);
    expect(await service.db`select id from appointment where person_id = ${person.id}`).toHaveLength(0);
  } finally {
    await service.db`alter table audit_entry drop constraint no_more`;
  }
  expect((await book()).status).toBe(200);
  expect(await about(slot.id)).toHaveLength(1);
});

test('an endpoint that anyone may call keeps no person, since a complaint may be anonymous', async () => {
  await service.signIn('signs-in-and-is-logged');
  const kept = await service.db`select distinct actor_id from audit_entry where endpoint like 'session.%'`;
  expect([...kept]).toEqual([{ actor_id: null }]);
});

test('a person sees who has looked at what is the own: by day and unit, not what others had looked at', async () => {
  const id = await aCase();
  const before = (await service.call('me.accesses', {}, town.employee.token)).body.accesses;
  service.clock.set('2026-11-24T02:00:00.000Z');
  for (let time = 0; time < 3; time += 1) expect((await service.call('desk.read', { id }, town.handler.token)).error).toBeNull();
  const { accesses } = (await service.call('me.accesses', {}, town.employee.token)).body;
  expect(accesses.length).toBe(before.length + 1);
  expect(accesses[0]).toMatchObject({ day: '2026-11-24', looks: 3, what: 'request', reason: null, lastAt: '2026-11-24T02:00:00.000Z' });
  expect(accesses[0]?.units).toHaveLength(1);
  expect((await service.call('me.accesses', {}, town.secondHandler.token)).body.accesses).toEqual([]);
  service.clock.set(monday);
});

test('the audit administrator finds entries by day, person and object within the tree, and can do nothing else', async () => {
  const id = await aCase();
  await service.call('desk.read', { id }, town.handler.token);
  const auditor = async (unitId: string) => {
    const person = await aPerson(service.db, { name: '审计员' });
    await service.db`insert into staff_role (person_id, unit_id, role) values (${person.id}, ${unitId}, 'audit_administrator')`;
    return person.token;
  };
  const bureau = town.unitId.replace('-east', '');
  const [above, here, beside] = [await auditor(bureau), await auditor(town.unitId), await auditor(`${bureau}-west`)];
  const days = { from: '2026-11-23', until: '2026-11-23' };
  const found = async (token: string, more: object = {}) =>
    (await service.call('audit.search', { ...days, object: id, ...more }, token)).body.entries.map((entry) => entry.endpoint);
  expect(await found(above)).toEqual(['desk.read', 'cases.file']);
  expect(await found(here)).toEqual(['desk.read']);
  expect(await found(beside)).toEqual([]);
  expect(await found(above, { effect: 'change' })).toEqual(['cases.file']);
  expect(await found(above, { actor: '没有这个人' })).toEqual([]);
  expect(await found(above, { from: '2026-11-24', until: '2026-11-24' })).toEqual([]);
  const [named] = await service.db<{ number: string; name: string }[]>`
    select c.number, p.name from service_case c, person p where c.id = ${id} and p.id = ${town.handler.id}`;
  expect(await found(here, { object: named?.number, actor: named?.name })).toEqual(['desk.read']);
  const wrong = await service.call('audit.search', { from: '2026-11-24', until: '2026-11-23' }, above);
  expect(wrong.error).toMatchObject({ code: 'period_wrong' });
  const change = { name: 'holdMinutes', from: 5, to: 6, reason: '试改设置' } as const;
  expect((await service.call('settings.change', change, above)).error).toMatchObject({ code: 'role_required' });
  expect((await service.call('staff.units', {}, above)).error).toMatchObject({ code: 'role_required' });
  expect((await service.call('audit.search', days, town.administrator.token)).error).toMatchObject({ code: 'role_required' });
});

test('the log is read a page at a time without a gap or a repetition', async () => {
  const person = await aPerson(service.db, { name: '翻页审计员' });
  await service.db`insert into staff_role (person_id, unit_id, role) values (${person.id}, ${town.unitId}, 'audit_administrator')`;
  const id = await aCase();
  for (let time = 0; time < 45; time += 1) await service.call('desk.read', { id }, town.handler.token);
  const seen: number[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { body } = await service.call(
      'audit.search',
      { from: '2026-11-23', until: '2026-11-23', object: id, ...(cursor ? { cursor } : {}) },
      person.token,
    );
    // what the reader has just looked at names the object too
    seen.push(...body.entries.filter((entry) => entry.endpoint === 'desk.read').map((entry) => entry.id));
    cursor = body.nextCursor;
  }
  expect(seen).toHaveLength(45);
  expect([...new Set(seen)].sort((a, b) => b - a)).toEqual(seen);
});
