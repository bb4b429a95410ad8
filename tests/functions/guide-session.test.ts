import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sweep } from '../../functions/jobs/sweep';
import type { AskedField } from '../../shared/rules/form';
import { guideConsentVersion } from '../../shared/rules/guide-session';
import { idCheckCharacter } from '../../shared/rules/id-number';
import { always } from '../../shared/rules/interview-conditions';
import { later } from '../../shared/rules/shanghai';
import { aChoice, aDate, anInterview } from '../shared/an-interview';
import { aHall, aPerson, aSlot, aStaffMember } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';

type Someone = { id: string; token: string };

const item = 'guided-test-item';
const agentNumber = `99000119880808123${idCheckCharacter('99000119880808123')}`;
const minute = 60_000;

let server: TestServer;
let hallId: string;
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
  hallId = await aHall(server.db);
  const field = (id: string, kind: AskedField['kind'], more: object = {}) => ({
    ...{ id, label: id, hint: '', kind, options: [], minimum: 2, maximum: 30, unit: '', required: true, fact: null, when: always },
    ...more,
  });
  const questions = [
    aDate('born', { fact: 'birthDate' }),
    aChoice('who', ['self', 'agent']),
    aChoice('kin', ['son', 'friend'], { when: 'who = agent' }),
    aChoice('how', ['post', 'fetch']),
  ];
  const materials = { paper: '', minor: 'age(born) < 16', letter: 'who = agent', kinship: 'kin = son', stamp: 'how = post' };
  const content = {
    code: item,
    name: '导办测试',
    version: 1,
    interview: { ...anInterview({ questions, materials }), halls: [hallId] },
    form: [field('note', 'text'), field('street', 'text'), field('agent_id', 'id_number'), field('phone', 'phone', { required: false })],
  };
  await server.db`
    insert into service_item (code, version, effective_from, name, category, branch, minutes_at_window, content, search_keys, digest)
    values (${item}, 1, '2026-01-01', '导办测试', 'household', 'household', 10, ${server.db.json(content)}, '{}', '')`;
});
afterAll(() => server?.stop());

const aGuide = (): Promise<Someone> => aStaffMember(server.db, hallId, 'guide');

async function begin(citizen: Someone, answers: Record<string, string> = {}) {
  const about = { kind: 'interview', itemCode: item, itemVersion: 1, answers } as const;
  const begun = await server.call('guideSession.begin', { about, consent: guideConsentVersion }, citizen.token);
  if (begun.status !== 200) throw new Error(begun.text);
  return begun.body;
}

/** An interview on two phones. */
async function together(answers: Record<string, string> = {}) {
  const [citizen, guide] = [await aPerson(server.db), await aGuide()];
  const { code, session } = await begin(citizen, answers);
  const joined = await server.call('guideSession.join', { code }, guide.token);
  if (joined.status !== 200) throw new Error(joined.text);
  return { citizen, guide, code, id: session.id };
}

/** A form on two phones. */
async function formTogether() {
  const [citizen, guide] = [await aPerson(server.db), await aGuide()];
  const made = await server.call('checklists.create', { itemCode: item, itemVersion: 1, answers: { who: 'self', how: 'fetch' } }, citizen.token);
  const about = { kind: 'form', checklistCode: made.body.code } as const;
  const begun = await server.call('guideSession.begin', { about, consent: guideConsentVersion }, citizen.token);
  await server.call('guideSession.join', { code: begun.body.code }, guide.token);
  return { citizen, guide, list: made.body.code, id: begun.body.session.id };
}

const read = (id: string, who: Someone) => server.call('guideSession.read', { id }, who.token);
const answer = (id: string, who: Someone, question: string, value: string, seen: number, key?: string) =>
  server.call('guideSession.answer', { id, question, value, seen }, who.token, key);
const fill = (id: string, who: Someone, field: string, value: string, seen: number) =>
  server.call('guideSession.fill', { id, field, value, seen }, who.token);
const log = (id: string) =>
  server.db`select action, side, actor_id as who, subject, value from guide_session_entry where session_id = ${id} order by version`;

test('either phone answers, the other sees it, and the log says who answered what', async () => {
  const { citizen, guide, id } = await together({ who: 'agent', how: 'post', kin: 'no such answer' });
  const first = (await read(id, guide)).body;
  expect(first).toMatchObject({ side: 'guide', status: 'joined', itemName: '导办测试', version: 2, interview: { asked: { id: 'kin' } } });
  // What is known of the person is named without its value; what cannot be an answer was passed over.
  expect(first.interview?.given).toEqual([
    { question: 'born', questionText: 'born?', answerText: null, value: null, by: 'identity' },
    { question: 'who', questionText: 'who?', answerText: 'agent', value: 'agent', by: 'citizen' },
  ]);
  const kin = await answer(id, guide, 'kin', 'son', first.version);
  expect(kin.body.interview).toMatchObject({ asked: null, share: 1 });
  const seen = (await read(id, citizen)).body;
  expect(seen).toMatchObject({ side: 'citizen', guideName: '测试警员', version: 3 });
  expect(seen.interview?.given.map(({ question, by }) => [question, by])).toEqual([
    ['born', 'identity'],
    ['who', 'citizen'],
    ['kin', 'guide'],
    ['how', 'citizen'],
  ]);
  await answer(id, citizen, 'how', 'fetch', seen.version);
  expect(await log(id)).toEqual([
    { action: 'begin', side: 'citizen', who: citizen.id, subject: null, value: null },
    { action: 'join', side: 'guide', who: guide.id, subject: null, value: null },
    { action: 'answer', side: 'guide', who: guide.id, subject: 'kin', value: 'son' },
    { action: 'answer', side: 'citizen', who: citizen.id, subject: 'how', value: 'fetch' },
  ]);
});

test('looking at an answered question again shows it on both phones; answering it keeps the rest', async () => {
  const { citizen, guide, id } = await together({ who: 'self', how: 'post' });
  expect((await server.call('guideSession.turn', { id, question: 'who' }, guide.token)).status).toBe(200);
  const turned = (await read(id, citizen)).body;
  expect(turned.interview).toMatchObject({ asked: { id: 'who' }, value: 'self' });
  expect((await server.call('guideSession.turn', { id, question: 'born' }, guide.token)).error?.code).toBe('wrong_state');
  await answer(id, citizen, 'who', 'agent', turned.version);
  expect((await read(id, guide)).body.interview).toMatchObject({ asked: { id: 'kin' }, given: [{}, { value: 'agent' }] });
});

test('of two phones that answer the same question at once one is told of the other, and no answer to another question is lost', async () => {
  const { citizen, guide, id } = await together();
  const { version: seen } = (await read(id, citizen)).body;
  const both = await Promise.all([answer(id, citizen, 'who', 'self', seen), answer(id, guide, 'who', 'agent', seen)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const refused = both.find(({ status }) => status === 409);
  expect(refused?.error?.code).toBe('other_was_quicker');
  const [first] = both[0]?.status === 200 ? ['self'] : ['agent'];
  expect((await read(id, guide)).body.interview?.given[1]?.value).toBe(first);
  // Having seen the newer answer, either may write over it.
  const loser = both[0]?.status === 200 ? guide : citizen;
  const now = (await read(id, loser)).body;
  expect((await answer(id, loser, 'who', 'agent', now.version)).status).toBe(200);
  const next = (await read(id, loser)).body.version;
  const apart = await Promise.all([answer(id, citizen, 'who', 'self', next), answer(id, guide, 'kin', 'friend', next)]);
  // The guide's question may just have gone with the citizen's answer: then it is said, not silently dropped.
  expect(apart[0]?.status).toBe(200);
  expect([200, 409]).toContain(apart[1]?.status);
  expect((await read(id, citizen)).body.interview?.given[1]?.value).toBe('self');
});

test('a repeated request answers once', async () => {
  const { citizen, id } = await together();
  const seen = (await read(id, citizen)).body.version;
  const tries = await Promise.all([1, 2, 3].map(() => answer(id, citizen, 'who', 'self', seen, 'the-same-key-of-one-tap')));
  expect(tries.some(({ status }) => status === 200)).toBe(true);
  const again = await answer(id, citizen, 'who', 'self', seen, 'the-same-key-of-one-tap');
  expect([again.status, again.body.version]).toEqual([200, seen + 1]);
  expect(await log(id)).toHaveLength(3);
});

test('forty answers of both phones at once end in one order, each in the log', async () => {
  const { citizen, guide, id } = await together({ who: 'agent' });
  const writes = Array.from({ length: 40 }, (_, index) =>
    answer(id, index % 2 ? citizen : guide, index % 4 < 2 ? 'kin' : 'who', index % 4 < 2 ? 'son' : 'agent', 1_000),
  );
  const done = await Promise.all(writes);
  expect(new Set(done.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await read(id, guide)).body.version).toBe(42);
  expect(await log(id)).toHaveLength(42);
});

test('six digits hold five minutes, once, for a guide and nobody else', async () => {
  const [citizen, guide, other] = [await aPerson(server.db), await aGuide(), await aGuide()];
  const join = (code: string, who: Someone) => server.call('guideSession.join', { code }, who.token);
  const start = server.clock.now();
  const { code, session } = await begin(citizen);
  expect(session).toMatchObject({ status: 'waiting', side: 'citizen', codeUntil: later(start, 5 * minute), guideName: null });
  expect((await read(session.id, guide)).status).toBe(404);
  expect((await join(code, citizen)).error?.code).toBe('role_required');
  const late = await aPerson(server.db);
  const unused = await begin(late);
  server.clock.set(later(start, 5 * minute - 1));
  expect((await join(code, guide)).status).toBe(200);
  server.clock.set(later(start, 5 * minute));
  expect((await join(unused.code, guide)).error?.code).toBe('guide_code_wrong');
  expect((await read(unused.session.id, late)).body).toMatchObject({ status: 'ended', endedBy: 'time' });
  expect((await read(session.id, guide)).status).toBe(200);
  expect((await join(code, other)).error?.code).toBe('guide_code_wrong');
  expect((await read(session.id, other)).status).toBe(404);
  // A new code replaces the session, and the earlier code with it.
  const once = await begin(citizen);
  expect((await read(session.id, guide)).status).toBe(404);
  await begin(citizen);
  expect((await join(once.code, other)).error?.code).toBe('guide_code_wrong');
});

test('a code lies in the database only as a keyed hash, and is gone once it was used', async () => {
  const { code, session } = await begin(await aPerson(server.db));
  const [row] = await server.db<{ text: string }[]>`select row_to_json(s)::text as text from guide_session s where id = ${session.id}`;
  expect(row?.text).not.toContain(code);
  await server.call('guideSession.join', { code }, (await aGuide()).token);
  expect(await server.db`select code_hash from guide_session where id = ${session.id}`).toEqual([{ code_hash: null }]);
});

test('wrong codes are counted against guide and phone; a right one forgets them', async () => {
  const guide = await aGuide();
  const { code } = await begin(await aPerson(server.db));
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  const join = (typed: string) => server.call('guideSession.join', { code: typed }, guide.token);
  for (let tries = 0; tries < 5; tries++) expect((await join(wrong)).error?.code).toBe('guide_code_wrong');
  expect((await join(code)).error?.code).toBe('too_many_wrong_codes');
  server.clock.set(later(server.clock.now(), minute));
  expect((await join(code)).status).toBe(200);
  expect((await join(wrong)).error?.code).toBe('guide_code_wrong');
});

test('however many wrong codes come at once, no more are looked at than may be', async () => {
  const guide = await aGuide();
  const tries = await Promise.all(
    Array.from({ length: 50 }, (_, index) => server.call('guideSession.join', { code: String(index).padStart(6, '0') }, guide.token)),
  );
  expect(tries.filter(({ error }) => error?.code === 'guide_code_wrong')).toHaveLength(5);
  expect(tries.filter(({ error }) => error?.code === 'too_many_wrong_codes')).toHaveLength(45);
});

test('it ends by itself after twenty minutes: the guide sees nothing any more, the citizen that it is over', async () => {
  const { citizen, guide, id, code } = await together({ who: 'self' });
  const { endsAt } = (await read(id, guide)).body;
  expect(endsAt).toBe(later(server.clock.now(), 20 * minute));
  server.clock.set(later(endsAt ?? '', -1));
  expect((await read(id, guide)).status).toBe(200);
  server.clock.set(endsAt ?? '');
  expect((await read(id, guide)).status).toBe(404);
  expect((await answer(id, guide, 'how', 'post', 9)).status).toBe(404);
  expect((await answer(id, citizen, 'how', 'post', 9)).error?.code).toBe('guiding_over');
  expect((await server.call('guideSession.join', { code }, guide.token)).error?.code).toBe('guide_code_wrong');
  expect((await read(id, citizen)).body).toMatchObject({ status: 'ended', endedBy: 'time', interview: { given: [{}, { value: 'self' }] } });
  expect((await server.call('guideSession.mine', {}, citizen.token)).body.session).toBeNull();
  // The job writes it down, once however often and at once it runs, and an hour later forgets the answers; the log stays.
  const runs = await Promise.all([1, 2, 3].map(() => sweep(server.room, server.clock.now())));
  expect(runs.every(({ guidingOver }) => guidingOver >= 0)).toBe(true);
  expect((await log(id)).at(-1)).toEqual({ action: 'end', side: 'system', who: null, subject: null, value: null });
  expect((await log(id)).filter(({ action }) => action === 'end')).toHaveLength(1);
  await sweep(server.room, later(endsAt ?? '', 61 * minute));
  expect(await server.db`select answers, facts from guide_session where id = ${id}`).toEqual([{ answers: null, facts: null }]);
  expect((await read(id, citizen)).body).toMatchObject({ status: 'ended', interview: null });
});

test.each(['citizen', 'guide'] as const)('a tap of the %s ends it, and so does signing out', async (side) => {
  const one = await together();
  expect((await server.call('guideSession.end', { id: one.id }, one[side].token)).status).toBe(200);
  expect((await read(one.id, one.guide)).status).toBe(404);
  expect((await read(one.id, one.citizen)).body).toMatchObject({ status: 'ended', endedBy: side });
  expect((await log(one.id)).at(-1)).toMatchObject({ action: 'end', side, who: one[side].id });
  const two = await together();
  expect((await server.call('session.signOut', {}, two[side].token)).status).toBe(200);
  expect((await read(two.id, two.guide)).status).toBe(side === 'guide' ? 401 : 404);
  expect((await log(two.id)).at(-1)).toMatchObject({ action: 'end', side, who: two[side].id });
});

test('nobody else finds it: another citizen, another guide, and a guide whose role was taken away', async () => {
  const { guide, id } = await together();
  for (const stranger of [await aPerson(server.db), await aGuide()]) {
    expect((await read(id, stranger)).status).toBe(404);
    expect((await answer(id, stranger, 'who', 'self', 2)).status).toBe(404);
    expect((await server.call('guideSession.turn', { id, question: null }, stranger.token)).status).toBe(404);
    expect((await server.call('guideSession.end', { id }, stranger.token)).status).toBe(404);
    expect((await fill(id, stranger, 'note', 'x', 2)).status).toBe(404);
  }
  await server.db`delete from staff_role where person_id = ${guide.id}`;
  expect((await read(id, guide)).status).toBe(404);
});

test('a guide is at one session at a time, and not at an own one', async () => {
  const { guide, id } = await together();
  const { code } = await begin(await aPerson(server.db));
  expect((await server.call('guideSession.mine', {}, guide.token)).body.session).toEqual({ id, side: 'guide', kind: 'interview', itemCode: item });
  expect((await server.call('guideSession.join', { code }, guide.token)).status).toBe(200);
  expect((await read(id, guide)).status).toBe(404);
  const own = await begin(guide);
  expect((await server.call('guideSession.join', { code: own.code }, guide.token)).error?.code).toBe('guide_own_code');
});

test("the list is made by the citizen's own tap: it names the guide, and the guide sees nothing of what follows", async () => {
  const { citizen, guide, id } = await together({ who: 'self', how: 'post' });
  const input = { itemCode: item, itemVersion: 1, answers: { who: 'self', how: 'post' }, guideSessionId: id };
  expect((await server.call('checklists.create', input, guide.token)).status).toBe(404);
  const made = await server.call('checklists.create', input, citizen.token);
  expect(made.body).toMatchObject({ assistedBy: ['测试警员'] });
  expect((await server.call('checklists.read', { code: made.body.code }, citizen.token)).body.assistedBy).toEqual(['测试警员']);
  expect((await read(id, guide)).status).toBe(404);
  expect((await read(id, citizen)).body).toMatchObject({ status: 'ended', endedBy: 'finished' });
  expect((await server.call('checklists.create', input, citizen.token)).status).toBe(404);
});

test('fields are filled in by either phone; numbers only by the citizen, and the guide sees them masked', async () => {
  const { citizen, guide, id, list } = await formTogether();
  const seen = (await read(id, citizen)).body;
  expect(seen.form).toMatchObject({ values: {}, private: ['agent_id', 'phone'], state: 'none', lock: 'open' });
  expect((await fill(id, guide, 'note', '导办员写的', seen.version)).status).toBe(200);
  expect((await fill(id, citizen, 'agent_id', agentNumber, seen.version)).status).toBe(200);
  expect((await fill(id, citizen, 'phone', '13900000001', seen.version)).status).toBe(200);
  expect((await fill(id, guide, 'agent_id', '1', 99)).error?.code).toBe('field_private');
  const forGuide = await read(id, guide);
  expect(forGuide.body.form?.values).toEqual({ note: '导办员写的', agent_id: `990001********${agentNumber.slice(-4)}`, phone: '139****0001' });
  expect(forGuide.body.form?.by).toEqual({ note: 'guide', agent_id: 'citizen', phone: 'citizen' });
  expect(forGuide.text).not.toContain(list);
  expect((await read(id, citizen)).body.form?.values.agent_id).toBe(agentNumber);
  // The draft is the citizen's own, and what the guide wrote does not lie readable anywhere.
  expect((await server.call('forms.read', { code: list }, citizen.token)).body.values).toMatchObject({ note: '导办员写的', agent_id: agentNumber });
  expect(JSON.stringify(await log(id))).not.toMatch(/导办员写的|9900/);
});

test('both phones at once lose no field, and the same field is written over only after looking', async () => {
  const { citizen, guide, id } = await formTogether();
  const { version: seen } = (await read(id, guide)).body;
  const apart = await Promise.all([fill(id, citizen, 'note', '群众的', seen), fill(id, guide, 'street', '导办员的', seen)]);
  expect(apart.map(({ status }) => status)).toEqual([200, 200]);
  expect((await read(id, guide)).body.form?.values).toEqual({ note: '群众的', street: '导办员的' });
  const late = await fill(id, guide, 'note', '导办员后写的', seen);
  expect(late.error?.code).toBe('other_was_quicker');
  expect((await read(id, guide)).body.form?.values.note).toBe('群众的');
  expect((await fill(id, guide, 'note', '导办员后写的', (await read(id, guide)).body.version)).status).toBe(200);
});

test('a guide cannot hand in: the citizen does, the session ends with it, and the window reads who helped', async () => {
  const { citizen, guide, id, list } = await formTogether();
  const values = { note: '说明', street: '莞太路', agent_id: agentNumber };
  await fill(id, guide, 'note', values.note, 9);
  expect((await server.call('forms.submit', { code: list, values, version: 1 }, guide.token)).status).toBe(404);
  expect((await server.call('forms.submit', { code: list, values, version: 1 }, citizen.token)).status).toBe(200);
  expect((await read(id, guide)).status).toBe(404);
  expect((await fill(id, citizen, 'note', '再改', 99)).error?.code).toBe('guiding_over');
  const slot = await aSlot(server.db, { hallId, startsAt: later(server.clock.now(), 3_600_000) });
  const booked = await server.call('appointments.book', { slotId: slot.id, checklistCode: list }, citizen.token);
  const officer = await aStaffMember(server.db, hallId, 'officer');
  const visit = await server.call('window.read', { id: booked.body.id }, officer.token);
  expect(visit.body.checklist.assistedBy).toEqual(['测试警员']);
  expect(
    (await server.call('guideSession.begin', { about: { kind: 'form', checklistCode: list }, consent: guideConsentVersion }, guide.token)).status,
  ).toBe(404);
});

test('a code is given only after consenting to the words as they stand', async () => {
  const citizen = await aPerson(server.db);
  const about = { kind: 'interview', itemCode: item, itemVersion: 1, answers: {} } as const;
  const none = await server.call('guideSession.begin', { about } as never, citizen.token);
  const old = await server.call('guideSession.begin', { about, consent: '2020-01' as never }, citizen.token);
  expect([none.error?.code, old.error?.code]).toEqual(['invalid_input', 'invalid_input']);
  const { session } = await begin(citizen);
  expect(await server.db`select consent_version from guide_session where id = ${session.id}`).toEqual([{ consent_version: guideConsentVersion }]);
});
