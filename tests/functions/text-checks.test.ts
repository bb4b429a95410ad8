import type { Database } from '../../db/client';
import { claimTextChecks, finishTextCheck } from '../../db/queries/text-checks';
import { textChecks } from '../../functions/jobs/text-checks';
import { asSystem } from '../../functions/scope';
import { later } from '../../shared/rules/shanghai';
import { unshownWords } from '../../shared/text/text-checks';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';
import { testNow } from '../support/test-city';

/** K4: what people of a firm, or everybody, are to read is checked by WeChat first; the stand-in fails in each way WeChat does. */
const risky = '特3456书yuuo莞6543李zxcz蒜7782法fgnv级';

let service: TestServer;
let db: Database;
let town: CaseTown;
let author: string;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  db = service.db;
  town = await aCaseTown(db);
  await db`update person set openid = 'text-author' where id = ${town.employee.id}`;
});
afterAll(() => service?.stop());
beforeEach(async () => {
  service.clock.set(testNow);
  await faults('DELETE');
  // WeChat checks for somebody who was here within two hours.
  author = await service.signIn('text-author');
  await db`update text_check set state = 'passed', reason = null where state = 'waiting'`;
});

const faults = (method: string, fault?: object) =>
  fetch(`${service.standInUrl}/stand-in/wechat/__stand-in/faults`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(fault ? { body: JSON.stringify({ path: '/wxa/msg_sec_check', ...fault }) } : {}),
  });
const matter = { category: 'handling', title: '厂门口路灯', body: '厂门口的路灯坏了三天，夜班看不见。', place: '创新路' } as const;
const file = async (more: object = {}) => (await service.call('cases.file', { enterpriseId: town.enterpriseId, ...matter, ...more }, author)).body;
const read = async (id: string, token: string) => (await service.call('cases.read', { id }, token)).body;
const seenBy = async (id: string, token: string) => {
  const { title, body, place, check } = await read(id, token);
  return { title, body, place, check };
};
const stateOf = async (subjectId: string) =>
  (
    await db<{ id: string; state: string; reason: string | null }[]>`
    select id, state, reason from text_check where subject_id = ${subjectId} order by seq`
  )[0];
const asJob = () => ({ ...service.room, database: asSystem(service.room.database, 'jobs') });
const check = (at = service.clock.now()) => {
  service.clock.set(at);
  return textChecks(asJob(), at);
};
const hidden = { title: unshownWords.waiting, body: unshownWords.waiting, place: unshownWords.waiting, check: null };
const whole = { title: matter.title, body: matter.body, place: matter.place, check: null };

test('a request is with its staff at once and with colleagues after the check, in lists, among similar ones and on its page', async () => {
  const { id } = await file();
  const titles = async (token: string) => {
    const listed = (await service.call('cases.list', {}, token)).body.cases;
    const similar = (await service.call('cases.similar', { enterpriseId: town.enterpriseId, words: '厂门口路灯坏了' }, token)).body.cases;
    return [...listed, ...similar].filter((row) => row.id === id).map(({ title }) => title);
  };
  expect(await seenBy(id, author)).toEqual({ ...whole, check: { state: 'waiting', answer: null } });
  expect(await titles(author)).toEqual([matter.title, matter.title]);
  expect((await service.call('desk.read', { id }, town.liaison.token)).body).toMatchObject({ title: matter.title, body: matter.body });
  expect(await seenBy(id, town.colleague.token)).toEqual(hidden);
  expect(await titles(town.colleague.token)).toEqual([unshownWords.waiting, unshownWords.waiting]);
  expect(await check()).toEqual({ textsPassed: 1, textsHeld: 0 });
  expect(await seenBy(id, town.colleague.token)).toEqual(whole);
  expect(await titles(town.colleague.token)).toEqual([matter.title, matter.title]);
});

test.each<[string, object]>([
  ['is busy', { errcode: -1 }],
  ['refuses the token, and the renewed one', { errcode: 40001, times: 2 }],
  ['has no quota left today', { errcode: 45009 }],
  ['has had too many calls this minute', { errcode: 45011 }],
  ['gives no permission', { errcode: 48001 }],
  ['answers in the way of its first version', { errcode: 87014 }],
  ['answers a number that nobody knows', { errcode: 99999 }],
  ['answers 502', { status: 502 }],
  ['breaks the connection before', { dropBeforeEffect: true }],
  ['has checked, and the answer is lost', { dropAfterEffect: true }],
])('when WeChat %s the words stay hidden, nobody waits for it, and they are checked later', async (_, fault) => {
  const { id } = await file();
  await faults('POST', fault);
  expect(await check()).toEqual({ textsPassed: 0, textsHeld: 0 });
  expect(await stateOf(id)).toMatchObject({ state: 'waiting' });
  expect(await seenBy(id, town.colleague.token)).toEqual(hidden);
  await faults('DELETE');
  expect(await check(later(testNow, 3_600_000))).toEqual({ textsPassed: 1, textsHeld: 0 });
  expect(await seenBy(id, town.colleague.token)).toEqual(whole);
});

test.each<[string, object]>([
  ['does not know the account', { errcode: 40003 }],
  ['finds that the author was not here within two hours', { errcode: 61010 }],
  ['finds it too long', { errcode: 45002 }],
])('when WeChat %s a person decides', async (_, fault) => {
  const { id } = await file();
  await faults('POST', fault);
  expect(await check()).toEqual({ textsPassed: 0, textsHeld: 1 });
  expect(await stateOf(id)).toMatchObject({ state: 'held', reason: 'uncheckable' });
  expect(await seenBy(id, town.colleague.token)).toEqual(hidden);
});

test('after a day without an answer a person decides', async () => {
  const { id } = await file();
  await faults('POST', { status: 502, times: 100 });
  await check();
  expect(await check(later(testNow, 24 * 3_600_000))).toEqual({ textsPassed: 0, textsHeld: 1 });
  expect(await stateOf(id)).toMatchObject({ state: 'held', reason: 'late' });
});

test('risky words are held; staff of the unit, but not of another, let them be read or refuse with a reason that the author reads', async () => {
  const { id } = await file();
  await check();
  await service.call('cases.remark', { id, text: `补充：${risky}` }, author);
  expect(await check()).toEqual({ textsPassed: 0, textsHeld: 1 });
  const said = async (token: string) => (await read(id, token)).timeline.find(({ action }) => action === 'remark');
  expect(await said(author)).toMatchObject({ text: `补充：${risky}`, check: { state: 'held' } });
  expect(await said(town.colleague.token)).toMatchObject({ text: unshownWords.held, check: null });
  const held = (await service.call('textChecks.list', {}, town.handler.token)).body.texts.find(({ subjectId }) => subjectId === id);
  expect(held).toMatchObject({ kind: 'request_words', reason: 'risky', words: `补充：${risky}` });
  const checkId = held?.id ?? '';
  const decide = (more: { approve: boolean; reason?: string }, token: string) => service.call('textChecks.decide', { id: checkId, ...more }, token);
  expect((await service.call('textChecks.list', {}, town.strangerHead.token)).body.texts).toEqual([]);
  expect((await decide({ approve: true }, town.strangerHead.token)).error?.code).toBe('not_found');
  expect((await decide({ approve: false }, town.handler.token)).error?.code).toBe('invalid_input');
  expect((await decide({ approve: false, reason: '含有推广内容' }, town.handler.token)).body).toEqual({ done: true });
  expect((await decide({ approve: true }, town.unitHead.token)).error?.code).toBe('wrong_state');
  expect(await said(author)).toMatchObject({ text: `补充：${risky}`, check: { state: 'refused', answer: '含有推广内容' } });
  expect(await said(town.colleague.token)).toMatchObject({ text: unshownWords.refused });

  const other = await file({ body: `路灯坏了。${risky}` });
  await check();
  const waiting = await stateOf(other.id);
  await service.call('textChecks.decide', { id: waiting?.id ?? '', approve: true }, town.unitHead.token);
  expect((await seenBy(other.id, town.colleague.token)).body).toContain(risky);
});

test('runs at once check each text once, and an answer after its lease changes nothing', async () => {
  for (let count = 0; count < 20; count += 1) await file();
  const runs = await Promise.all(Array.from({ length: 4 }, () => textChecks(asJob(), testNow)));
  expect(runs.reduce((sum, { textsPassed }) => sum + textsPassed, 0)).toBe(20);

  const { id } = await file();
  const claim = (now: string) => claimTextChecks(db, { now, leasedUntil: later(now, 60_000), limit: 8 });
  const [first] = await claim(testNow);
  expect(await claim(testNow)).toEqual([]);
  const [second] = await claim(later(testNow, 60_000));
  if (!first || !second) throw new Error('not claimed');
  const passed = { state: 'passed', reason: null, label: 100, traceId: null } as const;
  expect(await finishTextCheck(db, first, passed)).toBe(false);
  expect(await stateOf(id)).toMatchObject({ state: 'waiting' });
  expect(await finishTextCheck(db, second, passed)).toBe(true);
});

test('a request that staff took down is not the firm’s own words', async () => {
  const taken = await service.call(
    'desk.takeDown',
    { enterpriseId: town.enterpriseId, channel: 'phone', ...matter, requester: { name: '来电人', phone: '13800007777' } },
    town.handler.token,
  );
  expect(taken.status).toBe(200);
  expect(await stateOf(taken.body.id)).toBeUndefined();
});

test('what is added to a request that no firm filed is read by staff only, and not checked', async () => {
  const { id } = await file();
  await check();
  await db`update service_case set enterprise_id = null where id = ${id}`;
  expect((await service.call('cases.remark', { id, text: `补充：${risky}` }, author)).status).toBe(200);
  expect(await db`select seq from text_check where subject_id = ${id}`).toEqual([{ seq: 1 }]);
});
