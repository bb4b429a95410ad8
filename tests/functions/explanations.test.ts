import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { newId, newShortCode } from '../../functions/ids';
import { runJobs } from '../../functions/jobs/index';
import { addDays, later, shanghaiDay } from '../../shared/rules/shanghai';
import { blockLifted } from '../../shared/text/pages/explanations';
import { aChecklist, aPerson, aSlot, aStaffMember, apart } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';
import { testNow } from '../support/test-city';

let server: TestServer;
let hallId: string;
let officer: { id: string; token: string };
let guide: { id: string; token: string };
let stranger: { id: string; token: string };
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  hallId = (await server.db<{ id: string }[]>`select id from hall order by id limit 1`)[0]?.id ?? '';
  const [other] = await server.db<
    { id: string }[]
  >`select id from hall where unit_id <> (select unit_id from hall where id = ${hallId}) order by id limit 1`;
  officer = await aStaffMember(server.db, hallId, 'officer');
  guide = await aStaffMember(server.db, hallId, 'guide');
  stranger = await aStaffMember(server.db, other?.id ?? '', 'unit_head');
});
afterAll(() => server?.stop());
beforeEach(() => server.clock.set(testNow));

const ago = (days: number) => addDays(shanghaiDay(testNow), -days);

/** An appointment that was missed on a day, not yet counted by the rule. */
async function missedOn(person: { id: string }, day: string, leadId: string | null = null): Promise<string> {
  const startsAt = later(`${day}T01:30:00.000Z`, apart());
  const slot = await aSlot(server.db, { hallId, startsAt });
  const checklistCode = await aChecklist(server.db, { halls: [hallId] });
  const id = newId('apt', testNow);
  await server.db`
    insert into appointment (id, code, person_id, item_code, item_name, checklist_id, slot_id, hall_id, status, live_number, lead_id, created_at)
    select ${id}, ${newShortCode()}, ${person.id}, item_code, item_name, id, ${slot.id}, ${hallId}, 'no_show', ${leadId ? null : 1}, ${leadId}, ${testNow}
    from checklist where code = ${checklistCode}`;
  return id;
}

/** Somebody whose second missed appointment the window has just noted: online booking is blocked. */
async function blocked() {
  const person = await aPerson(server.db, { name: '莫来迟' });
  const first = await missedOn(person, ago(20));
  const second = await missedOn(person, ago(1));
  await server.db`update appointment set status = 'confirmed' where id = ${second}`;
  expect((await server.call('window.noShow', { id: second }, officer.token)).status).toBe(200);
  return { person, first, second };
}

const explain = (id: string, token: string) => server.call('explanations.give', { id, words: '当天突发急病，在医院就诊。' }, token);
const decide = (id: string, outcome: 'accepted' | 'refused', token = officer.token) =>
  server.call('explanations.decide', { id, outcome, reply: '已核对病历。' }, token);
const book = async (token: string) => {
  const slot = await aSlot(server.db, { hallId });
  return server.call('appointments.book', { slotId: slot.id, checklistCode: await aChecklist(server.db, { halls: [hallId] }) }, token);
};
const told = async (token: string) => {
  await runJobs(server.room);
  return (await server.call('notices.list', {}, token)).body.notices;
};

test('an explanation that the window accepts lifts the block at once, and the person is told', async () => {
  const { person, second } = await blocked();
  expect((await book(person.token)).error?.code).toBe('online_booking_blocked');
  expect((await server.call('appointments.read', { id: second }, person.token)).body).toMatchObject({ explanation: null, mayExplain: true });
  expect((await explain(second, person.token)).body).toMatchObject({ outcome: null, reply: null });
  const waiting = (await server.call('explanations.list', { hallId }, officer.token)).body.explanations[0];
  expect(waiting).toMatchObject({ appointmentId: second, applicantName: '莫来迟', missed: 2, outcome: null });
  expect(waiting?.blockedUntil).toBe(later(testNow, 30 * 86_400_000));
  expect((await told(officer.token)).map(({ kind }) => kind)).toContain('staff_no_show_explained');
  const decided = await decide(second, 'accepted');
  expect(decided.body.explanations.find(({ appointmentId }) => appointmentId === second)).toMatchObject({
    outcome: 'accepted',
    missed: 1,
    blockedUntil: null,
  });
  expect((await book(person.token)).status).toBe(200);
  const [notice] = (await told(person.token)).filter(({ kind }) => kind === 'no_show_excused');
  expect(notice?.body).toContain('已核对病历。');
  expect(notice?.body).toContain(blockLifted);
  expect((await server.call('appointments.read', { id: second }, person.token)).body).toMatchObject({
    explanation: { outcome: 'accepted', reply: '已核对病历。' },
    mayExplain: false,
  });
});

test('a refused one changes nothing but the answer', async () => {
  const { person, first } = await blocked();
  await explain(first, person.token);
  expect((await decide(first, 'refused')).status).toBe(200);
  expect((await book(person.token)).error?.code).toBe('online_booking_blocked');
  expect((await told(person.token)).filter(({ kind }) => kind === 'no_show_not_excused')).toHaveLength(1);
  expect((await explain(first, person.token)).error?.code).toBe('wrong_state');
  expect((await decide(first, 'accepted')).error?.code).toBe('wrong_state');
});

test('with three missed the block stays until two are excused', async () => {
  const { person, first, second } = await blocked();
  await missedOn(person, ago(5));
  await explain(first, person.token);
  await explain(second, person.token);
  await decide(first, 'accepted');
  expect((await book(person.token)).error?.code).toBe('online_booking_blocked');
  expect((await told(person.token)).find(({ kind }) => kind === 'no_show_excused')?.body).not.toContain(blockLifted);
  await decide(second, 'accepted');
  expect((await book(person.token)).status).toBe(200);
});

test('what is excused does not count towards the next block', async () => {
  const { person, first } = await blocked();
  await explain(first, person.token);
  await decide(first, 'accepted');
  const third = await missedOn(person, ago(1));
  await server.db`update appointment set status = 'confirmed' where id = ${third}`;
  await server.call('window.noShow', { id: third }, officer.token);
  expect((await book(person.token)).error?.code).toBe('online_booking_blocked');
  const other = await aPerson(server.db);
  const one = await missedOn(other, ago(3));
  await explain(one, other.token);
  await decide(one, 'accepted');
  const two = await missedOn(other, ago(1));
  await server.db`update appointment set status = 'confirmed' where id = ${two}`;
  await server.call('window.noShow', { id: two }, officer.token);
  expect((await book(other.token)).status).toBe(200);
});

test('it can be said as long as it counts: on the ninetieth day, not on the ninety-first', async () => {
  const person = await aPerson(server.db);
  const [last, over] = [await missedOn(person, ago(90)), await missedOn(person, ago(91))];
  expect((await server.call('appointments.read', { id: over }, person.token)).body.mayExplain).toBe(false);
  expect((await explain(over, person.token)).error?.code).toBe('wrong_state');
  expect((await explain(last, person.token)).status).toBe(200);
});

test('only the own missed appointment is explained, and only the hall’s officers decide, never in their own matter', async () => {
  const { person, first } = await blocked();
  const booked = await aPerson(server.db);
  const ahead = await book(booked.token);
  expect((await explain(ahead.body.id, booked.token)).error?.code).toBe('wrong_state');
  expect((await explain(first, booked.token)).error?.code).toBe('not_found');
  expect((await decide(first, 'accepted')).error?.code).toBe('not_found');
  await explain(first, person.token);
  expect((await decide(first, 'accepted', stranger.token)).error?.code).toBe('not_found');
  expect((await decide(first, 'accepted', guide.token)).error?.code).toBe('role_required');
  expect((await server.call('explanations.list', { hallId }, stranger.token)).error?.code).toBe('not_found');
  const own = await missedOn(officer, ago(1));
  await explain(own, officer.token);
  expect((await decide(own, 'accepted')).error?.code).toBe('own_matter');
});

test('of a visit of several items one explanation stands for all', async () => {
  const person = await aPerson(server.db);
  const lead = await missedOn(person, ago(2));
  const further = await missedOn(person, ago(2), lead);
  await explain(further, person.token);
  expect((await explain(lead, person.token)).error?.code).toBe('wrong_state');
  await decide(lead, 'accepted');
  expect(await server.db`select count(*)::int as excused from appointment where person_id = ${person.id} and excused`).toEqual([{ excused: 2 }]);
});

test('one who accepts and one who notes another missed appointment at once agree on the block', async () => {
  for (let round = 0; round < 6; round++) {
    const { person, first } = await blocked();
    await explain(first, person.token);
    const third = await missedOn(person, ago(1));
    await server.db`update appointment set status = 'confirmed' where id = ${third}`;
    await Promise.all([decide(first, 'accepted'), server.call('window.noShow', { id: third }, officer.token)]);
    expect((await book(person.token)).error?.code).toBe('online_booking_blocked');
  }
});
