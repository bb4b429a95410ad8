import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import writeXlsxFile from 'write-excel-file/node';
import { idCheckCharacter } from '../../shared/rules/id-number';
import { addDays, shanghaiInstant } from '../../shared/rules/shanghai';
import { groupHeaders, groupSheetName } from '../../shared/text/groups';
import { aPerson } from '../support/builders';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

/** Monday 08:30 in Shanghai. */
const monday = '2026-11-23T00:30:00.000Z';
const itemCode = 'residence-permit-apply';

let service: TestServer;
let town: CaseTown;
let other: CaseTown;
let hallId: string;
let answers: string;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
  other = await aCaseTown(service.db, '试办二镇');
  const { questions } = (await service.call('items.read', { code: itemCode })).body.interview;
  answers = JSON.stringify(
    Object.fromEntries(
      questions.flatMap((question): [string, string | number][] => {
        if (question.kind === 'number') return [[question.id, 12]];
        if (question.kind !== 'choice') return [];
        const chosen = question.id === 'hukou' ? question.options.find(({ text }) => text.includes('东莞以外')) : question.options[0];
        return chosen ? [[question.id, chosen.value]] : [];
      }),
    ),
  );
  hallId = (await service.call('halls.list', { itemCode })).body.halls[0]?.id ?? '';
  // Only the places of these tests are for groups.
  await service.db`delete from place where kind = 'enterprise' and slot_id in (select id from slot where hall_id = ${hallId})`;
});
afterAll(() => service?.stop());
beforeEach(() => service.clock.set(monday));

let serial = 0;
/** Synthetic: the region 990001 does not exist. */
const number = (of: number) => {
  const first = `99000119900307${String(of).padStart(3, '0')}`;
  return first + idCheckCharacter(first);
};
const listOf = async (numbers: string[], firm: CaseTown = town) => {
  const header = [groupHeaders.name, groupHeaders.idNumber, groupHeaders.phone];
  const rows = [header, ...numbers.map((one, index) => [`员工${index + 1}`, one, '13800000000'])];
  const file = await writeXlsxFile(
    rows.map((row) => row.map((value) => ({ value, type: String }))),
    { sheet: groupSheetName },
  ).toBuffer();
  const sent = { file: new Uint8Array(file), enterpriseId: firm.enterpriseId, itemCode, answers };
  const { body } = await service.call('groups.upload', sent, firm.employee.token);
  expect(body.problems).toEqual([]);
  return body.group?.id ?? '';
};
const fresh = (count: number) => Array.from({ length: count }, () => number(++serial));
/** Adds places for groups to a day: so many in each of its first slots. */
const room = async (date: string, ...counts: number[]) => {
  const day = await service.db<{ id: string }[]>`select id from slot where hall_id = ${hallId} and day = ${date} order by starts_at`;
  for (const [index, count] of counts.entries()) {
    const slotId = day[index]?.id;
    if (slotId === undefined) throw new Error(`the demo city's ${date} has no slot ${index}`);
    await service.db`
      insert into place (slot_id, kind, released_at) select ${slotId}, 'enterprise', '2026-11-20T00:00:00Z' from generate_series(1, ${count})`;
  }
};
const book = (id: string, date: string, token = town.employee.token, count?: number) =>
  service.call('groups.book', { id, hallId, date, ...(count === undefined ? {} : { count }) }, token);
const code = (answer: { error: { code: string } | null }) => answer.error?.code ?? null;
const taken = async (date: string) => {
  const [row] = await service.db<{ taken: number; held: number }[]>`
    select count(appointment_id)::int as taken, count(hold_id)::int as held from place p join slot s on s.id = p.slot_id
    where s.hall_id = ${hallId} and s.day = ${date} and p.kind = 'enterprise'`;
  return row;
};

describe('a block of places for a list', () => {
  test('gives each a place, the first on the list earliest, and shows the firm when each is expected with masked numbers', async () => {
    await room('2026-11-24', 2, 2);
    const numbers = fresh(3);
    const id = await listOf(numbers);
    const days = (await service.call('groups.blockDays', { id, hallId }, town.employee.token)).body;
    expect(days).toMatchObject({ count: 3, offer: { date: '2026-11-24', count: 3 } });
    expect(days.days.find(({ date }) => date === '2026-11-24')?.free).toBe(4);
    const { body, text } = await book(id, '2026-11-24');
    expect(body.toPlace).toBe(0);
    expect(body.list.map(({ place }) => place?.status)).toEqual(['booked', 'booked', 'booked']);
    const times = body.list.map(({ place }) => place?.startsAt ?? '');
    expect(times[0]).toBe(times[1]);
    expect((times[1] ?? '') < (times[2] ?? '')).toBe(true);
    for (const one of numbers) expect(text).not.toContain(one);
    expect(await taken('2026-11-24')).toEqual({ taken: 3, held: 0 });
    expect(code(await book(id, '2026-11-24'))).toBe('nobody_to_place');
  });

  test('is whole or nothing; who is refused is offered the first day that has enough, else the fullest', async () => {
    await room('2026-11-25', 1, 2);
    const id = await listOf(fresh(4));
    const refused = await book(id, '2026-11-25');
    expect(code(refused)).toBe('block_too_big');
    expect(refused.error?.details).toMatchObject({ wanted: 4, free: 3, offer: { date: '2026-11-25', count: 3 } });
    expect(await taken('2026-11-25')).toEqual({ taken: 0, held: 0 });
    await room('2026-11-27', 4);
    expect((await book(id, '2026-11-25')).error?.details).toMatchObject({ offer: { date: '2026-11-27', count: 4 } });
    const part = await book(id, '2026-11-25', town.employee.token, 3);
    expect(part.body).toMatchObject({ toPlace: 1 });
    expect(part.body.list.map(({ place }) => place !== null)).toEqual([true, true, true, false]);
    expect((await book(id, '2026-11-27')).body.toPlace).toBe(0);
  });

  test('of two firms that rush for the last block, one gets all of it and the other nothing', async () => {
    await room('2026-11-30', 2, 2);
    const [one, two] = await Promise.all([listOf(fresh(3)), listOf(fresh(3), other)]);
    const both = await Promise.all([book(one, '2026-11-30'), book(two, '2026-11-30', other.employee.token)]);
    expect(both.map(code).sort()).toEqual(['block_too_big', null].sort());
    expect(await taken('2026-11-30')).toEqual({ taken: 3, held: 0 });
    const lists = await Promise.all([
      service.call('groups.read', { id: one }, town.employee.token),
      service.call('groups.read', { id: two }, other.employee.token),
    ]);
    expect(lists.map(({ body }) => body.list.filter(({ place }) => place !== null).length).sort()).toEqual([0, 3]);
  });

  test('of two firms with the same people at once each person is booked once', async () => {
    await room('2026-12-01', 6);
    const numbers = fresh(3);
    const [one, two] = await Promise.all([listOf(numbers), listOf([...numbers].reverse(), other)]);
    const both = await Promise.all([book(one, '2026-12-01'), book(two, '2026-12-01', other.employee.token)]);
    expect(both.map(code).sort()).toEqual(['nobody_to_place', null].sort());
    expect(await taken('2026-12-01')).toEqual({ taken: 3, held: 0 });
  });

  test('sent twice with one key books once, and answers the same', async () => {
    await room('2026-12-02', 2);
    const id = await listOf(fresh(2));
    const send = { id, hallId, date: '2026-12-02' };
    const key = randomUUID();
    const [first, second] = [
      await service.call('groups.book', send, town.employee.token, key),
      await service.call('groups.book', send, town.employee.token, key),
    ];
    expect(second.text).toBe(first.text);
    expect(await taken('2026-12-02')).toEqual({ taken: 2, held: 0 });
  });

  test('is booked by staff of the firm’s unit too, by nobody else', async () => {
    await room('2026-12-03', 1);
    const id = await listOf(fresh(1));
    expect(code(await book(id, '2026-12-03', other.employee.token))).toBe('not_found');
    expect(code(await book(id, '2026-12-03', town.strangerHead.token))).toBe('not_found');
    expect(code(await book(id, '2026-12-03', town.officer.token))).toBeNull();
    const [row] = await service.db`
      select e.by, a.way, a.enterprise_id as firm from group_person p join appointment a on a.id = p.appointment_id
      join appointment_event e on e.appointment_id = a.id where p.group_id = ${id}`;
    expect(row).toEqual({ by: 'officer', way: 'group', firm: town.enterpriseId });
  });
});

describe('what comes of it', () => {
  test('the firm gives one place back, which marks nobody late, and books that person again', async () => {
    await room('2026-12-04', 3);
    const id = await listOf(fresh(2));
    const booked = (await book(id, '2026-12-04')).body;
    const starts = booked.list[1]?.place?.startsAt ?? '';
    service.clock.set(new Date(Date.parse(starts) - 60_000).toISOString());
    const cancel = (token = town.colleague.token) => service.call('groups.cancelPlace', { id, seq: 2 }, token);
    expect(code(await cancel(other.employee.token))).toBe('not_found');
    const { body } = await cancel();
    expect(body.list[1]?.place).toMatchObject({ status: 'cancelled', mayCancel: false });
    expect(body.toPlace).toBe(1);
    expect(code(await cancel())).toBe('wrong_state');
    const [row] = await service.db`select late_change as late from appointment where id = ${booked.list[1]?.place?.appointmentId ?? ''}`;
    expect(row).toEqual({ late: false });
    service.clock.set(monday);
    expect((await book(id, '2026-12-04')).body.list[1]?.place?.status).toBe('booked');
    service.clock.set(starts);
    expect(code(await cancel())).toBe('too_late');
  });

  test('fulfilled and missed places stand on the list, and who missed may be given another', async () => {
    await room('2026-12-04', 2);
    const id = await listOf(fresh(2));
    const { list } = (await book(id, '2026-12-04')).body;
    const [came, missed] = list.map(({ place }) => place?.appointmentId ?? '');
    await service.db`update appointment set status = 'fulfilled' where id = ${came ?? ''}`;
    await service.db`update appointment set status = 'no_show' where id = ${missed ?? ''}`;
    const seen = (await service.call('groups.read', { id }, town.employee.token)).body;
    expect(seen).toMatchObject({ done: 1, people: 2, toPlace: 1 });
    expect(seen.list.map(({ place }) => place?.status)).toEqual(['fulfilled', 'no_show']);
  });

  test('an employee with a visit of the own for the item keeps that one and takes none', async () => {
    await room('2026-12-04', 2);
    const numbers = fresh(2);
    const own = await aPerson(service.db, { name: '员工1' });
    await service.db`update person set id_number_hash = ${service.room.sealer.hash('person', 'id_number', numbers[0] ?? '')} where id = ${own.id}`;
    const id = await listOf(numbers);
    const checklistCode = (await service.call('groups.read', { id }, town.employee.token)).body.list[0]?.checklistCode ?? '';
    const slots = (await service.call('halls.slots', { hallId, date: '2026-11-26' })).body.slots.filter(({ free }) => free > 0);
    const mine = await service.call('appointments.book', { slotId: slots[0]?.id ?? '', checklistCode }, own.token);
    expect(code(mine)).toBeNull();
    const { body } = await book(id, '2026-12-04');
    expect(body.list.map(({ place }) => place !== null)).toEqual([false, true]);
    const seen = (await service.call('appointments.list', {}, own.token)).body.appointments;
    expect(seen.map((one) => one.id)).toEqual([mine.body.id]);
  });

  test('an employee whom nobody knew before verifies later and sees checklist and appointment', async () => {
    await room('2026-12-04', 1);
    const [mine] = fresh(1);
    const id = await listOf([mine ?? '']);
    const appointmentId = (await book(id, '2026-12-04')).body.list[0]?.place?.appointmentId ?? '';
    const token = await service.signIn(`group-employee-${serial}`);
    expect((await service.call('groups.mine', {}, token)).body.groups).toEqual([]);
    const identity = { name: '员工1', idKind: 'resident_id' as const, idNumber: mine ?? '' };
    expect(code(await service.call('me.verifyRealName', { ...identity }, token))).toBeNull();
    const seen = (await service.call('groups.mine', {}, token)).body.groups;
    expect(seen).toMatchObject([{ groupId: id, appointmentId, result: 'waiting' }]);
    expect(seen[0]?.fromAt).not.toBeNull();
    expect((await service.call('appointments.read', { id: appointmentId }, token)).body.actions).toEqual(['cancel', 'move']);
    // A second account with the same number is refused as ever.
    const twin = await service.signIn(`group-twin-${serial}`);
    expect(code(await service.call('me.verifyRealName', { ...identity }, twin))).toBe('real_name_taken');
  });

  test('a list goes to a window or to a visit at the door, not to both', async () => {
    await room(addDays('2026-12-03', 1), 2);
    const ask = (groupId: string) =>
      service.call(
        'visits.ask',
        {
          enterpriseId: town.enterpriseId,
          groupId,
          kind: 'acceptance',
          need: 'cannot_come',
          people: 1,
          address: '创新路 8 号',
          opens: '09:00',
          closes: '17:00',
        },
        town.employee.token,
      );
    const [placed, visited] = [await listOf(fresh(1)), await listOf(fresh(1))];
    expect(code(await book(placed, '2026-12-04'))).toBeNull();
    expect(code(await ask(placed))).toBe('places_ahead');
    expect(code(await ask(visited))).toBeNull();
    expect(code(await book(visited, '2026-12-04'))).toBe('visit_open');
    expect(code(await service.call('groups.cancelPlace', { id: placed, seq: 1 }, town.employee.token))).toBeNull();
    expect(code(await ask(placed))).toBeNull();
  });

  test('a checklist that has ended refuses the whole block by name, and holds no place', async () => {
    await room('2026-12-04', 2);
    const id = await listOf(fresh(2));
    const codes = (await service.call('groups.read', { id }, town.employee.token)).body.list.map(({ checklistCode }) => checklistCode);
    await service.db`update checklist set expires_at = ${monday} where code = ${codes[1] ?? ''}`;
    const before = await taken('2026-12-04');
    expect(code(await book(id, '2026-12-04'))).toBe('checklist_expired');
    expect(await taken('2026-12-04')).toEqual(before);
  });

  test('a day that is over has no places', async () => {
    const id = await listOf(fresh(1));
    service.clock.set(shanghaiInstant('2026-12-04', '23:00'));
    expect(code(await book(id, '2026-12-04'))).toBe('block_too_big');
  });
});
