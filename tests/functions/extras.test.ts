import { aChecklist, aPerson, aSlot, aStaffMember, apart } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';

let server: TestServer;
let hallId: string;
let officer: { id: string; token: string };
beforeAll(async () => {
  server = await startTestServer();
  const [hall] = await server.db<{ id: string }[]>`select id from hall order by id limit 1`;
  hallId = hall?.id ?? '';
  officer = await aStaffMember(server.db, hallId, 'officer');
});
afterAll(() => server?.stop());

async function booked() {
  const startsAt = new Date(Date.parse(server.clock.now()) + 3_600_000 + apart()).toISOString();
  const slot = await aSlot(server.db, { hallId, startsAt });
  const person = await aPerson(server.db, { name: '何静雯' });
  const checklistCode = await aChecklist(server.db, { item: 'id-card-renew', halls: [hallId] });
  const answer = await server.call('appointments.book', { slotId: slot.id, checklistCode }, person.token);
  if (answer.status !== 200) throw new Error(answer.text);
  return { ...answer.body, person };
}

const words = '户口簿上的地址与不动产权证书不一致';
const ask = (id: string, name = '地址变动说明', token = officer.token) => server.call('extras.ask', { id, name, reason: 'doubtful', words }, token);

/** The notice, once the job that words it has run. */
async function told(token: string, kind: string): Promise<string | undefined> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { body } = await server.call('notices.list', {}, token);
    const notice = body.notices.find((one) => one.kind === kind);
    if (notice) return notice.body;
    await new Promise((done) => setTimeout(done, 50));
  }
  return undefined;
}

/** The head of the department that owns the items of a branch. */
async function aDepartmentHead(unitId: string) {
  const head = await aPerson(server.db);
  await server.db`insert into staff_role (person_id, unit_id, role) values (${head.id}, ${unitId}, 'unit_head')`;
  return head;
}

async function ownerOf(itemCode: string): Promise<{ owner: string; other: string }> {
  const [owner] = await server.db<{ id: string }[]>`
    select u.id from unit u join service_item i on i.branch = u.branch where i.code = ${itemCode} limit 1`;
  const [other] = await server.db<{ id: string }[]>`select id from unit where branch is not null and id <> ${owner?.id ?? ''} limit 1`;
  return { owner: owner?.id ?? '', other: other?.id ?? '' };
}

test('whoever asks for more than the list gives a reason, which applicant, officer and owner of the item see alike', async () => {
  const apt = await booked();
  const asked = await ask(apt.id);
  expect(asked.body).toMatchObject({ name: '地址变动说明', reason: 'doubtful', words });
  const atWindow = await server.call('window.read', { id: apt.id }, officer.token);
  const atHome = await server.call('appointments.read', { id: apt.id }, apt.person.token);
  expect(atWindow.body.extras).toEqual([asked.body]);
  expect(atHome.body.extras).toEqual(atWindow.body.extras);
  expect(await told(apt.person.token, 'appointment_extra_wanted')).toContain(words);
  const head = await aDepartmentHead((await ownerOf(apt.itemCode)).owner);
  const list = await server.call('extras.list', {}, head.token);
  expect(list.body.extras).toMatchObject([{ id: asked.body.id, itemCode: apt.itemCode, itemName: apt.itemName, times: 1, outcome: null }]);
});

test('without a reason nothing is asked, and what the list names or was asked for already is not asked again', async () => {
  const apt = await booked();
  expect((await server.call('extras.ask', { id: apt.id, name: '单位证明', reason: 'other', words: '' }, officer.token)).error?.code).toBe(
    'invalid_input',
  );
  const read = await server.call('window.read', { id: apt.id }, officer.token);
  const named = read.body.checklist.content.materials[0]?.name ?? '';
  expect((await ask(apt.id, ` ${named}。`)).error?.code).toBe('already_on_list');
  const both = await Promise.all([ask(apt.id, '租赁合同'), ask(apt.id, '租赁合同')]);
  expect(both.map((one) => one.error?.code ?? one.status).sort()).toEqual([200, 'already_on_list']);
});

test('an officer of another hall cannot ask, nor anyone once the visit is over', async () => {
  const apt = await booked();
  const [elsewhere] = await server.db<{ id: string }[]>`select id from hall where id <> ${hallId} order by id limit 1`;
  const stranger = await aStaffMember(server.db, elsewhere?.id ?? '', 'officer');
  expect((await ask(apt.id, '租赁合同', stranger.token)).error?.code).toBe('not_found');
  await server.call('window.decline', { id: apt.id, reason: '大厅临时停办' }, officer.token);
  expect((await ask(apt.id)).error?.code).toBe('wrong_state');
});

test('the owner settles an entry once and the officer who asked is told; the head of another department does not see it', async () => {
  const apt = await booked();
  const { id } = (await ask(apt.id, '居住情况说明')).body;
  const { owner, other } = await ownerOf(apt.itemCode);
  const head = await aDepartmentHead(owner);
  const stranger = await aDepartmentHead(other);
  const settle = (token: string) => server.call('extras.settle', { id, outcome: 'not_needed', reply: '清单已覆盖，请按清单收件。' }, token);
  expect((await server.call('extras.list', {}, stranger.token)).body.extras).toEqual([]);
  expect((await settle(stranger.token)).error?.code).toBe('not_found');
  expect((await settle(head.token)).status).toBe(200);
  expect((await settle(head.token)).error?.code).toBe('wrong_state');
  expect(await told(officer.token, 'staff_extra_settled')).toContain('不应再要');
});
