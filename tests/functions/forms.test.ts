import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createSealer } from '../../db/sealed';
import { sweep } from '../../functions/jobs/sweep';
import type { AskedField } from '../../shared/rules/form';
import { idCheckCharacter } from '../../shared/rules/id-number';
import { always } from '../../shared/rules/interview-conditions';
import { later } from '../../shared/rules/shanghai';
import { aChoice, anInterview } from '../shared/an-interview';
import { aPerson, aSlot, aStaffMember, apart } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';
import { testSealKey } from '../support/test-city';

const number = (first17: string) => first17 + idCheckCharacter(first17);
const ownNumber = number('99000119900101456');
const agentNumber = number('99000119880808123');
const item = 'form-test-item';

let server: TestServer;
let hallId: string;
let otherHallId: string;
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  const halls = await server.db<{ id: string }[]>`select id from hall order by id limit 2`;
  hallId = halls[0]?.id ?? '';
  otherHallId = halls[1]?.id ?? '';
  const field = (id: string, kind: AskedField['kind'], more: object = {}) => ({
    ...{ id, label: id, hint: '', kind, options: [], minimum: 2, maximum: 30, unit: '', required: true, fact: null, when: always },
    ...more,
  });
  const content = {
    code: item,
    interview: {
      ...anInterview({ questions: [aChoice('who', ['self', 'agent'])], materials: { paper: '', letter: 'who = agent' } }),
      halls: [hallId, otherHallId],
    },
    form: [
      field('applicant_name', 'text', { fact: 'name' }),
      field('applicant_id', 'id_number', { fact: 'id_number' }),
      field('agent_id', 'id_number', { when: { equals: ['who', 'agent'] } }),
      field('how', 'choice', {
        options: [
          { value: 'post', text: '邮寄' },
          { value: 'fetch', text: '自取' },
        ],
      }),
      field('note', 'long_text', { required: false }),
    ],
  };
  await server.db`
    insert into service_item (code, version, effective_from, name, category, branch, minutes_at_window, content, search_keys, digest)
    values (${item}, 1, '2026-01-01', '表格测试', 'household', 'household', 10, ${server.db.json({ ...content, name: '表格测试', version: 1 })}, '{}', '')`;
});
afterAll(() => server?.stop());

/** Somebody with a verified number, as signing in and giving the real name leaves them. */
async function aVerifiedPerson() {
  const person = await aPerson(server.db, { name: '何静雯' });
  const sealed = createSealer(testSealKey).seal({ table: 'person', column: 'id_number', row: person.id }, ownNumber);
  await server.db`update person set id_number_sealed = ${sealed}, id_number_hash = ${randomBytes(32)} where id = ${person.id}`;
  return person;
}

async function aList(who: 'self' | 'agent', token?: string): Promise<string> {
  const made = await server.call('checklists.create', { itemCode: item, itemVersion: 1, answers: { who } }, token);
  if (made.status !== 200) throw new Error(made.text);
  return made.body.code;
}

async function anAppointment(code: string, token: string, hall = hallId, startsIn = 30 * 60_000) {
  const slot = await aSlot(server.db, { hallId: hall, startsAt: later(server.clock.now(), startsIn + apart()) });
  const booked = await server.call('appointments.book', { slotId: slot.id, checklistCode: code }, token);
  if (booked.status !== 200) throw new Error(booked.text);
  return booked.body;
}

const filled = { agent_id: agentNumber, how: 'post' };

test('who is not signed in sees which fields a list without an owner calls for, and nothing of anybody', async () => {
  const self = await server.call('forms.read', { code: await aList('self') });
  expect(self.body.fields.map((one) => one.id)).toEqual(['applicant_name', 'applicant_id', 'how', 'note']);
  expect(self.body).toMatchObject({ state: 'none', version: 0, values: {}, facts: {}, lock: 'open', answers: [{ question: 'who' }] });
  const agent = await server.call('forms.read', { code: await aList('agent') });
  expect(agent.body.fields.map((one) => one.id)).toContain('agent_id');
});

test("the verified identity fills its fields, masked; a session that has run out is named, not taken for a stranger's", async () => {
  const person = await aVerifiedPerson();
  const code = await aList('self', person.token);
  const read = await server.call('forms.read', { code }, person.token);
  expect(read.body.facts).toEqual({ applicant_name: '何静雯', applicant_id: `990001********${ownNumber.slice(-4)}` });
  expect((await server.call('forms.read', { code }, 'never-was-a-token-of-anybody')).error?.code).toBe('session_expired');
  expect((await server.call('forms.read', { code })).error?.code).toBe('sign_in_required');
});

test('a list made without signing in becomes that of the first who saves; nobody else finds its form', async () => {
  const [first, second] = [await aVerifiedPerson(), await aVerifiedPerson()];
  const code = await aList('self');
  const saves = await Promise.all([first, second].map((one) => server.call('forms.save', { code, values: { how: 'post' }, version: 0 }, one.token)));
  expect(saves.map((one) => one.status).sort()).toEqual([200, 404]);
  const [owner, stranger] = saves[0]?.status === 200 ? [first, second] : [second, first];
  expect((await server.call('forms.read', { code }, owner?.token)).body).toMatchObject({ state: 'draft', version: 1, values: { how: 'post' } });
  for (const name of ['forms.save', 'forms.submit'] as const) {
    expect((await server.call(name, { code, values: filled, version: 1 }, stranger?.token)).status).toBe(404);
  }
  expect((await server.call('forms.read', { code }, stranger?.token)).status).toBe(404);
});

test('a draft keeps gaps and mistakes and says what is wrong; what does not apply is not kept', async () => {
  const person = await aVerifiedPerson();
  const code = await aList('agent', person.token);
  const saved = await server.call('forms.save', { code, values: { agent_id: '9900', how: 'fly', other: 'x' }, version: 0 }, person.token);
  expect(saved.body.values).toEqual({ agent_id: '9900', how: 'fly' });
  expect(saved.body.problems).toEqual([
    { field: 'agent_id', problem: 'id_length' },
    { field: 'how', problem: 'not_an_option' },
  ]);
});

test('nothing of a form lies readable in the database, nor in the answers kept for repeated requests', async () => {
  const person = await aVerifiedPerson();
  const code = await aList('agent', person.token);
  await server.call('forms.save', { code, values: { ...filled, note: '请寄到单位' }, version: 0 }, person.token);
  await server.call('forms.submit', { code, values: { ...filled, note: '请寄到单位' }, version: 1 }, person.token);
  const dumps = await server.db<{ dump: string }[]>`
    select f::text as dump from checklist_form f where person_id = ${person.id}
    union all select encode(answer, 'escape') || encode(answer, 'hex') from idempotency where actor = ${person.id}`;
  expect(dumps.length).toBeGreaterThanOrEqual(3);
  for (const { dump } of dumps) {
    for (const secret of [
      agentNumber,
      ownNumber,
      '请寄到单位',
      Buffer.from(agentNumber).toString('hex'),
      Buffer.from('请寄到单位').toString('hex'),
    ]) {
      expect(dump).not.toContain(secret);
    }
  }
  // The instrument sees what is not sealed.
  await server.db`update checklist_form set content_sealed = ${Buffer.from(agentNumber)} where person_id = ${person.id}`;
  const [seeded] = await server.db<{ dump: string }[]>`select f::text as dump from checklist_form f where person_id = ${person.id}`;
  expect(seeded?.dump).toContain(Buffer.from(agentNumber).toString('hex'));
});

test('a newer draft of another phone is noticed, and kept until the person chooses', async () => {
  const person = await aVerifiedPerson();
  const code = await aList('self', person.token);
  const save = (how: string, version: number) => server.call('forms.save', { code, values: { how }, version }, person.token);
  expect((await save('post', 0)).body.version).toBe(1);
  expect((await save('fetch', 0)).error).toMatchObject({ code: 'form_changed', details: { version: 1 } });
  expect((await server.call('forms.read', { code }, person.token)).body.values).toEqual({ how: 'post' });
  // The same words are no conflict: the answer of the first was lost on its way.
  expect((await save('post', 0)).status).toBe(200);
  expect((await save('fetch', 2)).body).toMatchObject({ version: 3, values: { how: 'fetch' } });
});

test('a form is handed in whole or not at all; problems are named by field', async () => {
  const person = await aVerifiedPerson();
  const code = await aList('agent', person.token);
  const early = await server.call('forms.submit', { code, values: { agent_id: ` ${agentNumber.slice(0, 17)} ` }, version: 0 }, person.token);
  expect(early.error).toMatchObject({
    code: 'form_incomplete',
    details: {
      problems: [
        { field: 'agent_id', problem: 'id_length' },
        { field: 'how', problem: 'missing' },
      ],
    },
  });
  const done = await server.call('forms.submit', { code, values: { ...filled, agent_id: ` ${agentNumber} ` }, version: 0 }, person.token);
  expect(done.body).toMatchObject({ state: 'filled', version: 1, values: filled });
  // Opening it again and typing takes nothing away from the window.
  expect((await server.call('forms.save', { code, values: {}, version: 1 }, person.token)).error?.code).toBe('wrong_state');
  const again = await server.call('forms.submit', { code, values: { ...filled, how: 'fetch' }, version: 1 }, person.token);
  expect(again.body).toMatchObject({ state: 'filled', version: 2 });
});

test('the officer of the hall reads the filled form in its order, numbers masked; a draft and other halls show nothing', async () => {
  const person = await aVerifiedPerson();
  const code = await aList('agent', person.token);
  const officer = await aStaffMember(server.db, hallId, 'officer');
  const elsewhere = await aStaffMember(server.db, otherHallId, 'officer');
  const { id } = await anAppointment(code, person.token);
  const read = (token: string) => server.call('window.read', { id }, token);
  expect((await read(officer.token)).body.form).toBeNull();
  await server.call('forms.save', { code, values: filled, version: 0 }, person.token);
  expect((await read(officer.token)).body.form).toBeNull();
  await server.call('forms.submit', { code, values: filled, version: 1 }, person.token);
  const seen = await read(officer.token);
  expect(seen.body.form?.lines).toEqual([
    { id: 'applicant_name', label: 'applicant_name', value: '何静雯', masked: false },
    { id: 'applicant_id', label: 'applicant_id', value: `990001********${ownNumber.slice(-4)}`, masked: true },
    { id: 'agent_id', label: 'agent_id', value: `990001********${agentNumber.slice(-4)}`, masked: true },
    { id: 'how', label: 'how', value: '邮寄', masked: false },
  ]);
  expect([seen.text.includes(agentNumber), seen.text.includes(ownNumber)]).toEqual([false, false]);
  expect((await read(elsewhere.token)).status).toBe(404);
});

test("a form does not travel with another person's appointment for the same shared list", async () => {
  const [owner, friend] = [await aVerifiedPerson(), await aVerifiedPerson()];
  const code = await aList('self');
  const { id } = await anAppointment(code, friend.token);
  await server.call('forms.submit', { code, values: { how: 'post' }, version: 0 }, owner.token);
  const officer = await aStaffMember(server.db, hallId, 'officer');
  expect((await server.call('window.read', { id }, officer.token)).body.form).toBeNull();
  // Who booked with it before keeps a form of their own.
  expect((await server.call('forms.read', { code }, friend.token)).body).toMatchObject({ state: 'none', values: {} });
  expect((await server.call('forms.submit', { code, values: { how: 'fetch' }, version: 0 }, friend.token)).status).toBe(200);
  expect((await server.call('window.read', { id }, officer.token)).body.form?.lines.at(-1)?.value).toBe('自取');
});

test('a form may be changed while waiting in the hall, not at the window', async () => {
  const person = await aVerifiedPerson();
  const code = await aList('self', person.token);
  const { id } = await anAppointment(code, person.token);
  const submit = (how: string, version: number) => server.call('forms.submit', { code, values: { how }, version }, person.token);
  await server.db`update appointment set status = 'arrived' where id = ${id}`;
  expect((await submit('post', 0)).status).toBe(200);
  await server.db`update appointment set status = 'in_service' where id = ${id}`;
  expect((await submit('fetch', 1)).error?.code).toBe('form_closed');
  expect((await server.call('forms.read', { code }, person.token)).body).toMatchObject({ lock: 'at_window', state: 'filled' });
});

test('forms end with their list, except while the visit is ahead', async () => {
  const [idle, coming] = [await aVerifiedPerson(), await aVerifiedPerson()];
  const codes = [await aList('self', idle.token), await aList('self', coming.token)];
  for (const [at, person] of [idle, coming].entries()) {
    await server.call('forms.save', { code: codes[at] ?? '', values: { how: 'post' }, version: 0 }, person.token);
  }
  const { id } = await anAppointment(codes[1] ?? '', coming.token, hallId, 90 * 86_400_000);
  const [list] = await server.db<{ expiresAt: string }[]>`select expires_at as "expiresAt" from checklist where code = ${codes[0] ?? ''}`;
  const end = list?.expiresAt ?? '';
  const left = async () =>
    (
      await server.db<
        { personId: string }[]
      >`select person_id as "personId" from checklist_form where person_id in ${server.db([idle.id, coming.id])}`
    ).map((row) => row.personId);
  await sweep(server.room, end);
  expect(await left()).toHaveLength(2);
  await sweep(server.room, later(end, 1));
  expect(await left()).toEqual([coming.id]);
  server.clock.set(later(end, 1));
  await server.db`update session set access_expires_at = ${later(end, 86_400_000)} where person_id in ${server.db([idle.id, coming.id])}`;
  expect((await server.call('forms.save', { code: codes[0] ?? '', values: {}, version: 0 }, idle.token)).error?.code).toBe('checklist_expired');
  expect((await server.call('forms.submit', { code: codes[1] ?? '', values: { how: 'post' }, version: 1 }, coming.token)).status).toBe(200);
  await server.db`update appointment set status = 'fulfilled' where id = ${id}`;
  await sweep(server.room, later(end, 1));
  expect(await left()).toEqual([]);
});
