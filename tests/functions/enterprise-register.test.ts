import { aPerson } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

const today = '2026-11-23';

/** Someone with a role at a unit. */
async function staff(unitId: string, role: string, name = '测试警员') {
  const person = await aPerson(server.db, { name });
  await server.db`insert into staff_role (person_id, unit_id, role) values (${person.id}, ${unitId}, ${role})`;
  return person;
}

let made = 0;
async function anEnterprise(with_: { unit?: string; liaisonId?: string; name?: string } = {}): Promise<string> {
  made += 1;
  const id = `ent-test-${made}`;
  await server.db`
    insert into enterprise (id, uscc, name, town, unit_id, liaison_id)
    values (${id}, ${`TEST${String(made).padStart(14, '0')}`}, ${with_.name ?? `测试企业${made}`}, '莞城', ${with_.unit ?? 'dg-guancheng'}, ${with_.liaisonId ?? null})`;
  return id;
}

const act = (token: string, id: string, action: 'file' | 'submit' | 'approve' | 'return' | 'suspend' | 'resume' | 'remove', more: object = {}) =>
  server.call('register.act', { id, action, reason: '符合条件', ...more }, token);

test('an enterprise goes from filing to registered, is suspended, resumed and removed; each step is told with reason, day and name', async () => {
  const liaison = await staff('dg-guancheng', 'liaison', '联络甲');
  const head = await staff('dg-guancheng', 'unit_head', '所长乙');
  const id = await anEnterprise({ liaisonId: liaison.id });
  expect((await server.call('register.read', { id }, liaison.token)).body).toMatchObject({
    status: 'unlisted',
    since: null,
    actions: ['file'],
    history: [],
  });
  expect((await act(liaison.token, id, 'file', { tier: 'city', day: '2026-11-01' })).body).toMatchObject({
    status: 'filing',
    tier: 'city',
    since: '2026-11-01',
  });
  expect((await act(liaison.token, id, 'submit', { day: '2026-11-02' })).body).toMatchObject({ status: 'review', actions: [] });
  expect((await act(head.token, id, 'return', { day: '2026-11-03', reason: '缺营业执照' })).body.status).toBe('filing');
  await act(liaison.token, id, 'submit');
  expect((await act(head.token, id, 'approve')).body).toMatchObject({ status: 'registered', actions: ['suspend', 'remove'] });
  await act(head.token, id, 'suspend', { reason: '停产检修' });
  await act(head.token, id, 'resume');
  const { body } = await act(head.token, id, 'remove', { reason: '已迁出本市' });
  expect(body).toMatchObject({ status: 'removed', tier: 'city', since: today, actions: ['file'] });
  expect(body.history.map(({ seq, action, day, who, reason }) => [seq, action, day, who, reason])).toEqual([
    [1, 'file', '2026-11-01', '联络甲', '符合条件'],
    [2, 'submit', '2026-11-02', '联络甲', '符合条件'],
    [3, 'return', '2026-11-03', '所长乙', '缺营业执照'],
    [4, 'submit', today, '联络甲', '符合条件'],
    [5, 'approve', today, '所长乙', '符合条件'],
    [6, 'suspend', today, '所长乙', '停产检修'],
    [7, 'resume', today, '所长乙', '符合条件'],
    [8, 'remove', today, '所长乙', '已迁出本市'],
  ]);
});

test('whoever submitted does not decide, and a liaison officer never does', async () => {
  const head = await staff('dg-guancheng', 'unit_head');
  const other = await staff('dg-guancheng', 'supervisor');
  const liaison = await staff('dg-guancheng', 'liaison');
  const id = await anEnterprise({ liaisonId: liaison.id });
  await act(head.token, id, 'file', { tier: 'town' });
  expect((await act(head.token, id, 'submit')).body.actions).toEqual([]);
  expect((await act(head.token, id, 'approve')).error?.code).toBe('wrong_state');
  expect((await act(liaison.token, id, 'approve')).error?.code).toBe('wrong_state');
  expect((await act(other.token, id, 'approve')).body.status).toBe('registered');
  expect((await act(liaison.token, id, 'remove')).error?.code).toBe('wrong_state');
});

test('a step lies neither ahead nor before the last one, and filing names the tier', async () => {
  const head = await staff('dg-guancheng', 'unit_head');
  const id = await anEnterprise();
  expect((await act(head.token, id, 'file')).error?.code).toBe('tier_missing');
  expect((await act(head.token, id, 'file', { tier: 'town', day: '2026-11-24' })).error?.code).toBe('day_not_allowed');
  expect((await act(head.token, id, 'file', { tier: 'town', day: '2026-11-10' })).status).toBe(200);
  expect((await act(head.token, id, 'submit', { day: '2026-11-09' })).error).toMatchObject({
    code: 'day_not_allowed',
    details: { from: '2026-11-10', until: today },
  });
  expect((await act(head.token, id, 'submit', { reason: '' })).error?.code).toBe('invalid_input');
  expect((await server.call('register.read', { id }, head.token)).body).toMatchObject({ status: 'filing', history: [{ seq: 1 }] });
});

test('nobody sees or moves an enterprise outside the own unit, and a liaison officer only the own', async () => {
  const mine = await staff('dg-guancheng', 'liaison');
  const id = await anEnterprise({ liaisonId: mine.id });
  const outsiders = [
    await staff('dg-humen', 'unit_head'),
    await staff('dg-humen', 'supervisor'),
    await staff('dg-humen', 'administrator'),
    await staff('dg-guancheng', 'liaison'),
  ];
  for (const { token } of outsiders) {
    expect((await server.call('register.read', { id }, token)).error?.code).toBe('not_found');
    expect((await act(token, id, 'file', { tier: 'town' })).error?.code).toBe('not_found');
    expect(
      (await server.call('register.list', { status: 'unlisted', query: '测试企业' }, token)).body.enterprises.filter((row) => row.id === id),
    ).toEqual([]);
  }
  const own = await server.call('register.list', { status: 'unlisted' }, mine.token);
  expect(own.body.enterprises.map((row) => row.id)).toEqual([id]);
  expect(own.body.counts).toMatchObject({ unlisted: 1, registered: 0 });
  // who no longer is a liaison officer there sees nothing, though the enterprise still names the person
  await server.db`update staff_role set unit_id = 'dg-humen' where person_id = ${mine.id}`;
  expect((await server.call('register.list', { status: 'unlisted' }, mine.token)).body.enterprises).toEqual([]);
  expect((await server.call('register.read', { id }, mine.token)).error?.code).toBe('not_found');
});

test('of two who decide at once one does, and the history keeps one entry', async () => {
  const [one, two] = [await staff('dg-guancheng', 'unit_head'), await staff('dg-guancheng', 'supervisor')];
  const id = await anEnterprise();
  await act(one.token, id, 'file', { tier: 'town' });
  await act(one.token, id, 'submit');
  const three = await staff('dg-guancheng', 'supervisor');
  const both = await Promise.all([act(two.token, id, 'approve'), act(three.token, id, 'approve')]);
  expect(both.map((answer) => answer.error?.code ?? answer.status).sort()).toEqual([200, 'wrong_state']);
  expect((await server.call('register.read', { id }, one.token)).body.history).toHaveLength(3);
});

test('the list is searched by part of the name or beginning of the code, filtered by status, and comes page by page', async () => {
  const head = await staff('dg-guancheng', 'unit_head');
  for (let index = 0; index < 45; index += 1) await anEnterprise({ name: `分页企业${String(index).padStart(2, '0')}` });
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await server.call('register.list', { status: 'unlisted', query: '分页', ...(cursor ? { cursor } : {}) }, head.token);
    names.push(...body.enterprises.map((row) => row.name));
    cursor = body.nextCursor ?? undefined;
  } while (cursor);
  expect(names).toEqual(Array.from({ length: 45 }, (_, index) => `分页企业${String(index).padStart(2, '0')}`));
  const found = await server.call('register.list', { query: '91441900ma0dem001' }, head.token);
  expect(found.body.enterprises).toMatchObject([{ id: 'ent-jingmi', status: 'registered', tier: 'city', since: today, liaisonName: '欧阳柏' }]);
  expect((await server.call('register.list', { query: '%' }, head.token)).body.enterprises).toEqual([]);
});
