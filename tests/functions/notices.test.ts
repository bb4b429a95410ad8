import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { notify } from '../../functions/notify';
import { noticeFields } from '../../shared/rules/notice-fields';
import { noticeKinds } from '../../shared/text/notices';
import { type CaseTown, aCaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';

const monday = '2026-11-23T00:30:00.000Z';
const facts = {
  item: '居住证签注',
  hall: '试办大厅',
  when: '11月25日 周三 09:30',
  code: 'ABCD2345',
  counter: '3',
  question: '孩子能不能上学',
  number: 'D20261123-00001',
  reason: '请带原件',
  owner: '李联络',
  due: '12月7日 周一',
  unit: '试办镇分局',
  title: '集中办证',
  from: '12月1日 周二',
  material: '房屋租赁合同',
  outcome: '以后不用再要',
  reply: '清单已够用',
  offer: '11月26日 周四 10:00 试办大厅',
  what: '准备上门设备',
  phone: '0769-00000000',
  place: '试办大厅值班室',
  instead: '明早九点到窗口办',
  enterprise: '试办电子有限公司',
  person: '吴同事',
  changes: '要带“房屋租赁合同”：原件 1 份',
  next: '网上预约已恢复。',
  until: '10:30',
  day: '11月25日 周三',
  count: '3',
  gaps: '还要补交“房屋租赁合同”，最迟 12月1日。',
  level: '非常不满意',
};

let service: TestServer;
let town: CaseTown;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
  town = await aCaseTown(service.db);
  await service.db`update person set openid = 'o_notice_employee' where id = ${town.employee.id}`;
});
afterAll(() => service?.stop());

const tell = (kind: (typeof noticeKinds)[number], personId = town.employee.id, given: Record<string, string> = facts) =>
  service.db.begin((tx) => notify(tx, { personId, kind, subjectId: null, facts: given, now: monday }));

test('every kind has its words and the fields of its template, each within the limits of WeChat', async () => {
  for (const kind of noticeKinds) await tell(kind);
  const rows = await service.db<{ kind: (typeof noticeKinds)[number]; body: string; fields: Record<string, string> }[]>`
    select kind, body, fields from notice where person_id = ${town.employee.id}`;
  expect(rows.map((row) => row.kind).sort()).toEqual([...noticeKinds].sort());
  for (const { kind, body, fields } of rows) {
    expect(body).not.toContain('undefined');
    expect(Object.keys(fields).sort()).toEqual(Object.keys(noticeFields[kind]).sort());
    for (const value of Object.values(fields)) expect([...value].length).toBeLessThanOrEqual(32);
  }
});

test('a missing fact is a bug that shows: nothing is written', async () => {
  const [before] = await service.db`select count(*) from notice`;
  await expect(tell('case_received', town.employee.id, { number: 'D1' })).rejects.toThrow('lacks the fact');
  expect(await service.db`select count(*) from notice`).toEqual([before]);
});

test('who has no WeChat account has the inbox only', async () => {
  const lettersOf = async (personId: string) =>
    service.db`select 1 from outbox o join notice n on n.id = o.payload ->> 'noticeId' where n.person_id = ${personId} and n.kind = 'case_completed'`;
  await tell('case_completed', town.colleague.id);
  await tell('case_completed', town.employee.id);
  expect(await lettersOf(town.colleague.id)).toHaveLength(0);
  expect((await service.call('notices.list', {}, town.colleague.token)).body.notices).toHaveLength(1);
  expect((await lettersOf(town.employee.id)).length).toBeGreaterThan(0);
});

test('a notice is read by its person only, and the first reading counts', async () => {
  await tell('case_accepted', town.outsider.id);
  const [notice] = (await service.call('notices.list', {}, town.outsider.token)).body.notices;
  expect((await service.call('notices.read', { id: notice?.id as string }, town.employee.token)).error?.code).toBe('not_found');
  expect((await service.call('me.read', {}, town.outsider.token)).body.unreadNotices).toBe(1);
  service.clock.set('2026-11-23T01:00:00.000Z');
  await service.call('notices.read', { id: notice?.id as string }, town.outsider.token);
  service.clock.set('2026-11-23T02:00:00.000Z');
  await service.call('notices.read', { id: notice?.id as string }, town.outsider.token);
  expect((await service.call('notices.list', {}, town.outsider.token)).body.notices[0]?.readAt).toBe('2026-11-23T01:00:00.000Z');
  expect((await service.call('me.read', {}, town.outsider.token)).body.unreadNotices).toBe(0);
});

test('grants add up in the ledger, also when given at once', async () => {
  const grant = () => service.call('notices.grant', { templates: ['case_accepted', 'case_completed'] }, town.outsider.token);
  await Promise.all(Array.from({ length: 10 }, grant));
  expect(await service.db`select kind, remaining from subscribe_grant where person_id = ${town.outsider.id} order by kind`).toEqual([
    { kind: 'case_accepted', remaining: 10 },
    { kind: 'case_completed', remaining: 10 },
  ]);
  expect((await service.call('notices.grant', { templates: [] }, town.outsider.token)).error?.code).toBe('invalid_input');
});
