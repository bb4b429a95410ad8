import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { runJobs } from '../../functions/jobs/index';
import { signatureHeaders } from '../../functions/ports/signature';
import { exchangeSender, hotlinePaths, type HotlineUpdate } from '../../functions/ports/hotline-protocol';
import { standInEnvironment } from '../../functions/stand-ins/index';
import type { Input } from '../../shared/contract/index';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

const monday = '2026-11-23T00:30:00.000Z';

let service: TestServer;
let town: CaseTown;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());
beforeEach(() => service.clock.set(monday));

type Order = Input<'exchange.receiveOrder'>;
const order = (with_: Partial<Order> = {}): Order => ({
  version: 1,
  eventId: `h${randomUUID().replaceAll('-', '')}`,
  orderNumber: `T-${randomUUID().slice(0, 8)}`,
  category: 'consultation',
  town: town.town,
  title: '外籍员工居留许可怎么续',
  body: '公司外籍工程师的居留许可下月到期，想问怎么办。',
  callerName: '林先生',
  callerPhone: '19900000101',
  ...with_,
});

async function send(sent: Order | string, { secret = standInEnvironment('').HOTLINE_SECRET as string, at = monday } = {}) {
  const body = typeof sent === 'string' ? sent : JSON.stringify(sent);
  const path = hotlinePaths.orders;
  const headers = signatureHeaders(secret, { sender: exchangeSender.hotline, timestamp: at, method: 'POST', path, body });
  const response = await fetch(`${service.url}${path}`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json', 'X-Test-Now': service.clock.now() },
    body,
  });
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) };
}
const caseOf = async (orderNumber: string) => {
  const rows = await service.db<{ id: string; number: string; unitId: string; ownerId: string; channel: string; requesterId: string }[]>`
    select id, number, unit_id as "unitId", owner_id as "ownerId", channel, requester_id as "requesterId" from service_case
    where external_number = ${orderNumber}`;
  return rows;
};
const updatesOf = async (orderNumber: string) =>
  ((await (await fetch(`${service.standInUrl}/stand-in/12345/__stand-in/updates?order=${orderNumber}`)).json()) as { updates: HotlineUpdate[] })
    .updates;
const fault = (fields: Record<string, unknown>) =>
  fetch(`${service.standInUrl}/stand-in/12345/__stand-in/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(fields),
  });

test('a signed order becomes a case of its town with owner, clocks and the sealed number of its caller', async () => {
  const sent = order();
  const answer = await send(sent);
  const [made] = await caseOf(sent.orderNumber);
  expect(answer).toMatchObject({ status: 200, body: { orderNumber: sent.orderNumber, caseNumber: made?.number } });
  expect(made).toMatchObject({ unitId: town.unitId, ownerId: town.dutyPerson.id, channel: 'hotline_12345' });
  expect(await service.db`select kind from case_clock where case_id = ${made?.id as string} order by kind`).toEqual([
    { kind: 'contact' },
    { kind: 'processing' },
  ]);
  const detail = (await service.call('desk.read', { id: made?.id as string }, town.handler.token)).body;
  expect(detail).toMatchObject({ requesterName: '林先生', requesterPhone: '199****0101' });
  const dump = await service.db`select * from person where id = ${made?.requesterId as string}`;
  expect(JSON.stringify(dump)).not.toContain('19900000101');
});

test('what a caller supplies is taken down by staff with how it was told, and the paused clock runs again', async () => {
  const sent = order({ orderNumber: 'DG20261123000009', callerName: '周女士', callerPhone: '19900000107' });
  await send(sent);
  const id = (await caseOf(sent.orderNumber))[0]?.id as string;
  await service.call('desk.accept', { id }, town.handler.token);
  const take = (token: string) => service.call('desk.supplyFor', { id, text: '居留许可号码已报，护照复印件交到窗口', toldBy: 'phone' }, token);
  expect((await take(town.handler.token)).error?.code).toBe('wrong_state');
  await service.call('desk.askForMaterials', { id, text: '请补充护照复印件' }, town.handler.token);
  const asked = (await service.call('desk.read', { id }, town.unitHead.token)).body;
  expect(asked).toMatchObject({ requesterIsCaller: true, status: 'awaiting_materials' });
  expect(asked.actions).toContain('supplyFor');
  expect((await take(town.strangerHandler.token)).error?.code).toBe('not_found');
  expect((await take(town.secondHandler.token)).error?.code).toBe('role_required');
  service.clock.set('2026-11-25T02:00:00.000Z');
  const { body } = await take(town.handler.token);
  expect(body).toMatchObject({ status: 'accepted', requesterIsCaller: true });
  expect(body.clocks.find(({ kind }) => kind === 'processing')?.pausedAt).toBeNull();
  expect(body.timeline.at(-1)).toMatchObject({ action: 'supplyFor', text: '电话告知：居留许可号码已报，护照复印件交到窗口', internal: false });
  await runJobs(service.room);
  expect((await updatesOf(sent.orderNumber)).map(({ kind }) => kind)).toEqual(['received', 'accepted', 'materials_wanted', 'accepted']);
});

test('an order of a town without a channel goes to the bureau, never nowhere', async () => {
  const sent = order({ town: '没有的镇' });
  expect((await send(sent)).status).toBe(200);
  const [made] = await caseOf(sent.orderNumber);
  const [root] = await service.db<{ id: string }[]>`select id from unit where parent_id is null order by id limit 1`;
  expect(made?.unitId).toBe(root?.id);
});

test('the same caller is one person; the same number under another name is another', async () => {
  const [first, second, third] = [order(), order(), order({ callerName: '陈女士' })];
  for (const sent of [first, second, third]) await send(sent);
  const people = await Promise.all([first, second, third].map(async (sent) => (await caseOf(sent.orderNumber))[0]?.requesterId));
  expect(people[0]).toBe(people[1]);
  expect(people[2]).not.toBe(people[0]);
});

test('the same event is applied once and answered byte for byte the same, however often and at once', async () => {
  const sent = order();
  const answers = await Promise.all(Array.from({ length: 12 }, () => send(sent)));
  answers.push(await send(sent));
  expect(new Set(answers.map((answer) => `${answer.status} ${answer.text}`)).size).toBe(1);
  expect(await caseOf(sent.orderNumber)).toHaveLength(1);
});

test('an event id with another body, or another event for an order that is here, is refused', async () => {
  const sent = order();
  await send(sent);
  const changed = await send({ ...sent, title: '换了题目的同一事件' });
  expect([changed.status, changed.body.error.code]).toEqual([409, 'replayed']);
  const again = await send({ ...sent, eventId: `h${randomUUID().replaceAll('-', '')}` });
  expect([again.status, again.body.error.code]).toEqual([409, 'replayed']);
  expect(await caseOf(sent.orderNumber)).toHaveLength(1);
});

test('two events at once for one order make one case', async () => {
  const sent = order();
  const answers = await Promise.all([send(sent), send({ ...sent, eventId: `h${randomUUID().replaceAll('-', '')}` })]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  expect(await caseOf(sent.orderNumber)).toHaveLength(1);
});

test('a wrong key, a changed body, no signature, and a time outside five minutes are refused, and nothing is written', async () => {
  const sent = order();
  const wrongKey = await send(sent, { secret: 'another-secret-of-some-length-000' });
  expect([wrongKey.status, wrongKey.body.error.code]).toEqual([401, 'signature_invalid']);
  const unsigned = await fetch(`${service.url}${hotlinePaths.orders}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(sent),
  });
  expect(unsigned.status).toBe(401);
  for (const at of ['2026-11-23T00:24:59.999Z', '2026-11-23T00:35:00.001Z']) expect((await send(sent, { at })).status).toBe(401);
  expect(await caseOf(sent.orderNumber)).toHaveLength(0);
  for (const at of ['2026-11-23T00:25:00.000Z', '2026-11-23T00:35:00.000Z']) expect((await send(sent, { at })).status).toBe(200);
});

test('12345 hears of every step in order, and of no internal note', async () => {
  const sent = order({ orderNumber: 'DG20261123000001' });
  await send(sent);
  const id = (await caseOf(sent.orderNumber))[0]?.id as string;
  await service.call('desk.contact', { id, text: '已致电说明' }, town.unitHead.token);
  await service.call('desk.accept', { id }, town.handler.token);
  await service.call('desk.note', { id, text: '内部意见不外传' }, town.handler.token);
  await service.call('desk.complete', { id, outcome: 'settled', text: '已说明续签流程和材料。' }, town.handler.token);
  await runJobs(service.room);
  const updates = await updatesOf(sent.orderNumber);
  expect(updates.map(({ sequence, kind, dueDate }) => [sequence, kind, dueDate])).toEqual([
    [1, 'received', '2026-11-25'],
    [2, 'contacted', '2026-11-25'],
    [3, 'accepted', '2026-11-25'],
    [4, 'completed', null],
  ]);
  expect(updates[3]?.words).toBe('已说明续签流程和材料。');
  expect(JSON.stringify(updates)).not.toContain('内部意见');
});

test('while 12345 is down updates wait; afterwards they arrive once and in order', async () => {
  const sent = order({ orderNumber: 'DG20261123000002' });
  await send(sent);
  const id = (await caseOf(sent.orderNumber))[0]?.id as string;
  await fault({ path: hotlinePaths.updates, status: 503 });
  await runJobs(service.room);
  await service.call('desk.contact', { id, text: '已致电说明' }, town.unitHead.token);
  // It answers again, but the second update waits for the first, whose pause is not over.
  await runJobs(service.room);
  expect(await updatesOf(sent.orderNumber)).toEqual([]);
  service.clock.advance(60 * 60_000);
  await fault({ path: hotlinePaths.updates, dropAfterEffect: true });
  await runJobs(service.room);
  service.clock.advance(60 * 60_000);
  await runJobs(service.room);
  service.clock.advance(60 * 60_000);
  await Promise.all([runJobs(service.room), runJobs(service.room)]);
  expect((await updatesOf(sent.orderNumber)).map((update) => update.sequence)).toEqual([1, 2]);
  expect(await service.db`select state, count(*) from outbox where payload ->> 'orderNumber' = ${sent.orderNumber} group by state`).toEqual([
    { state: 'delivered', count: 2 },
  ]);
});
