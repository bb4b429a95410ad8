import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newId } from '../../functions/ids';
import { aChecklist, aSlot, aStaffMember } from '../support/builders';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { anIdNumber } from '../support/id-number';
import { startTestServer, type TestServer } from '../support/server';

let server: TestServer;
let hallId: string;
let item: string;
let guide: { id: string; token: string };
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  hallId = (await server.db<{ id: string }[]>`select id from hall order by id limit 1`)[0]?.id ?? '';
  item = (await server.call('items.search', { hallId })).body.items[0]?.code ?? '';
  guide = await aStaffMember(server.db, hallId, 'guide');
  await aSlot(server.db, { hallId, startsAt: new Date(Date.parse(server.clock.now()) + 61_234).toISOString() });
});
afterAll(() => server?.stop());

let accounts = 0;
/** A phone that has just signed in for the first time. */
async function aPhone(): Promise<{ id: string; token: string }> {
  const token = await server.signIn(`adopting-openid-${String(++accounts).padStart(2, '0')}`);
  return { token, id: (await server.call('me.read', {}, token)).body.id };
}

const verify = (token: string, name: string, idNumber: string) => server.call('me.verifyRealName', { name, idKind: 'resident_id', idNumber }, token);

/** Somebody whom the guide took down with a document and a list: checked in, without a WeChat account. */
async function takenDown(name: string) {
  const idNumber = anIdNumber('19900307');
  const checklistCode = await aChecklist(server.db, { halls: [hallId] });
  const answer = await server.call(
    'queue.walkIn',
    { hallId, itemCode: item, identity: { name, idKind: 'resident_id', idNumber }, checklistCode },
    guide.token,
  );
  if (!answer.body.appointment) throw new Error(answer.text);
  const appointmentId = answer.body.appointment.id;
  const [row] = await server.db<{ id: string }[]>`select person_id as id from appointment where id = ${appointmentId}`;
  return { idNumber, appointmentId, ticketId: answer.body.ticket.id, personId: row?.id ?? '' };
}

/** Columns that name this person, by the foreign keys of the database. */
async function columnsNaming(personId: string): Promise<string[]> {
  const keys = await server.db<{ from: string; column: string }[]>`
    select c.conrelid::regclass::text as from, a.attname as column from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1] where c.contype = 'f' and c.confrelid = 'person'::regclass`;
  const found: string[] = [];
  for (const { from, column } of keys) {
    if ((await server.db`select 1 from ${server.db(from)} where ${server.db(column)} = ${personId} limit 1`).length > 0)
      found.push(`${from}.${column}`);
  }
  return found.sort();
}

test('who verifies the number that the window wrote down has the appointment, the ticket and the history from then on', async () => {
  const visit = await takenDown('梁先来');
  const phone = await aPhone();
  const answer = await verify(phone.token, '梁先来', visit.idNumber);
  expect([answer.status, answer.body.id, answer.body.realNameVerified]).toEqual([200, phone.id, true]);
  const mine = await server.call('appointments.list', {}, phone.token);
  expect(mine.body.appointments.map(({ id, status }) => [id, status])).toEqual([[visit.appointmentId, 'arrived']]);
  const read = await server.call('appointments.read', { id: visit.appointmentId }, phone.token);
  expect(read.body).toMatchObject({ applicantName: '梁先来', queue: { ticketId: visit.ticketId } });
  expect(await columnsNaming(visit.personId)).toEqual([]);
  const [empty] = await server.db`select name, id_number_hash as hash, adopted_into as into from person where id = ${visit.personId}`;
  expect(empty).toEqual({ name: null, hash: null, into: phone.id });
  // The window finds the same person again by the number.
  const again = await server.call(
    'queue.walkIn',
    { hallId, itemCode: item, identity: { name: '梁先来', idKind: 'resident_id', idNumber: visit.idNumber } },
    guide.token,
  );
  expect(await server.db`select person_id as id from queue_ticket where id = ${again.body.ticket.id}`).toEqual([{ id: phone.id }]);
});

test('an open request, a checklist, a notice, a phone number and a block come along; what the phone had stays', async () => {
  const visit = await takenDown('梁有事');
  const [owner] = await server.db<
    { id: string; unit: string }[]
  >`select person_id as id, unit_id as unit from staff_role where role = 'handler' limit 1`;
  const [now, caseId] = [server.clock.now(), newId('case', server.clock.now())];
  await server.db`
    insert into service_case (id, number, channel, category, title, body, requester_id, unit_id, owner_id, status, filed_at)
    values (${caseId}, 'AD-0001', 'window', 'consultation', '问居住证进度', '窗口代为登记', ${visit.personId}, ${owner?.unit ?? ''}, ${owner?.id ?? ''}, 'submitted', ${now})`;
  await server.db`
    insert into case_event (case_id, seq, at, action, status, actor_id, internal) values (${caseId}, 1, ${now}, 'file', 'submitted', ${visit.personId}, false)`;
  const theirs = await aChecklist(server.db, { halls: [hallId], personId: visit.personId });
  await server.db`
    insert into notice (id, person_id, kind, title, body, fields, created_at)
    values (${newId('note', now)}, ${visit.personId}, 'ticket_called', '请到窗口办理', '请到 1 号窗口。', '{}', ${now})`;
  const sealed = server.room.sealer.seal({ table: 'person', column: 'phone', row: visit.personId }, '13800000417');
  const blockedUntil = '2030-01-01T00:00:00.000Z';
  await server.db`
    update person set phone_sealed = ${sealed}, phone_hash = ${server.room.sealer.hash('person', 'phone', '13800000417')},
      online_booking_blocked_until = ${blockedUntil} where id = ${visit.personId}`;
  const phone = await aPhone();
  const own = await aChecklist(server.db, { halls: [hallId], personId: phone.id });
  expect((await verify(phone.token, '梁有事', visit.idNumber)).body.phoneMasked).toBe('138****0417');
  expect((await server.call('cases.list', {}, phone.token)).body.cases.map(({ id }) => id)).toEqual([caseId]);
  expect((await server.call('notices.list', {}, phone.token)).body.notices.map(({ kind }) => kind)).toEqual(['ticket_called']);
  const lists = await server.db<{ code: string }[]>`select code from checklist where person_id = ${phone.id} order by code`;
  expect(lists.map(({ code }) => code)).toEqual([theirs, own].sort());
  const slot = await aSlot(server.db, { hallId });
  expect((await server.call('appointments.book', { slotId: slot.id, checklistCode: own }, phone.token)).error?.code).toBe('online_booking_blocked');
  expect(await columnsNaming(visit.personId)).toEqual([]);
});

test('a row with a WeChat account, a role or a work account is nobody else’s', async () => {
  const visit = await takenDown('梁在岗');
  const phone = await aPhone();
  await server.db`update person set openid = 'someone-elses-openid' where id = ${visit.personId}`;
  expect((await verify(phone.token, '梁在岗', visit.idNumber)).error?.code).toBe('real_name_taken');
  await server.db`update person set openid = null where id = ${visit.personId}`;
  await server.db`insert into staff_role (person_id, unit_id, role) select ${visit.personId}, unit_id, 'guide' from hall where id = ${hallId}`;
  expect((await verify(phone.token, '梁在岗', visit.idNumber)).error?.code).toBe('real_name_taken');
  await server.db`delete from staff_role where person_id = ${visit.personId}`;
  await server.db`insert into staff_binding (id, person_id, bound_at, device, ended_at) values (${newId('bind', server.clock.now())}, ${visit.personId}, now(), 'x', now())`;
  expect((await verify(phone.token, '梁在岗', visit.idNumber)).error?.code).toBe('real_name_taken');
  await server.db`delete from staff_binding where person_id = ${visit.personId}`;
  expect((await verify(phone.token, '梁在岗', visit.idNumber)).status).toBe(200);
});

test('of two phones at once one adopts and the other is refused, whole', async () => {
  for (let round = 0; round < 4; round++) {
    const visit = await takenDown('梁两机');
    const phones = [await aPhone(), await aPhone()];
    const answers = await Promise.all(phones.map(({ token }) => verify(token, '梁两机', visit.idNumber)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.error?.code).toBe('real_name_taken');
    const winner = phones[answers.findIndex(({ status }) => status === 200)];
    expect(await server.db`select person_id as id from appointment where id = ${visit.appointmentId}`).toEqual([{ id: winner?.id }]);
  }
});

test('limits hold afterwards: visits that count keep counting, walk-ins do not, and one item has one live appointment', async () => {
  const visit = await takenDown('梁多约');
  const book = async (token: string) => {
    const slot = await aSlot(server.db, { hallId });
    return server.call('appointments.book', { slotId: slot.id, checklistCode: await aChecklist(server.db, { halls: [hallId] }) }, token);
  };
  const phone = await aPhone();
  const otherNumber = anIdNumber('19910307');
  expect((await verify(phone.token, '梁多约', otherNumber)).status).toBe(200);
  expect((await book(phone.token)).status).toBe(200);
  // An officer booked for the one who was taken down: the number both have is 1.
  await server.db`
    insert into appointment (id, code, person_id, item_code, item_name, checklist_id, slot_id, hall_id, status, live_number, created_at)
    select ${newId('apt', server.clock.now())}, 'QQQQ22', ${visit.personId}, 'booked-at-desk', item_name, checklist_id, slot_id, hall_id, 'booked', 1, created_at
    from appointment where id = ${visit.appointmentId}`;
  expect((await verify(phone.token, '梁多约', visit.idNumber)).status).toBe(200);
  const numbers = await server.db<
    { number: number }[]
  >`select live_number as number from appointment where person_id = ${phone.id} order by live_number`;
  expect(numbers.map(({ number }) => number)).toEqual([1, 2, 101]);
  expect((await book(phone.token)).error?.code).toBe('too_many_live');
  const [own] = (await server.call('appointments.list', {}, phone.token)).body.appointments.filter(({ status }) => status === 'booked');
  await server.call('appointments.cancel', { id: own?.id ?? '' }, phone.token);
  expect((await book(phone.token)).status).toBe(200);
  expect((await book(phone.token)).error?.code).toBe('too_many_live');
});

test('two live appointments for one item are named, and nothing is moved until one is given up', async () => {
  const visit = await takenDown('梁重约');
  const phone = await aPhone();
  expect((await verify(phone.token, '梁重约', anIdNumber('19920307'))).status).toBe(200);
  const [{ item: code } = { item: '' }] = await server.db<
    { item: string }[]
  >`select item_code as item from appointment where id = ${visit.appointmentId}`;
  const slot = await aSlot(server.db, { hallId });
  const booked = await server.call(
    'appointments.book',
    { slotId: slot.id, checklistCode: await aChecklist(server.db, { halls: [hallId], item: code }) },
    phone.token,
  );
  expect((await verify(phone.token, '梁重约', visit.idNumber)).error?.code).toBe('already_booked');
  expect(await server.db`select person_id as id from appointment where id = ${visit.appointmentId}`).toEqual([{ id: visit.personId }]);
  await server.call('appointments.cancel', { id: booked.body.id }, phone.token);
  expect((await verify(phone.token, '梁重约', visit.idNumber)).status).toBe(200);
});

const proven = async (phone: string) => {
  const answer = await fetch(`${server.standInUrl}/stand-in/wechat/__stand-in/phone`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ phone }),
  });
  return String(((await answer.json()) as { code: string }).code);
};

let town: CaseTown | null = null;
/** A request that the handler took down for somebody known by name and number only. */
async function takenDownByPhone(name: string, phone: string): Promise<{ id: string; number: string }> {
  town ??= await aCaseTown(server.db);
  const taken = await server.call(
    'desk.takeDown',
    {
      enterpriseId: town.enterpriseId,
      channel: 'phone',
      category: 'handling',
      title: '来电反映路灯不亮',
      body: '厂外这条路的路灯坏了三天。',
      requester: { name, phone },
    },
    town.handler.token,
  );
  if (taken.error) throw new Error(taken.text);
  return taken.body;
}

test('who proves the number that a request was taken down with sees it, with its number and one timeline', async () => {
  const taken = await takenDownByPhone('王女士', '13900001101');
  const phone = await aPhone();
  expect((await server.call('cases.list', {}, phone.token)).body.cases).toEqual([]);
  expect((await server.call('me.setPhone', { code: await proven('13900001101') }, phone.token)).error).toBeNull();
  expect((await server.call('cases.list', {}, phone.token)).body.cases.map(({ number }) => number)).toEqual([taken.number]);
  expect((await server.call('cases.read', { id: taken.id }, phone.token)).body.timeline).toHaveLength(1);
  expect((await server.call('cases.remark', { id: taken.id, text: '今晚还是不亮。' }, phone.token)).error).toBeNull();
});

test('a typed number, or a proven one under another verified name, shows nothing', async () => {
  await takenDownByPhone('王先生', '13900001102');
  const typed = await aPhone();
  await server.call('me.setPhone', { phone: '13900001102' }, typed.token);
  expect((await server.call('cases.list', {}, typed.token)).body.cases).toEqual([]);
  const other = await aPhone();
  expect((await verify(other.token, '李换号', anIdNumber('19910407'))).error).toBeNull();
  await server.call('me.setPhone', { code: await proven('13900001102') }, other.token);
  expect((await server.call('cases.list', {}, other.token)).body.cases).toEqual([]);
  const same = await aPhone();
  expect((await verify(same.token, '王机主', anIdNumber('19910408'))).error).toBeNull();
  await server.call('me.setPhone', { code: await proven('13900001102') }, same.token);
  expect((await server.call('cases.list', {}, same.token)).body.cases).toHaveLength(1);
});
