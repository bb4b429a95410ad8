import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ConsentPurpose, consentsInForce } from '../../shared/rules/consents';
import { idCheckCharacter } from '../../shared/rules/id-number';
import { aPerson } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';

/** K5: nothing is taken in before the person has agreed to it, in the words in force. */
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ jobs: false });
});
afterAll(() => server?.stop());

const page = 'pages/me/index';
const numberOf = (first17: string) => `${first17}${idCheckCharacter(first17)}`;
const identity = { name: '许同意', idKind: 'resident_id', idNumber: numberOf('99000119880808123') } as const;

async function codeOf(openid: string): Promise<string> {
  const login = await fetch(`${server.standInUrl}/stand-in/wechat/__stand-in/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ openid }),
  });
  return ((await login.json()) as { code: string }).code;
}

const give = (token: string, purpose: ConsentPurpose, version = consentsInForce[purpose]) =>
  server.call('consents.give', { purpose, version, page }, token);
const people = async (openid: string) => (await server.db`select from person where openid = ${openid}`).length;

/** Somebody who has signed in as a phone does, and agreed to the notice alone. */
async function newcomer(openid: string): Promise<string> {
  const agreed = { version: consentsInForce.notice, page };
  const answer = await server.call('session.signIn', { code: await codeOf(openid), agreed });
  expect(answer.status).toBe(200);
  return answer.body.accessToken;
}

test('a newcomer who has not agreed to the notice is told which version to agree to, and no row is made', async () => {
  const openid = 'consent-openid-01';
  const refused = await server.call('session.signIn', { code: await codeOf(openid) });
  expect([refused.status, refused.error?.code, refused.error?.details]).toEqual([
    409,
    'consent_needed',
    { purpose: 'notice', version: consentsInForce.notice },
  ]);
  expect(await people(openid)).toBe(0);
  const old = await server.call('session.signIn', { code: await codeOf(openid), agreed: { version: '2020-01', page } });
  expect(old.error?.code).toBe('consent_needed');
  expect(await people(openid)).toBe(0);
});

test('who has agreed once signs in without saying so again, and the step stands there once, with its page and an audit entry', async () => {
  const openid = 'consent-openid-02';
  const token = await newcomer(openid);
  expect((await server.call('session.signIn', { code: await codeOf(openid) })).status).toBe(200);
  await newcomer(openid);
  const steps = await server.db`select purpose, consent_version as version, act, page from consent c join person p on p.id = c.person_id
    where openid = ${openid}`;
  expect([...steps]).toEqual([{ purpose: 'notice', version: consentsInForce.notice, act: 'give', page }]);
  await give(token, 'identity');
  const entries = await server.db`select effect from audit_entry e join person p on p.id = e.actor_id
    where p.openid = ${openid} and e.endpoint = 'consents.give'`;
  expect([...entries]).toEqual([{ effect: 'change' }]);
});

test('a document number is taken in only after its own consent, and the same request goes on then', async () => {
  const token = await newcomer('consent-openid-03');
  const key = 'real-name-before-and-after';
  const refused = await server.call('me.verifyRealName', identity, token, key);
  expect([refused.error?.code, refused.error?.details]).toEqual(['consent_needed', { purpose: 'identity', version: consentsInForce.identity }]);
  expect((await server.call('me.read', {}, token)).body.realNameVerified).toBe(false);
  expect((await give(token, 'identity')).status).toBe(200);
  expect((await server.call('me.verifyRealName', identity, token, key)).body.realNameVerified).toBe(true);
});

test('an older version is not agreed to, and what was agreed to in older words does not hold', async () => {
  const person = await aPerson(server.db);
  expect((await give(person.token, 'identity', '2026-10')).error?.code).toBe('consent_outdated');
  await server.db`insert into consent (id, person_id, purpose, consent_version, act, page, at)
    values ('con_of_older_words', ${person.id}, 'notice', '2020-01', 'give', ${page}, now())`;
  const refused = await server.call('consultations.ask', { text: '要带什么材料？' }, person.token);
  expect(refused.error?.details).toEqual({ purpose: 'notice', version: consentsInForce.notice });
  // reads go on, and so does ending what is under way
  expect((await server.call('appointments.list', {}, person.token)).status).toBe(200);
  expect((await server.call('notices.readAll', {}, person.token)).status).toBe(200);
});

test('is taken back as easily as it was given: what it covers stops, what is there can be ended, and every step stays', async () => {
  const person = await aPerson(server.db);
  const withdrawn = await server.call('consents.withdraw', { purpose: 'notice', page }, person.token);
  expect(withdrawn.body.consents.map(({ purpose, holds }) => [purpose, holds])).toEqual([
    ['notice', false],
    ['identity', true],
  ]);
  expect((await server.call('consultations.ask', { text: '要带什么材料？' }, person.token)).error?.code).toBe('consent_needed');
  await server.call('consents.withdraw', { purpose: 'notice', page }, person.token);
  const given = await give(person.token, 'notice');
  expect(given.body.consents[0]?.steps.map(({ act }) => act)).toEqual(['give', 'withdraw', 'give']);
  await expect(server.db`delete from consent where person_id = ${person.id}`).rejects.toThrow(/consent/);
  await server.call('consents.withdraw', { purpose: 'notice', page }, person.token);
  expect((await server.call('stored.erase', { code: 'e'.repeat(22) }, person.token)).status).toBe(200);
});

test('who took back the notice still signs in, to see and delete what is there, and is asked at the next write', async () => {
  const openid = 'consent-openid-06';
  await server.call('consents.withdraw', { purpose: 'notice', page }, await newcomer(openid));
  const again = await server.call('session.signIn', { code: await codeOf(openid) });
  expect(again.status).toBe(200);
  const { accessToken } = again.body;
  expect((await server.call('stored.read', {}, accessToken)).status).toBe(200);
  expect((await server.call('consultations.ask', { text: '要带什么材料？' }, accessToken)).error?.code).toBe('consent_needed');
});

test('of two taps at once one step is kept', async () => {
  const token = await newcomer('consent-openid-04');
  await Promise.all([1, 2, 3, 4].map(() => give(token, 'identity')));
  const { consents } = (await server.call('consents.mine', {}, token)).body;
  expect(consents.find(({ purpose }) => purpose === 'identity')?.steps).toHaveLength(1);
});

test('the words of every version can be read by anybody, and no others', async () => {
  const newest = (await server.call('privacy.read', { purpose: 'identity' })).body;
  expect(newest.version).toBe(consentsInForce.identity);
  for (const version of newest.versions) expect((await server.call('privacy.read', { purpose: 'identity', version })).body.version).toBe(version);
  expect((await server.call('privacy.read', { purpose: 'identity', version: '2020-01' })).status).toBe(404);
});

test('nobody is shown what another has agreed to', async () => {
  const [one, other] = [await aPerson(server.db), await newcomer('consent-openid-05')];
  expect((await server.call('consents.mine', {}, other)).body.consents.find(({ purpose }) => purpose === 'identity')?.steps).toEqual([]);
  expect((await server.call('consents.mine', {}, one.token)).body.consents.every(({ holds }) => holds)).toBe(true);
});
