import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/client';
import { runJobs } from '../../functions/jobs/index';
import { addDays, later } from '../../shared/rules/shanghai';
import { aPerson } from '../support/builders';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';
import { letTextsPass } from '../support/texts';
import { aJpeg } from '../support/pictures';
import { setSettings } from '../support/settings';

/** F1, F3: a question to a person, and what its answer becomes. Friday 20 November, 10:00 in Shanghai. */
const friday = '2026-11-20T02:00:00.000Z';
const due = '2026-11-24T15:59:59.999Z';

let service: TestServer;
let db: Database;
let town: CaseTown;
let asker: { id: string; token: string };

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  db = service.db;
  town = await aCaseTown(db);
  await db`insert into staff_role (person_id, unit_id, role) values (${town.dutyPerson.id}, ${town.unitId}, 'officer')`;
});
afterAll(() => service?.stop());
beforeEach(async () => {
  service.clock.set(friday);
  asker = await aPerson(db, { name: '梁提问' });
  await db`update consultation set status = 'closed'`;
  await db`delete from notice`;
  await setSettings(service, { consultWaiting: 5 });
});

const text = '我叫梁提问，电话13800138000，孩子户口在湖南，能在这里上小学吗';
const ask = (more: object = {}) => service.call('consultations.ask', { text, unitId: town.unitId, ...more }, asker.token);
const answer = (id: string, words = '可以，先办居住登记，满半年领居住证。', who = town.unitHead) =>
  service.call('consultationDesk.answer', { id, text: words }, who.token);
const told = async (personId: string) =>
  (await db<{ kind: string }[]>`select kind from notice where person_id = ${personId} order by kind`).map((row) => row.kind);
const jobsAt = async (at: string) => {
  service.clock.set(at);
  return (await runJobs(service.room)).done;
};

test('goes to one person of the unit, due after two working days, and comes back with an answer that can be rated', async () => {
  const asked = (await ask()).body;
  expect(asked).toMatchObject({ status: 'asked', unitName: '试办镇分局', dueAt: due, urgent: false, actions: ['close'] });
  const [{ owner } = { owner: '' }] = await db<{ owner: string }[]>`select owner_id as owner from consultation where id = ${asked.id}`;
  expect(await told(owner)).toEqual(['staff_consultation_asked']);
  const list = await service.call('consultationDesk.list', {}, town.unitHead.token);
  expect(list.body.consultations.map(({ id }) => id)).toContain(asked.id);
  expect((await answer(asked.id)).body).toMatchObject({ status: 'answered', askerName: '梁提问' });
  const read = (await service.call('consultations.read', { id: asked.id }, asker.token)).body;
  expect(read.thread.map(({ side, action }) => [side, action])).toEqual([
    ['asker', 'ask'],
    ['staff', 'answer'],
  ]);
  expect(read.actions).toEqual(['ask_on', 'close']);
  expect(read.toRate).not.toBeNull();
  expect(await told(asker.id)).toEqual(['consultation_answered']);
});

test('is asked on with a clock of its own, and one occasion stays open however often it is answered', async () => {
  const { id } = (await ask()).body;
  await answer(id);
  service.clock.set(later(friday, 24 * 3_600_000));
  const again = await service.call('consultations.askOn', { id, text: '那报名前来不及怎么办' }, asker.token);
  expect(again.body).toMatchObject({ status: 'asked', dueAt: '2026-11-25T15:59:59.999Z' });
  await answer(id, '先办居住登记，凭回执向学校说明。');
  const [{ count } = { count: 0 }] = await db<{ count: number }[]>`select count(*)::int as count from rating_occasion where subject_id = ${id}`;
  expect(count).toBe(1);
});

test('an urgent one goes to who is on duty, with hours on the clock', async () => {
  const { body } = await ask({ urgent: true });
  expect(body.dueAt).toBe(later(friday, 4 * 3_600_000));
  expect(await told(town.dutyPerson.id)).toEqual(['staff_consultation_asked']);
});

test('an urgent one goes to who has the shift by the roster', async () => {
  await db`insert into duty_shift (unit_id, day, shift, person_id) values (${town.unitId}, '2026-11-20', 'day', ${town.handler.id})`;
  await ask({ urgent: true });
  expect(await told(town.handler.id)).toEqual(['staff_consultation_asked']);
  await db`delete from duty_shift`;
});

test("is nobody else's: not another person's, another unit's or, at the desk, the asker's own", async () => {
  const { id } = (await ask()).body;
  const other = await aPerson(db, {});
  expect((await service.call('consultations.read', { id }, other.token)).error?.code).toBe('not_found');
  expect((await service.call('consultationDesk.read', { id }, town.strangerHead.token)).error?.code).toBe('not_found');
  const own = (await service.call('consultations.ask', { text, unitId: town.unitId }, town.unitHead.token)).body;
  expect((await service.call('consultationDesk.read', { id: own.id }, town.unitHead.token)).error?.code).toBe('not_found');
});

test('takes no more than so many waiting questions of one person, and no step out of turn', async () => {
  await setSettings(service, { consultWaiting: 1 });
  const { id } = (await ask()).body;
  expect((await ask()).error?.code).toBe('too_many_questions');
  expect((await service.call('consultations.askOn', { id, text: '再问一句' + '好吗' }, asker.token)).error?.code).toBe('wrong_state');
  expect((await service.call('consultations.close', { id }, asker.token)).body.status).toBe('closed');
  expect((await answer(id)).error?.code).toBe('wrong_state');
});

test('the owner is told of a late one once, at the limit not yet; an answered one closes by itself after seven days', async () => {
  const { id } = (await ask()).body;
  expect((await jobsAt(due)).consultationsLate).toBe(0);
  const runs = await Promise.all([jobsAt(later(due, 1)), jobsAt(later(due, 1))]);
  expect(runs.map((run) => run.consultationsLate ?? 0).reduce((a, b) => a + b)).toBe(1);
  expect((await jobsAt(later(due, 60_000))).consultationsLate).toBe(0);
  const answeredAt = later(due, 120_000);
  service.clock.set(answeredAt);
  await answer(id);
  const week = later(answeredAt, 7 * 24 * 3_600_000);
  expect((await jobsAt(later(week, -1))).consultationsClosed).toBe(0);
  expect((await jobsAt(week)).consultationsClosed).toBe(1);
  expect((await service.call('consultations.read', { id }, asker.token)).body).toMatchObject({ status: 'closed', actions: [] });
});

test('its photos go along into a request without being sent again, each as one of its own, and nobody else’s do', async () => {
  const upload = async () => (await service.call('files.upload', { file: await aJpeg() }, asker.token)).body;
  const given = await upload();
  const { id } = (await ask({ photos: [given.id] })).body;
  const key = randomUUID();
  const copied = await service.call('files.copy', { id: given.id }, asker.token, key);
  expect(copied.body).toMatchObject({ width: given.width, height: given.height });
  expect((await service.call('files.copy', { id: given.id }, asker.token, key)).text).toBe(copied.text);
  expect(copied.body.id).not.toBe(given.id);

  await db`
    insert into enterprise_member (enterprise_id, person_id, role, joined_at) values (${town.enterpriseId}, ${asker.id}, 'employee', ${friday})`;
  const request = { enterpriseId: town.enterpriseId, category: 'consultation' as const, title: '孩子上学', body: text, photos: [copied.body.id] };
  const filed = (await service.call('cases.file', request, asker.token)).body;
  expect(filed.timeline[0]?.photos.map((photo) => photo.id)).toEqual([copied.body.id]);
  const content = async (file: string) => (await service.call('files.read', { id: file }, asker.token)).text;
  expect(await content(copied.body.id)).toBe(await content(given.id));
  expect((await service.call('consultations.read', { id }, asker.token)).body.thread[0]?.photos.map((photo) => photo.id)).toEqual([given.id]);

  const other = await aPerson(db, {});
  expect((await service.call('files.copy', { id: given.id }, other.token)).error?.code).toBe('not_found');
  expect((await service.call('files.copy', { id: given.id }, town.unitHead.token)).error?.code).toBe('not_found');
  expect((await service.call('files.copy', { id: (await upload()).id }, asker.token)).error?.code).toBe('not_found');
  expect((await service.call('files.copy', { id: copied.body.id }, asker.token)).error?.code).toBe('not_found');
});

describe('an answer becomes an entry', () => {
  const make = (id: string, more: object = {}) =>
    service.call(
      'knowledgeDesk.make',
      {
        id,
        question: '外地孩子在东莞上学要先办什么？',
        phrasings: ['外省娃读小学'],
        answer: '先办居住登记，满半年领居住证。',
        items: [],
        reviewOn: '2027-05-20',
        ...more,
      },
      town.unitHead.token,
    );

  test('with the names and numbers of the asker shown and taken out, and is found by search once the content check has passed it', async () => {
    const { id } = (await ask()).body;
    await answer(id);
    const draft = (await service.call('knowledgeDesk.draft', { id }, town.unitHead.token)).body;
    expect(draft.takenOut).toEqual(['梁提问', '13800138000']);
    expect(draft.question).not.toMatch(/梁提问|138/);
    expect((await make(id, { question: '梁提问的孩子能上学吗' })).error).toMatchObject({ code: 'personal_words', details: { words: ['梁提问'] } });
    expect((await make(id, { answer: '请打13800138000问' })).error?.code).toBe('personal_words');
    expect((await make(id, { reviewOn: '2026-11-20' })).error?.code).toBe('review_day_wrong');
    const { code } = (await make(id)).body;
    const found = async () => (await service.call('knowledge.search', { query: '外省娃读小学要啥' })).body.entries.map((entry) => entry.code);
    expect(await found()).not.toContain(code);
    expect((await service.call('knowledge.read', { code })).error?.code).toBe('not_found');
    await letTextsPass(service);
    expect(await found()).toContain(code);
  });

  test('hidden past its review date, of which its owner is reminded once, until it is renewed', async () => {
    const { id } = (await ask()).body;
    await answer(id);
    const { code } = (await make(id, { reviewOn: '2026-11-21' })).body;
    await jobsAt('2026-11-21T15:00:00.000Z');
    expect((await told(town.unitHead.id)).filter((kind) => kind === 'staff_knowledge_review')).toEqual([]);
    const past = '2026-11-21T16:00:00.000Z';
    await Promise.all([jobsAt(past), jobsAt(past)]);
    await jobsAt(later(past, 3_600_000));
    expect((await told(town.unitHead.id)).filter((kind) => kind === 'staff_knowledge_review')).toEqual(['staff_knowledge_review']);
    expect((await service.call('knowledge.read', { code })).error?.code).toBe('not_found');
    const listed = (await service.call('knowledgeDesk.list', {}, town.unitHead.token)).body.entries;
    expect(listed.find((entry) => entry.code === code)).toMatchObject({ hidden: true });
    expect((await service.call('knowledgeDesk.renew', { code, reviewOn: addDays('2026-11-22', 100) }, town.strangerHead.token)).error?.code).toBe(
      'not_found',
    );
    await service.call('knowledgeDesk.renew', { code, reviewOn: addDays('2026-11-22', 100) }, town.unitHead.token);
    await letTextsPass(service);
    expect((await service.call('knowledge.read', { code })).status).toBe(200);
  });
});
