import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { verifyAudit } from '../../db/audit-chain';
import { runJobs } from '../../functions/jobs/index';
import { retention } from '../../functions/jobs/retention';
import { asSystem } from '../../functions/scope';
import { relativeConsentVersion } from '../../shared/rules/relatives';
import { later } from '../../shared/rules/shanghai';
import { aChecklist, aPerson, aSlot, aStaffMember, apart } from '../support/builders';
import { anIdNumber } from '../support/id-number';
import { startTestServer, type TestServer } from '../support/server';
import { testNow } from '../support/test-city';

const dayMs = 86_400_000;

let server: TestServer;
let hallId: string;
let unitId: string;
let officer: { id: string; token: string };
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  const [hall] = await server.db<{ id: string; unitId: string }[]>`select id, unit_id as "unitId" from hall order by id limit 1`;
  [hallId, unitId] = [hall?.id ?? '', hall?.unitId ?? ''];
  officer = await aStaffMember(server.db, hallId, 'officer');
  await aStaffMember(server.db, hallId, 'unit_head');
});
afterAll(() => server?.stop());
beforeEach(() => server.clock.set(testNow));

let accounts = 0;
type Citizen = { id: string; token: string; openid: string; name: string; idNumber: string };
/** Somebody who has signed in, given the real name and typed a phone number. */
async function aCitizen(name: string): Promise<Citizen> {
  const openid = `forgotten-openid-${String(++accounts).padStart(2, '0')}`;
  const idNumber = anIdNumber('19880612');
  const token = await server.signIn(openid);
  const me = await server.call('me.verifyRealName', { name, idKind: 'resident_id', idNumber }, token);
  if (me.status !== 200) throw new Error(me.text);
  await server.call('me.setPhone', { phone: '13800004321' }, token);
  return { id: me.body.id, token, openid, name, idNumber };
}

async function booked({ token }: Citizen) {
  const slot = await aSlot(server.db, { hallId, startsAt: later(testNow, 3 * dayMs + apart()) });
  const checklistCode = await aChecklist(server.db, { halls: [hallId] });
  const answer = await server.call('appointments.book', { slotId: slot.id, checklistCode }, token);
  if (answer.status !== 200) throw new Error(answer.text);
  return { slot, id: answer.body.id, checklistCode };
}

const erase = ({ token }: { token: string }, code: string = randomUUID()) => server.call('stored.erase', { code }, token, code);

/** Tables in which some text stands, in any column. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await server.db<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  const found: string[] = [];
  for (const { name } of tables)
    if ((await server.db`select 1 from ${server.db(name)} t where position(${text} in t::text) > 0 limit 1`).length > 0) found.push(name);
  return found;
}

test('with nothing that must stay, nothing stays: the place flows back, words and numbers are nowhere, the next account is another', async () => {
  const citizen = await aCitizen('忘我甲');
  const { slot, id } = await booked(citizen);
  await server.call(
    'waitList.join',
    { hallId, date: slot.startsAt.slice(0, 10), checklistCode: await aChecklist(server.db, { halls: [hallId] }) },
    citizen.token,
  );
  expect((await server.call('members.invitation', { code: '22222222' }, citizen.token)).error?.code).toBe('not_found');
  await server.call('complaints.file', { kind: 'service', text: '忘我之词在投诉里', anonymous: false, unitId }, citizen.token);
  await server.call('consultations.ask', { text: '忘我之词在提问里', unitId, photos: [] }, citizen.token);
  await server.call('appointments.cancel', { id, reason: '忘我之词在取消里' }, citizen.token);
  const again = await booked(citizen);
  expect(await tablesWith('忘我')).not.toEqual([]);

  const done = await erase(citizen);
  expect(done.error).toBeNull();
  // that it was agreed to is proven with what names nobody
  expect(done.body.parts.filter(({ stays }) => stays > 0)).toEqual([
    { purpose: 'proving', goes: 0, stays: 2, grounds: [{ ground: 'audit', until: null }] },
  ]);
  expect(await server.db`select status, person_id = ${citizen.id} as mine from appointment where id = ${again.id}`).toEqual([
    { status: 'cancelled', mine: false },
  ]);
  const [place] = await server.db<{ free: boolean; late: boolean }[]>`
    select appointment_id is null as free, released_at > ${testNow} as late from place where slot_id = ${again.slot.id}`;
  expect(place).toEqual({ free: true, late: true });
  expect(await tablesWith('忘我')).toEqual([]);
  expect(await tablesWith(citizen.openid)).toEqual([]);
  // letters that were still to leave wake nothing up again
  await runJobs(server.room, later(testNow, 60_000));
  expect((await tablesWith(citizen.id)).filter((table) => !['person', 'consent', 'erasure', 'audit_entry', 'idempotency'].includes(table))).toEqual(
    [],
  );

  expect((await server.call('me.read', {}, citizen.token)).status).toBe(401);
  const token = await server.signIn(citizen.openid);
  const fresh = await server.call('me.verifyRealName', { name: citizen.name, idKind: 'resident_id', idNumber: citizen.idNumber }, token);
  expect([fresh.status, fresh.body.id === citizen.id]).toEqual([200, false]);
  expect((await server.call('appointments.list', {}, token)).body.appointments).toEqual([]);
});

test('a lost answer is found by the code of the phone, by nobody without it, and asking again changes nothing', async () => {
  const citizen = await aCitizen('回执乙');
  const code = randomUUID();
  const [one, other] = await Promise.all([erase(citizen, code), erase(citizen, code)]);
  expect([one, other].filter(({ status }) => status === 200).length).toBeGreaterThan(0);
  const answered = [one, other].find(({ status }) => status === 200);
  expect((await erase(citizen, code)).status).toBe(401);
  const receipt = await server.call('stored.receipt', { code });
  expect(receipt.body).toEqual(answered?.body);
  expect((await server.call('stored.receipt', { code: randomUUID() })).error?.code).toBe('not_found');
  expect((await server.db`select from erasure where person_id = ${citizen.id}`).length).toBe(1);
  const acts = await server.db<{ effect: string }[]>`
    select effect from audit_entry where endpoint = 'stored.erase' and actor_id = ${citizen.id}`;
  expect([...acts]).toEqual([{ effect: 'change' }]);
  await runJobs(server.room, testNow);
  expect((await verifyAudit(server.db, server.room.sealer, testNow)).faults).toEqual([]);
});

test('what the window has done stays with the name until its time is over, comes back to who returns, and goes by the job', async () => {
  const citizen = await aCitizen('留名丙');
  const { id } = await booked(citizen);
  await server.db`update appointment set status = 'fulfilled' where id = ${id}`;
  const done = await erase(citizen);
  const visiting = done.body.parts.find(({ purpose }) => purpose === 'visiting');
  expect(visiting?.grounds).toEqual([{ ground: 'record', until: expect.stringMatching(/^2029-/) }]);
  expect(done.body.parts.find(({ purpose }) => purpose === 'identity')).toMatchObject({ stays: 1, grounds: [{ ground: 'identity' }] });
  const [row] = await server.db`
    select name, openid, phone_sealed as phone, id_number_hash is not null as hashed from person where id = ${citizen.id}`;
  expect(row).toEqual({ name: '留名丙', openid: null, phone: null, hashed: true });

  const token = await server.signIn(citizen.openid);
  await server.call('me.verifyRealName', { name: citizen.name, idKind: 'resident_id', idNumber: citizen.idNumber }, token);
  expect((await server.call('appointments.list', {}, token)).body.appointments.map((one) => one.id)).toEqual([id]);

  const second = await aCitizen('留名丁');
  const visit = await booked(second);
  await server.db`update appointment set status = 'fulfilled' where id = ${visit.id}`;
  await erase(second);
  const room = { ...server.room, database: asSystem(server.room.database, 'jobs') };
  await retention(room, later(testNow, 2 * 366 * dayMs));
  expect(await server.db`select name from person where id = ${second.id}`).toEqual([{ name: '留名丁' }]);
  await retention(room, later(testNow, 4 * 366 * dayMs));
  expect(await server.db`select name, id_number_hash as hash from person where id = ${second.id}`).toEqual([{ name: null, hash: null }]);
  expect(await tablesWith('留名丁')).toEqual([]);
});

test('an open request that can be taken back is, and is nobody’s; one that waits for sign-off stays with the phone number', async () => {
  const citizen = await aCitizen('办件戊');
  const take = async (status: string) => {
    const id = `case_${randomUUID().replaceAll('-', '').slice(0, 26)}`;
    await server.db`
      insert into service_case (id, number, channel, category, title, body, requester_id, owner_id, unit_id, status, filed_at)
      values (${id}, ${id.slice(-12)}, 'phone', 'handling', '办件戊的事', '办件戊的话', ${citizen.id}, ${officer.id}, ${unitId}, ${status}, ${testNow})`;
    await server.db`
      insert into case_event (case_id, seq, at, action, status, actor_id, internal) values (${id}, 1, ${testNow}, 'file', ${status}, ${citizen.id}, false)`;
    return id;
  };
  const [mine, late] = [await take('accepted'), await take('awaiting_sign_off')];
  const done = await erase(citizen);
  expect(done.error).toBeNull();
  expect(done.body.parts.find(({ purpose }) => purpose === 'requesting')?.grounds).toEqual([{ ground: 'open', until: null }]);
  const rows = await server.db`
    select id, status, title, requester_id = ${citizen.id} as mine from service_case where id = any(${[mine, late]}) order by status`;
  expect([...rows]).toEqual([
    { id: late, status: 'awaiting_sign_off', title: '办件戊的事', mine: true },
    { id: mine, status: 'withdrawn', title: '', mine: false },
  ]);
  expect(await server.db`select name, phone_hash is not null as reachable from person where id = ${citizen.id}`).toEqual([
    { name: '办件戊', reachable: true },
  ]);
});

test('staff, the last principal, whoever is at a window and whoever has booked for a relative end that first', async () => {
  const refused = async (token: string) => (await erase({ token })).error;
  const colleague = await aStaffMember(server.db, hallId, 'guide');
  expect(await refused(colleague.token)).toMatchObject({ code: 'erasure_blocked', details: { blockers: ['staff'] } });

  const principal = await aCitizen('企业己');
  await server.db`
    insert into enterprise (id, uscc, name, town, unit_id) values ('ent-erasure', '91440000MA00000000', '注销测试公司', '试镇', ${unitId})`;
  await server.db`
    insert into enterprise_member (enterprise_id, person_id, role, joined_at) values ('ent-erasure', ${principal.id}, 'principal', ${testNow})`;
  expect(await refused(principal.token)).toMatchObject({ details: { blockers: ['last_principal'] } });
  const other = await aPerson(server.db);
  await server.db`
    insert into enterprise_member (enterprise_id, person_id, role, joined_at) values ('ent-erasure', ${other.id}, 'principal', ${testNow})`;
  expect(await refused(principal.token)).toBeNull();
  expect(await server.db`select action from enterprise_member_event where person_id = ${principal.id}`).toEqual([{ action: 'leave' }]);

  const visitor = await aCitizen('到窗庚');
  const { id } = await booked(visitor);
  await server.db`update appointment set status = 'arrived' where id = ${id}`;
  expect((await server.call('stored.erasure', {}, visitor.token)).body).toEqual({ blockers: ['at_window'], parts: [] });

  const holder = await aCitizen('替人辛');
  const consent = { version: relativeConsentVersion, by: 'relative' } as const;
  const relative = { name: '老人壬', idKind: 'resident_id', idNumber: anIdNumber('19500301'), relation: 'parent', consent } as const;
  const relativeId = (await server.call('relatives.add', relative, holder.token)).body.relatives[0]?.id ?? '';
  const slot = await aSlot(server.db, { hallId, startsAt: later(testNow, 3 * dayMs + apart()) });
  const checklistCode = await aChecklist(server.db, { halls: [hallId] });
  const visit = await server.call('appointments.book', { slotId: slot.id, checklistCode, relativeId }, holder.token);
  expect(await refused(holder.token)).toMatchObject({ details: { blockers: ['relative_visit'] } });
  await server.call('appointments.cancel', { id: visit.body.id }, holder.token);
  expect(await refused(holder.token)).toBeNull();
});

test('who asks twice at the same time is forgotten once, and the code of another’s receipt is refused with nothing gone', async () => {
  const [twice, other] = [await aCitizen('林两次'), await aCitizen('方另一')];
  const answers = await Promise.all(Array.from({ length: 6 }, () => erase(twice)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401, 401]);
  const code = randomUUID();
  expect((await erase(other, code)).status).toBe(200);
  const third = await aCitizen('黄第三');
  const refused = await erase(third, code);
  expect([refused.status, refused.error?.code]).toEqual([400, 'invalid_input']);
  expect((await server.call('me.read', {}, third.token)).status).toBe(200);
});
