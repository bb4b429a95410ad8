import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { runJobs } from '../../functions/jobs/index';
import { always } from '../../shared/rules/interview-conditions';
import { type ConsentGiver, relativeConsentVersion } from '../../shared/rules/relatives';
import { later, shanghaiDay } from '../../shared/rules/shanghai';
import { aChoice, anInterview } from '../shared/an-interview';
import { aChecklist, aPerson, aSlot, aStaffMember, passSecondFactor } from '../support/builders';
import { anIdNumber } from '../support/id-number';
import { startTestServer, type TestServer } from '../support/server';
import { testNow } from '../support/test-city';

let server: TestServer;
let hallId: string;
let officer: { id: string; token: string };
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  hallId = (await server.db<{ id: string }[]>`select id from hall order by id limit 1`)[0]?.id ?? '';
  officer = await aStaffMember(server.db, hallId, 'officer');
});
afterAll(() => server?.stop());
beforeEach(() => server.clock.set(testNow));

const born = { old: '19500301', adult: '19850301', child: '20150301' };
type Who = { name: string; idNumber: string };
const someone = (name: string, birth: string): Who => ({ name, idNumber: anIdNumber(birth) });

function add(token: string, who: Who, { by = 'relative' }: { by?: ConsentGiver } = {}) {
  const consent = { version: relativeConsentVersion, by } as const;
  return server.call('relatives.add', { ...who, idKind: 'resident_id', relation: 'parent', consent }, token);
}

/** The person who books, with one relative. */
async function aFamily(who = someone('何奶奶', born.old), by: ConsentGiver = 'relative') {
  const holder = await aPerson(server.db, { name: '何静雯' });
  const added = await add(holder.token, who, { by });
  if (added.status !== 200) throw new Error(added.text);
  return { holder, who, relativeId: added.body.relatives[0]?.id ?? '' };
}

let accounts = 0;
/** The relative signs in and gives the real name. */
async function signsIn(who: Who): Promise<string> {
  const token = await server.signIn(`relative-openid-${String(++accounts).padStart(2, '0')}`);
  const answer = await server.call('me.verifyRealName', { ...who, idKind: 'resident_id' }, token);
  if (answer.status !== 200) throw new Error(answer.text);
  return token;
}

const slotOf = (kind = 'public') =>
  aSlot(server.db, { hallId, kind, startsAt: later(testNow, 3 * 86_400_000 + Math.floor(Math.random() * 3_600_000)) });

async function bookFor(token: string, relativeId: string | undefined, kind = 'public', checklistCode?: string) {
  const slot = await slotOf(kind);
  const code = checklistCode ?? (await aChecklist(server.db, { halls: [hallId] }));
  return server.call('appointments.book', { slotId: slot.id, checklistCode: code, ...(relativeId ? { relativeId } : {}) }, token);
}

test('a relative is added with a verified name and the consent: who gave it, when, to which words', async () => {
  const { holder, who, relativeId } = await aFamily();
  const { body } = await server.call('relatives.list', {}, holder.token);
  expect(body.relatives).toEqual([
    {
      id: relativeId,
      name: '何奶奶',
      relation: 'parent',
      idKind: 'resident_id',
      idNumberMasked: expect.stringMatching(/\*/),
      birthDate: '1950-03-01',
      greenChannel: 'aged',
      consentBy: 'relative',
      consentedAt: testNow,
    },
  ]);
  const [row] = await server.db`select consent_version, consent_by, consented_at from relative where id = ${relativeId}`;
  expect(row).toEqual({ consent_version: relativeConsentVersion, consent_by: 'relative', consented_at: testNow });
  const [stored] = await server.db<
    { all: string }[]
  >`select person::text as all from person where name = ${who.name} and id_number_sealed is not null limit 1`;
  expect(stored?.all).not.toContain(who.idNumber);
});

test('a name that does not belong to the number, a number that cannot be and words of another version are refused', async () => {
  const { token } = await aPerson(server.db);
  expect((await add(token, someone('何不符', born.adult))).error?.code).toBe('real_name_mismatch');
  expect((await add(token, { name: '何错号', idNumber: '990001198503011234' })).error?.code).toBe('invalid_input');
  const oldWords = { version: '2020-01', by: 'relative' } as never;
  const input = { ...someone('何旧版', born.adult), idKind: 'resident_id', relation: 'parent', consent: oldWords } as const;
  expect((await server.call('relatives.add', input, token)).error?.code).toBe('invalid_input');
  expect((await server.call('relatives.list', {}, token)).body.relatives).toEqual([]);
});

test('the guardian consents for a child until the day before the 16th birthday, from that day the relative alone', async () => {
  const { token } = await aPerson(server.db);
  const day = (shift: number) =>
    later(testNow, shift * 86_400_000)
      .slice(0, 10)
      .replace(/-/g, '');
  const sixteenYearsAgo = (compact: string) => `${Number(compact.slice(0, 4)) - 16}${compact.slice(4)}`;
  const today = sixteenYearsAgo(day(0));
  const tomorrow = sixteenYearsAgo(day(1));
  expect((await add(token, someone('何十六', today), { by: 'guardian' })).error?.code).toBe('consent_wrong');
  expect((await add(token, someone('何十六', today), { by: 'relative' })).status).toBe(200);
  expect((await add(token, someone('何十五', tomorrow), { by: 'relative' })).error?.code).toBe('consent_wrong');
  expect((await add(token, someone('何十五', tomorrow), { by: 'guardian' })).status).toBe(200);
});

test('nobody adds without a verified name, adds oneself, or the same relative twice', async () => {
  const newcomer = await server.signIn('relative-openid-newcomer');
  expect((await add(newcomer, someone('何某人', born.adult))).error?.code).toBe('real_name_required');
  const own = someone('何本人', born.adult);
  const token = await signsIn(own);
  expect((await add(token, own)).error?.code).toBe('relative_is_yourself');
  const other = someone('何重复', born.adult);
  expect((await add(token, other)).status).toBe(200);
  expect((await add(token, other)).error?.code).toBe('relative_known');
});

test('the limit holds for two who are added at once', async () => {
  const { token } = await aPerson(server.db);
  const answers = await Promise.all(Array.from({ length: 7 }, (_, index) => add(token, someone(`何第${index}`, born.adult))));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
  expect(answers.filter(({ error }) => error?.code === 'too_many_relatives')).toHaveLength(2);
});

test('an appointment belongs to the relative: age opens the green channel, limits are those of the relative', async () => {
  const { holder, relativeId } = await aFamily();
  expect((await bookFor(holder.token, undefined, 'green_channel')).error?.code).toBe('slot_full');
  const checklistCode = await aChecklist(server.db, { halls: [hallId] });
  const booked = await bookFor(holder.token, relativeId, 'green_channel', checklistCode);
  expect(booked.status).toBe(200);
  expect((await bookFor(holder.token, relativeId, 'public', checklistCode)).error?.code).toBe('already_booked');
  expect((await bookFor(holder.token, undefined, 'public', checklistCode)).status).toBe(200);
  expect((await bookFor(holder.token, relativeId)).status).toBe(200);
  expect((await bookFor(holder.token, relativeId)).error?.code).toBe('too_many_live');
  expect((await bookFor(holder.token, undefined)).status).toBe(200);
});

test('a hold for a relative takes what is reserved for the age of the relative', async () => {
  const { holder, relativeId } = await aFamily();
  const slot = await slotOf('green_channel');
  const checklistCode = await aChecklist(server.db, { halls: [hallId] });
  const hold = (id?: string) =>
    server.call('appointments.hold', { slotId: slot.id, checklistCodes: [checklistCode], ...(id ? { relativeId: id } : {}) }, holder.token);
  expect((await hold()).error?.code).toBe('slot_full');
  const held = await hold(relativeId);
  expect(held.status).toBe(200);
  const booked = await server.call('appointments.book', { slotId: slot.id, holdId: held.body.holdId, checklistCode, relativeId }, holder.token);
  expect(booked.status).toBe(200);
});

test('who booked sees, moves and cancels it; the window sees both; nobody else sees anything', async () => {
  const { holder, relativeId } = await aFamily();
  const stranger = await aFamily(someone('何外人', born.old));
  const { body: booked } = await bookFor(holder.token, relativeId);
  const listed = (await server.call('appointments.list', {}, holder.token)).body.appointments;
  expect(listed.map(({ id, relativeName }) => ({ id, relativeName }))).toEqual([{ id: booked.id, relativeName: '何奶奶' }]);
  expect((await server.call('appointments.read', { id: booked.id }, holder.token)).body.applicantName).toBe('何奶奶');
  const atWindow = await server.call('window.read', { id: booked.id }, officer.token);
  expect(atWindow.body).toMatchObject({ applicantName: '何奶奶', bookedBy: { name: '何静雯', relation: 'parent' }, greenChannel: 'aged' });
  for (const name of ['appointments.read', 'appointments.cancel'] as const)
    expect((await server.call(name, { id: booked.id }, stranger.holder.token)).status).toBe(404);
  expect((await bookFor(stranger.holder.token, relativeId)).status).toBe(404);
  expect((await server.call('appointments.hold', { slotId: (await slotOf()).id, relativeId }, stranger.holder.token)).status).toBe(404);
  expect((await server.call('relatives.remove', { id: relativeId }, stranger.holder.token)).status).toBe(404);
  const moved = await server.call('appointments.move', { id: booked.id, slotId: (await slotOf()).id }, holder.token);
  expect(moved.status).toBe(200);
  expect((await server.call('appointments.cancel', { id: booked.id }, holder.token)).body.status).toBe('cancelled');
});

test('notices about the visit reach who booked, and the relative too', async () => {
  const { holder, who, relativeId } = await aFamily();
  const token = await signsIn(who);
  const { body: booked } = await bookFor(holder.token, relativeId);
  await server.call('window.confirm', { id: booked.id }, officer.token);
  await runJobs(server.room);
  for (const reader of [holder.token, token]) {
    const { notices } = (await server.call('notices.list', {}, reader)).body;
    expect(notices.filter(({ subjectId }) => subjectId === booked.id).map(({ kind }) => kind)).toContain('appointment_confirmed');
  }
});

test('the relative who signs in later has the visit, sees who books, and ends the consent: from then on the other sees nothing', async () => {
  const { holder, who, relativeId } = await aFamily();
  const { body: booked } = await bookFor(holder.token, relativeId);
  const token = await signsIn(who);
  const { bookers } = (await server.call('relatives.list', {}, token)).body;
  expect(bookers).toEqual([{ id: relativeId, name: '何静雯', relation: 'parent', consentedAt: testNow }]);
  expect((await server.call('appointments.read', { id: booked.id }, token)).status).toBe(200);
  const ended = await server.call('relatives.remove', { id: relativeId }, token);
  expect(ended.body.bookers).toEqual([]);
  expect((await server.call('appointments.read', { id: booked.id }, holder.token)).status).toBe(404);
  expect((await server.call('appointments.list', {}, holder.token)).body.appointments).toEqual([]);
  expect((await server.call('relatives.list', {}, holder.token)).body.relatives).toEqual([]);
  expect((await bookFor(holder.token, relativeId)).status).toBe(404);
  expect((await server.call('appointments.read', { id: booked.id }, token)).status).toBe(200);
  const { notices } = (await server.call('notices.list', {}, holder.token)).body;
  expect(notices.map(({ kind }) => kind)).toContain('relative_ended');
});

test('who booked removes a relative only after what is ahead; an identity that nothing was done with is forgotten', async () => {
  const { holder, relativeId } = await aFamily();
  const { body: booked } = await bookFor(holder.token, relativeId);
  expect((await server.call('relatives.remove', { id: relativeId }, holder.token)).error?.code).toBe('relative_visit_ahead');
  await server.call('appointments.cancel', { id: booked.id }, holder.token);
  expect((await server.call('relatives.remove', { id: relativeId }, holder.token)).body.relatives).toEqual([]);

  const unused = await aFamily(someone('何没用', born.old));
  await server.call('relatives.remove', { id: unused.relativeId }, unused.holder.token);
  const [row] = await server.db`
    select p.name, p.id_number_sealed, p.id_number_hash from relative r join person p on p.id = r.person_id where r.id = ${unused.relativeId}`;
  expect(row).toEqual({ name: null, id_number_sealed: null, id_number_hash: null });
  expect((await add(unused.holder.token, unused.who)).status).toBe(200);
});

test('checklist and form are those of the relative: facts, sealed values, the window reads them, and the relative has them after signing in', async () => {
  const item = 'relative-test-item';
  const content = {
    code: item,
    name: '家人表格',
    version: 1,
    interview: {
      ...anInterview({ questions: [aChoice('who', ['self', 'agent'])], materials: { paper: '', letter: 'who = agent' } }),
      halls: [hallId],
    },
    form: ['name', 'id_number'].map((fact) => ({
      ...{ id: `applicant_${fact}`, label: fact, kind: fact === 'name' ? 'text' : 'id_number', hint: '', options: [], minimum: 2, maximum: 30 },
      ...{ unit: '', required: true, fact, when: always },
    })),
  };
  await server.db`
    insert into service_item (code, version, effective_from, name, category, branch, minutes_at_window, content, search_keys, digest)
    values (${item}, 1, '2026-01-01', '家人表格', 'household', 'household', 10, ${server.db.json(content as never)}, '{}', '')`;
  const { holder, who, relativeId } = await aFamily();
  const make = (token: string) => server.call('checklists.create', { itemCode: item, itemVersion: 1, answers: { who: 'self' }, relativeId }, token);
  const list = await make(holder.token);
  expect(list.error).toBeNull();
  expect(list.body.relative).toEqual({ id: relativeId, name: '何奶奶' });
  expect((await make((await aFamily(someone('何别家', born.old))).holder.token)).status).toBe(404);
  const { code } = list.body;
  const form = (await server.call('forms.read', { code }, holder.token)).body;
  expect(form.facts.applicant_name).toBe('何奶奶');
  expect((await server.call('forms.read', { code }, (await aPerson(server.db)).token)).status).toBe(404);
  const handedIn = await server.call('forms.submit', { code, values: {}, version: 0 }, holder.token);
  expect(handedIn.body.state).toBe('filled');
  const { body: booked } = await bookFor(holder.token, relativeId, 'public', code);
  const atWindow = await server.call('window.read', { id: booked.id }, officer.token);
  expect(atWindow.body.form?.lines.map(({ value }) => value)).toEqual(['何奶奶', expect.stringMatching(/\*/)]);
  const token = await signsIn(who);
  expect((await server.call('forms.read', { code }, token)).body.state).toBe('filled');
  expect((await server.call('window.read', { id: booked.id }, officer.token)).body.form?.lines[0]?.value).toBe('何奶奶');
});

describe('in line for a relative', () => {
  const placeIn = async (token: string) => (await server.call('waitList.list', {}, token)).body.entries[0];
  /** A full day in a hall of its own, for which the relative waits. */
  async function inLine(family: Awaited<ReturnType<typeof aFamily>>) {
    const id = `line-${++halls}`;
    await server.db`
      insert into hall (id, unit_id, name, town, address, phone, latitude, longitude, counters, opening)
      select ${id}, unit_id, '家人候补大厅', town, address, phone, latitude, longitude, counters, opening from hall where id = ${hallId}`;
    const slot = await aSlot(server.db, { hallId: id, startsAt: later(testNow, 3 * 86_400_000) });
    const first = await aPerson(server.db);
    const checklistCode = await aChecklist(server.db, { halls: [id] });
    const taken = await server.call('appointments.book', { slotId: slot.id, checklistCode }, first.token);
    const date = shanghaiDay(slot.startsAt);
    const join = (relativeId: string, token: string) => server.call('waitList.join', { hallId: id, date, checklistCode, relativeId }, token);
    const joined = await join(family.relativeId, family.holder.token);
    expect(joined.status).toBe(200);
    const free = async () => {
      await server.call('appointments.cancel', { id: taken.body.id }, first.token);
      await runJobs(server.room);
    };
    return { joined: joined.body.entries[0], join, free };
  }
  let halls = 0;

  test('who books for a relative waits for the relative, and both are told of the offer, which either takes', async () => {
    const family = await aFamily();
    const { joined, join, free } = await inLine(family);
    expect(joined).toMatchObject({ relativeName: '何奶奶', status: 'waiting' });
    expect((await join(family.relativeId, family.holder.token)).error?.code).toBe('in_line_already');
    const stranger = await aPerson(server.db);
    expect((await join(family.relativeId, stranger.token)).error?.code).toBe('not_found');
    await free();
    const own = await signsIn(family.who);
    expect(await placeIn(own)).toMatchObject({ relativeName: null, status: 'offered' });
    for (const token of [own, family.holder.token]) {
      const kinds = (await server.call('notices.list', {}, token)).body.notices.map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'wait_offered')).toHaveLength(1);
    }
    expect((await server.call('waitList.accept', { id: joined?.id ?? '' }, stranger.token)).error?.code).toBe('not_found');
    const taken = await server.call('waitList.accept', { id: joined?.id ?? '' }, family.holder.token);
    expect(taken.body).toMatchObject({ status: 'booked' });
    expect((await server.call('appointments.read', { id: taken.body.id }, own)).body.applicantName).toBe('何奶奶');
    expect((await server.call('appointments.read', { id: taken.body.id }, family.holder.token)).body.applicantName).toBe('何奶奶');
  });

  test('the place in line ends with the tie where the holder ends it, and stays where the relative does', async () => {
    const [one, other] = [await aFamily(someone('何爷爷', born.old)), await aFamily(someone('何大爷', born.old))];
    await inLine(one);
    expect((await server.call('relatives.remove', { id: one.relativeId }, one.holder.token)).status).toBe(200);
    const [ended] = await server.db`select status from wait_entry where joined_by = ${one.holder.id}`;
    expect(ended).toEqual({ status: 'left' });
    const { joined } = await inLine(other);
    const own = await signsIn(other.who);
    expect((await server.call('relatives.remove', { id: other.relativeId }, own)).status).toBe(200);
    expect(await placeIn(own)).toMatchObject({ status: 'waiting' });
    expect(await placeIn(other.holder.token)).toBeUndefined();
    expect((await server.call('waitList.leave', { id: joined?.id ?? '' }, other.holder.token)).error?.code).toBe('not_found');
    expect((await server.call('waitList.leave', { id: joined?.id ?? '' }, own)).status).toBe(200);
  });
});

test('who booked for a relative says why it was missed, the window sees who said it, and what the relative booked alone is not theirs to explain', async () => {
  const { holder, who, relativeId } = await aFamily(someone('何太婆', born.old));
  const missed = await bookFor(holder.token, relativeId);
  await server.db`update appointment set status = 'no_show' where id = ${missed.body.id}`;
  const own = await signsIn(who);
  const alone = await bookFor(own, undefined);
  await server.db`update appointment set status = 'no_show' where id = ${alone.body.id}`;
  const explain = (id: string, token: string) => server.call('explanations.give', { id, words: '老人当天住院，有出院小结。' }, token);
  expect((await explain(alone.body.id, holder.token)).error?.code).toBe('not_found');
  expect((await explain(missed.body.id, (await aPerson(server.db)).token)).error?.code).toBe('not_found');
  expect((await server.call('appointments.read', { id: missed.body.id }, holder.token)).body.mayExplain).toBe(true);
  expect((await explain(missed.body.id, holder.token)).status).toBe(200);
  expect((await explain(missed.body.id, own)).error?.code).toBe('wrong_state');
  const listed = (await server.call('explanations.list', { hallId }, officer.token)).body.explanations.find(
    ({ appointmentId }) => appointmentId === missed.body.id,
  );
  expect(listed).toMatchObject({ applicantName: '何太婆', givenBy: '何静雯' });
  // An officer does not answer for the own family.
  await server.db`insert into staff_role (person_id, unit_id, role, hall_id) select ${holder.id}, unit_id, 'officer', id from hall where id = ${hallId}`;
  await passSecondFactor(server.db, holder.id);
  const decide = (token: string) => server.call('explanations.decide', { id: missed.body.id, outcome: 'accepted', reply: '已核对出院小结。' }, token);
  expect((await decide(holder.token)).error?.code).toBe('own_matter');
  expect((await decide(officer.token)).status).toBe(200);
});
