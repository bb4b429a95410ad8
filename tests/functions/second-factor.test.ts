import { codeAt } from '../../functions/staff/codes';
import { later } from '../../shared/rules/shanghai';
import { waitAfterWrongCodes } from '../../shared/rules/second-factor';
import { aPerson } from '../support/builders';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';
import { testNow } from '../support/test-city';

let service: TestServer;
let town: CaseTown;
beforeAll(async () => {
  service = await startTestServer();
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());

type Someone = { id: string; token: string };
let now = testNow;
beforeEach(() => {
  // Each test on a day of its own: sessions of the builders last thirty.
  now = later(now, 86_400_000);
  service.clock.set(now);
});
const at = (seconds: number) => service.clock.set(later(now, seconds * 1000));
const code = (secret: string) => codeAt(secret, service.clock.now());

/** A person with these roles at the unit, whose session has passed nothing yet. */
async function staff(...roles: string[]): Promise<Someone> {
  const person = await aPerson(service.db, { name: '验证某' });
  for (const role of roles) await service.db`insert into staff_role (person_id, unit_id, role) values (${person.id}, ${town.unitId}, ${role})`;
  await service.db`update session set second_factor_at = null, second_factor_until = null where person_id = ${person.id}`;
  return person;
}
async function enrolled(...roles: string[]) {
  const person = await staff(...roles);
  const { secret } = (await service.call('secondFactor.begin', {}, person.token)).body;
  const { recoveryCodes, device } = (await service.call('secondFactor.enrol', { code: code(secret) }, person.token)).body;
  await service.db`update session set second_factor_at = null, second_factor_until = null where person_id = ${person.id}`;
  at(60);
  return { ...person, secret, recoveryCodes, device };
}
/** Six digits that are none of the three codes taken now. */
function wrong(secret: string): string {
  const right = [-30, 0, 30].map((seconds) => codeAt(secret, later(service.clock.now(), seconds * 1000)));
  return ['000000', '111111', '222222', '333333'].find((digits) => !right.includes(digits)) ?? '';
}
const pass = (person: Someone, given: string, device?: string) =>
  service.call('secondFactor.pass', { code: given, ...(device ? { device } : {}) }, person.token);
const board = (person: Someone) => service.call('supervision.board', {}, person.token);

test('heads, supervisors and administrators have no power before the second factor; enrolling with the first code gives it, with recovery codes', async () => {
  const head = await staff('unit_head');
  expect((await board(head)).error).toMatchObject({ code: 'second_factor_required' });
  expect((await service.call('secondFactor.state', {}, head.token)).body).toEqual({ needed: true, enrolled: false, until: null });
  expect((await pass(head, '123456')).error).toMatchObject({ code: 'not_enrolled' });
  const { secret, uri } = (await service.call('secondFactor.begin', {}, head.token)).body;
  expect(uri).toMatch(/^otpauth:\/\/totp\/.*secret=[A-Z2-7]{32}/);
  expect((await service.call('secondFactor.enrol', { code: wrong(secret) }, head.token)).error).toMatchObject({ code: 'wrong_code' });
  const { body } = await service.call('secondFactor.enrol', { code: code(secret) }, head.token);
  expect(new Set(body.recoveryCodes).size).toBe(10);
  expect((await board(head)).status).toBe(200);
  expect((await service.call('secondFactor.begin', {}, head.token)).error).toMatchObject({ code: 'already_enrolled' });
  const [row] = await service.db<{ row: string }[]>`select second_factor::text as row from second_factor where person_id = ${head.id}`;
  expect(row?.row).not.toContain(secret);
});

test('other roles of the same person work without it, and have no more reach for that', async () => {
  const both = await staff('handler', 'unit_head');
  expect((await service.call('desk.list', { scope: 'unit' }, both.token)).status).toBe(200);
  expect((await board(both)).error).toMatchObject({ code: 'second_factor_required' });
  const officer = await staff('officer');
  expect((await board(officer)).error).toMatchObject({ code: 'role_required' });
  expect((await service.call('secondFactor.begin', {}, officer.token)).error).toMatchObject({ code: 'role_required' });
});

test('a code is taken once, its neighbours too, and none before it; further ones are wrong', async () => {
  const head = await enrolled('unit_head');
  const before = codeAt(head.secret, later(service.clock.now(), -30_000));
  const after = codeAt(head.secret, later(service.clock.now(), 30_000));
  const further = codeAt(head.secret, later(service.clock.now(), 60_000));
  expect((await pass(head, further)).error).toMatchObject({ code: 'wrong_code' });
  expect((await pass(head, before)).status).toBe(200);
  expect((await pass(head, before)).error).toMatchObject({ code: 'code_replayed' });
  const twice = await Promise.all([pass(head, after), pass(head, after)]);
  expect(twice.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await pass(head, code(head.secret))).error).toMatchObject({ code: 'code_replayed' });
});

test('a clock that ran ahead neither spends the codes of now nor makes anybody wait', async () => {
  const head = await enrolled('unit_head');
  at(60 + 86_400);
  expect((await pass(head, code(head.secret))).status).toBe(200);
  at(120);
  expect((await pass(head, code(head.secret))).status).toBe(200);
  expect((await pass(head, code(head.secret))).error).toMatchObject({ code: 'code_replayed' });
  at(180 + 86_400);
  for (let tries = 0; tries < 6; tries++) await pass(head, wrong(head.secret));
  expect((await pass(head, code(head.secret))).error).toMatchObject({ code: 'too_many_wrong_codes' });
  at(240);
  expect((await pass(head, code(head.secret))).status).toBe(200);
});

test('it ends after half an hour without a request, and after twelve hours in any case', async () => {
  const head = await enrolled('unit_head');
  expect((await pass(head, code(head.secret))).status).toBe(200);
  const passed = service.clock.now();
  const minutes = (count: number, ms = 0) => service.clock.set(later(passed, count * 60_000 + ms));
  minutes(29);
  expect((await board(head)).status).toBe(200);
  minutes(58);
  expect((await board(head)).status).toBe(200);
  minutes(88);
  expect((await board(head)).error).toMatchObject({ code: 'second_factor_required' });
  expect((await pass(head, code(head.secret))).status).toBe(200);
  for (let half = 1; half < 26; half += 1) {
    minutes(88 + half * 28);
    expect((await board(head)).status).toBe(half * 28 < 720 ? 200 : 403);
  }
});

test('a recovery code opens once', async () => {
  const head = await enrolled('unit_head');
  const [first = '', second = ''] = head.recoveryCodes;
  expect((await pass(head, first)).status).toBe(200);
  expect((await pass(head, first)).error).toMatchObject({ code: 'wrong_code' });
  expect((await pass(head, second)).status).toBe(200);
});

test('after five wrong codes it waits, longer each time; a right one begins anew', async () => {
  const head = await enrolled('unit_head');
  for (let tries = 0; tries < 5; tries += 1) expect((await pass(head, wrong(head.secret))).error).toMatchObject({ code: 'wrong_code' });
  const locked = await pass(head, code(head.secret));
  expect(locked.error).toMatchObject({ code: 'too_many_wrong_codes', details: { until: later(service.clock.now(), 60_000) } });
  at(60 + 60);
  expect((await pass(head, wrong(head.secret))).error).toMatchObject({ code: 'wrong_code' });
  at(60 + 60 + 119);
  expect((await pass(head, code(head.secret))).error).toMatchObject({ code: 'too_many_wrong_codes' });
  at(60 + 60 + 120);
  expect((await pass(head, code(head.secret))).status).toBe(200);
  at(60 + 60 + 240);
  expect((await pass(head, wrong(head.secret))).error).toMatchObject({ code: 'wrong_code' });
  expect((await pass(head, code(head.secret))).status).toBe(200);
});

test('of a hundred wrong codes at once exactly as many are looked at as may be', async () => {
  const head = await enrolled('unit_head');
  const free = waitAfterWrongCodes.filter((minutes) => minutes === 0).length + 1;
  const answers = await Promise.all(Array.from({ length: 100 }, () => pass(head, wrong(head.secret))));
  expect(answers.filter(({ error }) => error?.code === 'wrong_code')).toHaveLength(free);
  expect(answers.filter(({ error }) => error?.code === 'too_many_wrong_codes')).toHaveLength(100 - free);
});

test("a stranger's wrong codes never stop the officer on the officer's own phone", async () => {
  const head = await enrolled('unit_head');
  // The stranger has got into the WeChat account, on another phone, and signs in as often as needed.
  for (let tries = 0; tries < 40; tries += 1) await pass(head, wrong(head.secret));
  expect((await pass(head, code(head.secret))).error).toMatchObject({ code: 'too_many_wrong_codes' });
  expect((await pass(head, code(head.secret), 'x'.repeat(43))).error).toMatchObject({ code: 'too_many_wrong_codes' });
  const own = await pass(head, code(head.secret), head.device);
  expect(own.status).toBe(200);
  expect(own.body.device).toBeNull();
  // A device of another account is elsewhere.
  at(120);
  const other = await enrolled('supervisor');
  expect((await pass(other, wrong(other.secret), head.device)).error).toMatchObject({ code: 'wrong_code' });
  const [row] = await service.db`select origin from wrong_code where account = ${`second_factor:${other.id}`}`;
  expect(row).toMatchObject({ origin: 'elsewhere' });
});
