import type { Database } from '../../db/client';
import { complaintOwner } from '../../db/queries/complaints';
import { firstResponsible } from '../../db/queries/units';
import { shiftAt, shiftEnds, shiftsAhead } from '../../shared/rules/duty';
import { aPerson } from '../support/builders';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

/** A7: each contact channel has a phone, hours, a duty person, and C16 reaches that person. Sunday 22 November, 23:10 in Shanghai. */

const night = '2026-11-22T15:10:00.000Z';
const tonight = { day: '2026-11-22', shift: 'night' } as const;
const monday = { day: '2026-11-23', shift: 'day' } as const;
const mondayNoon = '2026-11-23T04:00:00.000Z';

let service: TestServer;
let db: Database;
let town: CaseTown;
type Someone = { token: string };

beforeAll(async () => {
  service = await startTestServer();
  db = service.db;
  town = await aCaseTown(db);
  await db`insert into staff_role (person_id, unit_id, role) values (${town.dutyPerson.id}, ${town.unitId}, 'officer')`;
});
afterAll(() => service?.stop());
beforeEach(async () => {
  service.clock.set(night);
  await db`delete from duty_shift`;
  await db`update unit set phone = '0769-00000000', hours = '工作日', duty_named = false, duty_person_id = ${town.dutyPerson.id} where id = ${town.unitId}`;
});

const read = async (who: Someone = town.unitHead) => (await service.call('duty.read', { id: town.unitId }, who.token)).body;
const assign = (personId: string | null, shifts: { day: string; shift: 'day' | 'night' }[], who: Someone = town.unitHead, id = town.unitId) =>
  service.call('duty.assign', { id, shifts, personId }, who.token);
const contact = (more: object = {}, who: Someone = town.unitHead, id = town.unitId) =>
  service.call(
    'duty.setContact',
    { id, phone: '0769-22220000', hours: '周一至周六 09:00–18:00', named: true, standingId: town.dutyPerson.id, ...more },
    who.token,
  );
const channel = async () => (await service.call('channels.list', {})).body.channels.find(({ id }) => id === town.unitId);
const asked = async () => {
  const asker = await aPerson(db);
  const said = { unitId: town.unitId, why: '明早的航班，身份证丢了', wantedBy: '2026-11-25T00:00:00.000Z', phone: '13800138000' };
  return (await service.call('urgent.ask', said, asker.token)).body.id;
};
const toldOf = async (id: string) =>
  (await db<{ personId: string }[]>`select person_id as "personId" from notice where subject_id = ${id} and kind = 'staff_urgent_asked'`).map(
    ({ personId }) => personId,
  );

test('a night belongs to the day on which it begins, and each shift ends where the next begins', () => {
  expect(shiftAt('2026-11-23T00:29:59.999Z')).toEqual(tonight);
  expect(shiftAt('2026-11-23T00:30:00.000Z')).toEqual(monday);
  expect(shiftAt('2026-11-23T09:29:59.999Z')).toEqual(monday);
  expect(shiftAt('2026-11-23T09:30:00.000Z')).toEqual({ day: '2026-11-23', shift: 'night' });
  const ahead = shiftsAhead(night);
  expect(ahead).toHaveLength(27);
  expect(ahead.slice(0, 2)).toEqual([tonight, monday]);
  for (const [index, one] of ahead.entries()) {
    const next = ahead[index + 1];
    if (next) expect(shiftAt(shiftEnds(one))).toEqual(next);
  }
});

test('the head sets phone, hours and names, and the list of the citizens shows them at once', async () => {
  expect((await contact()).status).toBe(200);
  expect(await channel()).toMatchObject({ phone: '0769-22220000', hours: '周一至周六 09:00–18:00', hasDuty: true, onDuty: '值班钱某' });
  const { history } = await read();
  expect(history[0]).toMatchObject({ action: 'contact', by: '王负责', text: expect.stringContaining('0769-22220000') });
  await contact({ named: false });
  expect((await channel())?.onDuty).toBeNull();
});

test('who has the shift is on duty in it and not a moment longer; the standing duty person has the rest', async () => {
  await contact();
  await assign(town.handler.id, [tonight]);
  expect((await read()).onDuty).toMatchObject({ name: '陈承办' });
  expect((await channel())?.onDuty).toBe('陈承办');
  service.clock.set('2026-11-23T00:29:59.999Z');
  expect((await channel())?.onDuty).toBe('陈承办');
  service.clock.set('2026-11-23T00:30:00.000Z');
  expect((await channel())?.onDuty).toBe('值班钱某');
});

test('an urgent request is put to whoever has the shift, by day another than by night', async () => {
  await assign(town.officer.id, [tonight]);
  await assign(town.secondHandler.id, [monday]);
  const atNight = await asked();
  expect(await toldOf(atNight)).toEqual([town.officer.id]);
  expect((await service.call('urgentDesk.take', { id: atNight }, town.officer.token)).status).toBe(200);
  service.clock.set(mondayNoon);
  expect(await toldOf(await asked())).toEqual([town.secondHandler.id]);
});

test('a request of an enterprise without a liaison officer is received by whoever has the shift (D3)', async () => {
  await assign(town.secondHandler.id, [tonight]);
  await db`update enterprise set liaison_id = null where id = ${town.enterpriseId}`;
  const said = { enterpriseId: town.enterpriseId, category: 'handling', title: '夜里来件', body: '夜班来的一件诉求，由当班人员接。' } as const;
  const { id } = (await service.call('cases.file', said, town.employee.token)).body;
  await db`update enterprise set liaison_id = ${town.liaison.id} where id = ${town.enterpriseId}`;
  expect(await db`select owner_id as "ownerId" from service_case where id = ${id}`).toMatchObject([{ ownerId: town.secondHandler.id }]);
});

test('who is put on shifts and who is taken off them is told once each, and not who does it', async () => {
  const told = async (kind: 'staff_duty_given' | 'staff_duty_taken') =>
    (
      await db<{ personId: string; body: string; gathered: boolean }[]>`
        select n.person_id as "personId", n.body, o.batch_for is not null as gathered
        from notice n join outbox o on o.payload ->> 'noticeId' = n.id
        where n.kind = ${kind} and n.subject_id = ${town.unitId} order by n.created_at, n.id`
    ).map((row) => [row.personId, row.body, row.gathered]);
  await db`delete from notice where kind like 'staff_duty_%'`;
  await db`update person set openid = 'o-' || id where openid is null and id in (${town.handler.id}, ${town.secondHandler.id}, ${town.dutyPerson.id})`;
  await assign(town.handler.id, [tonight, monday]);
  const unit = '试办镇分局';
  const first = [town.handler.id, `${unit}：11月22日 周日 夜班等 2 个班由您值班，期间群众的急事由您答复。来不了请尽快告诉排班的人。`, false];
  expect(await told('staff_duty_given')).toEqual([first]);
  service.clock.set('2026-11-22T15:10:10.000Z');
  await assign(town.secondHandler.id, [monday]);
  service.clock.set('2026-11-22T15:10:20.000Z');
  await assign(town.secondHandler.id, [monday]);
  await assign(town.unitHead.id, [tonight]);
  expect(await told('staff_duty_given')).toEqual([first, [town.secondHandler.id, expect.stringContaining('11月23日 周一 白班由您值班'), true]]);
  expect(await told('staff_duty_taken')).toEqual([
    [town.handler.id, `${unit}：11月23日 周一 白班不再由您值班。`, true],
    [town.handler.id, `${unit}：11月22日 周日 夜班不再由您值班。`, false],
  ]);
  // ids of one instant stand in no order
  service.clock.set('2026-11-22T15:10:30.000Z');
  await contact({ standingId: town.handler.id });
  expect((await told('staff_duty_given')).at(-1)).toEqual([town.handler.id, expect.stringContaining('没有排班的时间由您值班'), true]);
  expect((await told('staff_duty_taken')).at(-1)).toEqual([town.dutyPerson.id, `${unit}：没有排班的时间不再由您值班。`, true]);
});

test('a case led to a unit without a head, and a complaint nobody else may have, come to whoever has the shift', async () => {
  await assign(town.secondHandler.id, [tonight]);
  await assign(town.officer.id, [monday]);
  const at = (now: string) => firstResponsible(db, station.id, shiftAt(now));
  const station = { id: 'trial-post', path: '' };
  const [unit] = await db<{ path: string }[]>`select path from unit where id = ${town.unitId}`;
  await db`
    insert into unit (id, name, kind, parent_id, path, phone, hours, is_channel)
    select ${station.id}, '试办小站', kind, ${town.unitId}, ${`${unit?.path ?? ''}${station.id}/`}, phone, hours, false from unit where id = ${town.unitId}`;
  expect([await at(night), await at(mondayNoon), await at('2026-11-23T12:00:00.000Z')]).toEqual([
    town.secondHandler.id,
    town.officer.id,
    town.dutyPerson.id,
  ]);
  const above = (await db<{ id: string }[]>`select person_id as id from staff_role where role in ('unit_head', 'supervisor')`).map(({ id }) => id);
  const owner = (now: string) => complaintOwner(db, unit?.path ?? '', above, shiftAt(now));
  expect([await owner(night), await owner(mondayNoon), await owner('2026-11-23T12:00:00.000Z')]).toEqual([
    town.secondHandler.id,
    town.officer.id,
    town.dutyPerson.id,
  ]);
});

test('a shift of somebody who works for the bureau no more falls to the standing duty person', async () => {
  const gone = await aPerson(db, { name: '调走的人' });
  await db`insert into staff_role (person_id, unit_id, role) values (${gone.id}, ${town.unitId}, 'handler')`;
  expect((await assign(gone.id, [tonight])).status).toBe(200);
  await db`delete from staff_role where person_id = ${gone.id}`;
  expect(await toldOf(await asked())).toEqual([town.dutyPerson.id]);
});

test('nobody is put on a shift that is over or further ahead than the roster, nor twice on one', async () => {
  for (const day of ['2026-11-21', '2026-12-06']) {
    expect((await assign(town.handler.id, [{ day, shift: 'night' }])).error?.code).toBe('shift_not_ahead');
  }
  expect((await assign(town.handler.id, [{ day: '2026-11-22', shift: 'day' }])).error?.code).toBe('shift_not_ahead');
  await assign(town.handler.id, [tonight, monday]);
  await assign(town.secondHandler.id, [tonight, tonight]);
  expect((await read()).shifts.slice(0, 3).map(({ rostered }) => rostered?.name ?? null)).toEqual(['郑承办', '陈承办', null]);
  service.clock.set('2026-11-22T15:11:00.000Z');
  await assign(null, [tonight, monday]);
  const { shifts, history } = await read();
  expect(shifts.slice(0, 2).map(({ rostered }) => rostered)).toEqual([null, null]);
  expect(history[0]).toMatchObject({ action: 'free', text: '11月22日 周日 夜班、11月23日 周一 白班' });
});

test('only people of the tree with a bound account and a role that answers are put on duty', async () => {
  const unbound = await aPerson(db, { name: '未绑定' });
  await db`insert into staff_role (person_id, unit_id, role) values (${unbound.id}, ${town.unitId}, 'handler')`;
  await db`update staff_binding set ended_at = ${night} where person_id = ${unbound.id}`;
  for (const nobody of [unbound.id, town.strangerHandler.id, town.employee.id, town.administrator.id]) {
    expect((await assign(nobody, [tonight])).error?.code).toBe('not_duty_staff');
    expect((await contact({ standingId: nobody })).error?.code).toBe('not_duty_staff');
  }
  const names = (await read()).candidates.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['陈承办', '李联络', '王负责', '褚窗口', '值班钱某']));
  expect(names).not.toContain('邻镇承办');
});

test('the bureau, above which nobody is, always names somebody', async () => {
  const bureau = 'trial-bureau';
  await db`update unit set is_channel = true where id = ${bureau}`;
  expect((await contact({ standingId: null }, town.administrator, bureau)).error?.code).toBe('duty_at_top');
  expect((await contact({ standingId: null })).status).toBe(200);
  await db`update unit set is_channel = false where id = ${bureau}`;
});

test('heads and administrators of the tree keep the roster; who works there reads it, and nobody beside', async () => {
  expect((await assign(town.handler.id, [tonight], town.administrator)).status).toBe(200);
  for (const reader of [town.handler, town.officer, town.liaison, town.supervisor]) {
    expect(await read(reader)).toMatchObject({ mayKeep: false, candidates: [] });
    expect((await assign(town.handler.id, [tonight], reader)).error?.code).toBe('role_required');
  }
  for (const beside of [town.strangerHead]) {
    expect((await service.call('duty.read', { id: town.unitId }, beside.token)).error?.code).toBe('not_found');
    expect((await assign(town.handler.id, [tonight], beside)).error?.code).toBe('not_found');
    expect((await contact({}, beside)).error?.code).toBe('not_found');
  }
  const { channels, mine } = (await service.call('duty.list', {}, town.handler.token)).body;
  expect(channels.map(({ id }) => id)).toEqual([town.unitId]);
  expect(mine).toEqual([{ ...tonight, unitId: town.unitId, unitName: '试办镇分局', endsAt: '2026-11-23T00:30:00.000Z' }]);
  service.clock.set('2026-11-23T00:30:00.000Z');
  expect((await service.call('duty.list', {}, town.handler.token)).body.mine).toEqual([]);
});

test('the history is never altered', async () => {
  await contact();
  await expect(db`update duty_event set text = 'x'`).rejects.toThrow('not altered');
  await expect(db`delete from duty_event`).rejects.toThrow('not altered');
});
