import { randomUUID } from 'node:crypto';
import { codeAt } from '../../functions/staff/codes';
import { type EndpointName, routes } from '../../shared/contract/routes';
import { later } from '../../shared/rules/shanghai';
import { errorWords } from '../../shared/text/errors';
import { aPerson } from '../support/builders';
import { aCaseTown, type CaseTown } from '../support/case-town';
import { startTestServer, type TestServer } from '../support/server';
import { setSettings } from '../support/settings';
import { testNow } from '../support/test-city';

/** A8, K4: one code tried at many accounts stops at its address, exactly, and holds up nobody on a phone that is known. ADR 0020. */

let service: TestServer;
let town: CaseTown;
beforeAll(async () => {
  service = await startTestServer({ jobs: false, proxies: 1 });
  town = await aCaseTown(service.db);
});
afterAll(() => service?.stop());

const most = 12;
const hour = 3_600_000;
let now = testNow;
let addresses = 0;
let here = '';
beforeEach(async () => {
  // Each test on a day and at an address of its own.
  now = later(now, 86_400_000);
  service.clock.set(now);
  addresses += 1;
  here = `203.0.113.${addresses}`;
  await setSettings(service, { wrongCodesPerHour: most });
});

type Head = { id: string; token: string; secret: string; device: string };
async function aHead(): Promise<Head> {
  const person = await aPerson(service.db, { name: '验证某' });
  await service.db`insert into staff_role (person_id, unit_id, role) values (${person.id}, ${town.unitId}, 'unit_head')`;
  await service.db`update session set second_factor_at = null, second_factor_until = null, access_expires_at = '2099-01-01' where person_id = ${person.id}`;
  const { secret } = (await service.call('secondFactor.begin', {}, person.token)).body;
  const { device } = (await service.call('secondFactor.enrol', { code: codeAt(secret, service.clock.now()) }, person.token)).body;
  return { ...person, secret, device };
}
const heads = (count: number) => Promise.all(Array.from({ length: count }, aHead));
const someoneNew = async () => {
  const person = await aPerson(service.db);
  await service.db`update staff_binding set ended_at = ${testNow} where person_id = ${person.id}`;
  return person;
};

/** Six digits that are none of the three codes taken now. */
function wrong(secret: string): string {
  const right = [-30, 0, 30].map((seconds) => codeAt(secret, later(service.clock.now(), seconds * 1000)));
  return ['000000', '111111', '222222', '333333'].find((digits) => !right.includes(digits)) ?? '';
}
type Answer = { code: string; retryAfter: string | null; error: { message: string; details: { until: string } } | undefined };
async function from(address: string, name: EndpointName, input: unknown, token: string): Promise<Answer> {
  const response = await fetch(`${service.url}${routes[name].path}`, {
    method: 'POST',
    body: JSON.stringify(input),
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
      Authorization: `Bearer ${token}`,
      'X-Test-Now': service.clock.now(),
      'X-Forwarded-For': address,
      'X-Real-Ip': address,
    },
  });
  const { error } = (await response.json()) as { error?: { code: string; message: string; details: { until: string } } };
  return { code: error?.code ?? 'right', retryAfter: response.headers.get('retry-after'), error };
}
const tryWrong = (head: Head, device?: string, address = here) =>
  from(address, 'secondFactor.pass', { code: wrong(head.secret), ...(device ? { device } : {}) }, head.token);
const tryRight = (head: Head, device?: string, address = here) =>
  from(address, 'secondFactor.pass', { code: codeAt(head.secret, service.clock.now()), ...(device ? { device } : {}) }, head.token);
/** Some seconds later: an authenticator shows the next code. */
function nextCode(): void {
  now = later(now, 60_000);
  service.clock.set(now);
}
const count = (answers: readonly Answer[], code: string) => answers.filter((answer) => answer.code === code).length;

test('a code tried at many accounts at once is looked at so often, and what was refused counts against no account', async () => {
  const people = await heads(40);
  nextCode();
  const answers = await Promise.all(people.map((head) => tryWrong(head)));
  expect([count(answers, 'wrong_code'), count(answers, 'too_many_wrong_codes_here')]).toEqual([most, 40 - most]);
  const counted = await service.db`select from wrong_code where account = any(${people.map(({ id }) => `second_factor:${id}`)})`;
  expect(counted).toHaveLength(most);
  const [kept] = await service.db<{ subject: string; requests: number }[]>`select subject, requests from request_count where rate = 'wrong_code'`;
  expect(kept).toMatchObject({ requests: most, subject: expect.stringMatching(/^addr_[\w-]{22}$/) });
});

test('stops there for the rest of the hour and says so; a known phone, and another address, go on', async () => {
  const people = await heads(most + 1);
  const [first, ...others] = people as [Head, ...Head[]];
  nextCode();
  for (const head of others) expect((await tryWrong(head)).code).toBe('wrong_code');
  const begun = now;
  nextCode();
  const refused = await tryRight(first);
  expect(refused).toMatchObject({
    code: 'too_many_wrong_codes_here',
    retryAfter: String(3_600 - 60),
    error: { message: errorWords.too_many_wrong_codes_here, details: { until: later(begun, hour) } },
  });
  expect(refused.error?.message).toContain('换一个网络');
  expect((await tryRight(first, first.device)).code).toBe('right');
  expect((await tryRight(others[0] as Head, others[0]?.device)).code).toBe('right');
  // a known phone is known for its own account alone
  expect((await tryRight(others[1] as Head, first.device)).code).toBe('too_many_wrong_codes_here');
  expect((await tryRight(others[1] as Head, undefined, '198.51.100.77')).code).toBe('right');
  service.clock.set(later(begun, hour - 1));
  expect((await tryRight(others[2] as Head)).code).toBe('too_many_wrong_codes_here');
  service.clock.set(later(begun, hour));
  expect((await tryRight(others[2] as Head)).code).toBe('right');
});

test('counts wrong codes only: neither right ones, nor those of an account that must wait, nor those from a known phone', async () => {
  const people = await heads(most);
  const [first, second] = people as [Head, Head];
  for (let times = 0; times <= most; times += 1) {
    nextCode();
    expect((await tryRight(first)).code).toBe('right');
  }
  for (let times = 0; times < 3; times += 1) expect((await tryWrong(first, first.device)).code).toBe('wrong_code');
  const atOne = await Promise.all(Array.from({ length: 40 }, () => tryWrong(second)));
  expect([count(atOne, 'wrong_code'), count(atOne, 'too_many_wrong_codes')]).toEqual([5, 35]);
  const rest = await Promise.all(people.slice(2).map((head) => tryWrong(head)));
  expect([count(rest, 'wrong_code'), count(rest, 'too_many_wrong_codes_here')]).toEqual([most - 5, people.length - 2 - (most - 5)]);
});

test('a right code among the wrong takes none of them back', async () => {
  const people = await heads(most + 3);
  nextCode();
  const answers = await Promise.all(people.map((head, index) => (index % 5 === 0 ? tryRight(head) : tryWrong(head))));
  const [kept] = await service.db<
    { requests: number }[]
  >`select max(requests)::int as requests from request_count where rate = 'wrong_code' and ends_at > ${now}`;
  expect(kept?.requests).toBe(count(answers, 'wrong_code'));
});

test('wrong binding codes count along with them, and numbers set higher let go on at once', async () => {
  const guessers = await Promise.all(Array.from({ length: most - 2 }, someoneNew));
  for (const { token } of guessers)
    expect((await from(here, 'binding.bind', { code: 'ZZZZ2222', phone: '华为' }, token)).code).toBe('binding_code_invalid');
  const people = await heads(3);
  nextCode();
  const codes = [];
  for (const head of people) codes.push((await tryWrong(head)).code);
  expect(codes).toEqual(['wrong_code', 'wrong_code', 'too_many_wrong_codes_here']);
  const further = await someoneNew();
  const bind = () => from(here, 'binding.bind', { code: 'ZZZZ2222', phone: '华为' }, further.token);
  expect((await bind()).code).toBe('too_many_wrong_codes_here');
  await setSettings(service, { wrongCodesPerHour: most + 1 });
  expect((await bind()).code).toBe('binding_code_invalid');
  expect((await bind()).code).toBe('too_many_wrong_codes_here');
});
