import { consentsInForce } from '../../shared/rules/consents';
import { idCheckCharacter } from '../../shared/rules/id-number';
import { startTestServer, type TestServer } from '../support/server';

/** As the phone of a newcomer says it. */
const agreed = { version: consentsInForce.notice, page: 'pages/me/index' };

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

async function code(openid: string): Promise<string> {
  const answer = await fetch(`${server.standInUrl}/stand-in/wechat/__stand-in/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ openid }),
  });
  return ((await answer.json()) as { code: string }).code;
}

const standInFault = (fault: Record<string, unknown>) =>
  fetch(`${server.standInUrl}/stand-in/wechat/__stand-in/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(fault),
  });

describe('signing in with WeChat', () => {
  test('makes one person of one account, however often and however many at once', async () => {
    const answers = await Promise.all(
      (await Promise.all([1, 2, 3, 4, 5].map(() => code('newcomer-openid-01')))).map((one) => server.call('session.signIn', { code: one, agreed })),
    );
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.map((answer) => answer.body.me.id)).size).toBe(1);
    expect(answers[0]?.text).not.toContain('session_key');
  });

  test('answers the same to a repeated key although WeChat takes a code only once', async () => {
    const once = await code('newcomer-openid-02');
    const first = await server.call('session.signIn', { code: once, agreed }, undefined, 'sign-in-retry-key');
    const again = await server.call('session.signIn', { code: once, agreed }, undefined, 'sign-in-retry-key');
    expect(first.status).toBe(200);
    expect(again.text).toBe(first.text);
    expect((await server.call('session.signIn', { code: once })).error?.code).toBe('code_invalid');
  });

  test('keeps no token readable in the database', async () => {
    const answer = await server.call('session.signIn', { code: await code('newcomer-openid-03'), agreed });
    const [kept] = await server.db<{ found: number }[]>`
      select count(*) as found from idempotency where position(convert_to(${answer.body.accessToken}, 'UTF8') in answer) > 0`;
    expect(kept?.found).toBe(0);
  });

  test.each([
    [{ path: '/sns/jscode2session', errcode: -1, times: 1 }, 503, 'wechat_unavailable'],
    [{ path: '/sns/jscode2session', status: 502, times: 1 }, 503, 'wechat_unavailable'],
    [{ path: '/sns/jscode2session', errcode: 40029, times: 1 }, 400, 'code_invalid'],
  ])('says what to do when WeChat answers %j', async (fault, status, errorCode) => {
    const once = await code('newcomer-openid-04');
    await standInFault(fault);
    const answer = await server.call('session.signIn', { code: once });
    expect([answer.status, answer.error?.code]).toEqual([status, errorCode]);
  });
});

describe('a session', () => {
  test('ends at once when signed out', async () => {
    const token = await server.signIn('newcomer-openid-05');
    expect((await server.call('me.read', {}, token)).status).toBe(200);
    await server.call('session.signOut', {}, token);
    expect((await server.call('me.read', {}, token)).error?.code).toBe('session_expired');
  });

  test('lives fifteen minutes, and goes on with its refresh token', async () => {
    const { body } = await server.call('session.signIn', { code: await code('newcomer-openid-06'), agreed });
    server.clock.advance(15 * 60_000 - 1);
    expect((await server.call('me.read', {}, body.accessToken)).status).toBe(200);
    server.clock.advance(1);
    expect((await server.call('me.read', {}, body.accessToken)).error?.code).toBe('session_expired');
    const next = await server.call('session.refresh', { refreshToken: body.refreshToken });
    expect((await server.call('me.read', {}, next.body.accessToken)).status).toBe(200);
  });

  test('survives a refresh whose answer was lost, and dies for both when an old refresh token comes back', async () => {
    const { body } = await server.call('session.signIn', { code: await code('newcomer-openid-07'), agreed });
    const first = await server.call('session.refresh', { refreshToken: body.refreshToken }, undefined, 'refresh-retry-key');
    const again = await server.call('session.refresh', { refreshToken: body.refreshToken }, undefined, 'refresh-retry-key');
    expect(again.text).toBe(first.text);
    const thief = await server.call('session.refresh', { refreshToken: body.refreshToken });
    expect(thief.error?.code).toBe('session_expired');
    expect((await server.call('me.read', {}, first.body.accessToken)).error?.code).toBe('session_expired');
    expect((await server.call('session.refresh', { refreshToken: first.body.refreshToken })).error?.code).toBe('session_expired');
  });
});

describe('real name', () => {
  const give = (token: string, name: string, idNumber: string) => server.call('me.verifyRealName', { name, idKind: 'resident_id', idNumber }, token);

  test('is stored sealed and shown masked, with the age it proves', async () => {
    const token = await server.signIn('newcomer-openid-08');
    const answer = await give(token, '林知夏', '350627199711275419');
    expect(answer.body).toMatchObject({ name: '林知夏', idNumberMasked: '350627********5419', birthDate: '1997-11-27', realNameVerified: true });
    const [row] = await server.db<{ sealed: Uint8Array }[]>`select id_number_sealed as sealed from person where id = ${answer.body.id}`;
    expect(Buffer.from(row?.sealed ?? '').toString('latin1')).not.toContain('350627199711275419');
  });

  test('with a wrong check digit names the field and is not asked for at the service', async () => {
    const token = await server.signIn('newcomer-openid-09');
    const answer = await give(token, '林知夏', '350627199711275418');
    expect([answer.status, answer.error?.code]).toEqual([400, 'invalid_input']);
    expect(answer.error?.details).toEqual({ issues: [{ path: 'idNumber', problem: 'check_digit' }] });
  });

  test('that another account has given already is refused with the way out', async () => {
    const [one, other] = [await server.signIn('newcomer-openid-10'), await server.signIn('newcomer-openid-11')];
    const number = `11010519900307123${idCheckCharacter('11010519900307123')}`;
    expect((await give(one, '周也', number)).status).toBe(200);
    expect((await give(other, '周也', number)).error?.code).toBe('real_name_taken');
  });
});
