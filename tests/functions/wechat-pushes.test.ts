import { createCipheriv, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { claimLetters, finishLetter, queueLetter } from '../../db/queries/outbox';
import { failMessage } from '../../db/queries/wechat-pushes';
import { createApp } from '../../functions/app';
import { newId } from '../../functions/ids';
import { runJobs } from '../../functions/jobs/index';
import { notify } from '../../functions/notify';
import { testClock } from '../../functions/ports/clock';
import { createWechatPushes, pushSignature, wechatPushesFromEnv } from '../../functions/ports/wechat-push';
import { standInEnvironment } from '../../functions/stand-ins/index';
import { type PushAccount, pushRequest } from '../../functions/stand-ins/wechat/push';
import { later } from '../../shared/rules/shanghai';
import { aPerson } from '../support/builders';
import { startTestServer, type TestServer } from '../support/server';

const monday = '2026-11-23T00:30:00.000Z';
const path = '/api/wechat/push';
const template = 'demo-template-case-completed';
const environment = standInEnvironment('');
const account: PushAccount = {
  appId: environment.WECHAT_APPID as string,
  token: environment.WECHAT_PUSH_TOKEN as string,
  aesKey: environment.WECHAT_PUSH_AES_KEY as string,
};
const seconds = (at: string) => Math.floor(Date.parse(at) / 1000);

let service: TestServer;
let people = 0;

beforeAll(async () => {
  service = await startTestServer({ jobs: false });
});
afterAll(() => service?.stop());
beforeEach(() => service.clock.set(monday));

/** Somebody with a WeChat account that has opened the mini-program. */
async function somebody() {
  const openid = `o_push_person_${String(++people).padStart(4, '0')}`;
  const person = await aPerson(service.db);
  await service.db`update person set openid = ${openid} where id = ${person.id}`;
  await control('login', { openid });
  const grants = async () =>
    (await service.db<{ remaining: number }[]>`select remaining from subscribe_grant where person_id = ${person.id} and kind = 'case_completed'`)[0]
      ?.remaining ?? 0;
  const letter = async () =>
    (
      await service.db<{ id: string; state: string; error: string | null; callAt: string | null }[]>`
        select o.id, o.state, o.last_error as error, n.call_at as "callAt" from outbox o join notice n on n.id = o.payload ->> 'noticeId'
        where n.person_id = ${person.id}`
    )[0];
  return { ...person, openid, grants, letter };
}
async function control(what: string, body: unknown): Promise<{ status: number; answer: string }> {
  const address = `${service.standInUrl}/stand-in/wechat/__stand-in/${what}`;
  const response = await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  return (await response.json()) as { status: number; answer: string };
}
const popup = (openid: string, answers: Record<string, string>) => control('popup', { openid, answers });
const tap = (token: string) => service.call('notices.grant', { templates: ['case_completed'] }, token);

const anEvent = (openid: string, fields: Record<string, unknown> = {}) =>
  JSON.stringify({
    ToUserName: 'gh_123456789abc',
    FromUserName: openid,
    CreateTime: seconds(monday),
    MsgType: 'event',
    Event: 'subscribe_msg_popup_event',
    List: [{ TemplateId: template, SubscribeStatusString: 'accept', PopupScene: '0' }],
    ...fields,
  });
async function send(request: { query: string; body?: string }, method = 'POST') {
  const response = await fetch(`${service.url}${path}?${request.query}`, {
    method,
    headers: { 'X-Test-Now': service.clock.now() },
    ...(method === 'POST' ? { body: request.body ?? '' } : {}),
  });
  const text = await response.text();
  return { status: response.status, text, problem: response.status === 401 ? JSON.parse(text).error.details.problem : null };
}
const request = (text: string, { at = monday, as = account, nonce = randomUUID() as string } = {}) =>
  pushRequest(as, text, { timestamp: seconds(at), nonce });
const changed = ({ query, body }: { query: string; body: string }, fields: Record<string, string>) => {
  const values = new URLSearchParams(query);
  for (const [name, value] of Object.entries(fields)) values.set(name, value);
  return { query: values.toString(), body };
};

describe('the address in the console of WeChat', () => {
  const hello = (timestamp: number, nonce = 'n1', token = account.token) =>
    new URLSearchParams({
      signature: pushSignature(token, String(timestamp), nonce),
      timestamp: String(timestamp),
      nonce,
      echostr: '4375120948345356249',
    }).toString();

  test('is verified by an echo', async () => {
    const response = await fetch(`${service.url}${path}?${hello(seconds(monday))}`, { headers: { 'X-Test-Now': monday } });
    expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([
      200,
      '4375120948345356249',
      'text/plain; charset=utf-8',
    ]);
    expect((await send({ query: hello(seconds(monday)) }, 'GET')).status).toBe(200);
  });

  test('echoes nothing to anybody else', async () => {
    expect(await send({ query: hello(seconds(monday), 'n1', 'guessed') }, 'GET')).toMatchObject({ status: 401, problem: 'signature' });
    expect(await send({ query: hello(seconds(later(monday, -301_000))) }, 'GET')).toMatchObject({ status: 401, problem: 'stale' });
    expect(await send({ query: 'echostr=hello' }, 'GET')).toMatchObject({ status: 401, problem: 'missing' });
    expect((await send({ query: `${hello(seconds(monday))}&nonce=n2` }, 'GET')).status).toBe(400);
  });

  test('is none where nothing is set, and half a setting is refused', async () => {
    const app = createApp({ ...service.room, ports: { ...service.room.ports, wechatPushes: null } });
    expect((await app.request(`${path}?${hello(seconds(monday))}`)).status).toBe(404);
    const clock = testClock(monday);
    expect(wechatPushesFromEnv({}, clock)).toBeNull();
    expect(() => wechatPushesFromEnv({ WECHAT_PUSH_AES_KEY: account.aesKey }, clock)).toThrow('without WECHAT_PUSH_TOKEN');
    expect(() => wechatPushesFromEnv({ WECHAT_PUSH_TOKEN: 't', WECHAT_PUSH_AES_KEY: 'short' }, clock)).toThrow('EncodingAESKey');
  });

  test('signs as the examples of WeChat do', () => {
    // developers.weixin.qq.com, 消息推送: Token AAAAA
    const examples = [
      ['1714036504', '1514711492', 'f464b24fc39322e44b38aa78f5edd27bd1441696'],
      ['1715943329', '1590219412', 'cc0c594499c1634947d5b502f158ee518947db27'],
    ] as const;
    for (const [timestamp, nonce, signature] of examples) {
      const clock = testClock(new Date(Number(timestamp) * 1000).toISOString());
      const pushes = createWechatPushes({ ...account, token: 'AAAAA', clock });
      expect(pushes.check({ timestamp, nonce, signature })).toEqual({ ok: true, nonce: `${timestamp} ${nonce}` });
      expect(pushes.check({ timestamp, nonce: `${nonce}1`, signature })).toEqual({ ok: false, problem: 'signature' });
    }
  });
});

describe('grants', () => {
  test('of which WeChat and the phone tell count once, whoever is first, and also at once', async () => {
    const { openid, token, grants } = await somebody();
    await tap(token);
    expect(await popup(openid, { [template]: 'accept', other: 'accept' })).toEqual({ status: 200, answer: 'success' });
    expect(await grants()).toBe(1);
    service.clock.advance(1_000);
    await popup(openid, { [template]: 'accept' });
    expect(await grants()).toBe(2);
    await tap(token);
    expect(await grants()).toBe(2);
    const times = Array.from({ length: 8 }, (_, index) => index);
    await Promise.all(times.flatMap((index) => [tap(token), send(request(anEvent(openid, { CreateTime: seconds(monday) + 10 + index })))]));
    expect(await grants()).toBe(10);
  });

  test('of which only WeChat could tell count: a message leaves', async () => {
    const { id, openid, grants, letter } = await somebody();
    await popup(openid, { [template]: 'accept' });
    await service.db.begin((tx) => notify(tx, { personId: id, kind: 'case_completed', subjectId: null, facts: { number: 'D1' }, now: monday }));
    await runJobs(service.room);
    expect(await letter()).toMatchObject({ state: 'delivered' });
    expect(await grants()).toBe(0);
  });

  test('that were refused are none, and switching a template off ends those there are, of that person alone', async () => {
    const [one, other] = [await somebody(), await somebody()];
    await popup(one.openid, { [template]: 'reject' });
    expect(await one.grants()).toBe(0);
    for (const { token } of [one, one, other]) await tap(token);
    expect([await one.grants(), await other.grants()]).toEqual([2, 1]);
    expect(await control('switch-off', { openid: one.openid, templateIds: [template] })).toEqual({ status: 200, answer: 'success' });
    await control('switch-off', { openid: one.openid, templateIds: [template, 'another'] });
    expect([await one.grants(), await other.grants()]).toEqual([0, 1]);
    await tap(one.token);
    expect(await one.grants()).toBe(1);
  });

  test('of a template that two kinds share are left to the phone', async () => {
    const { openid, grants } = await somebody();
    const [kept] = await service.db<{ value: Record<string, string> }[]>`select value from setting where name = 'wechat_templates'`;
    const shared = { ...kept?.value, case_declined: template };
    await service.db`update setting set value = ${service.db.json(shared)} where name = 'wechat_templates'`;
    await popup(openid, { [template]: 'accept' });
    await service.db`update setting set value = ${service.db.json(kept?.value ?? {})} where name = 'wechat_templates'`;
    expect(await grants()).toBe(0);
  });

  test('and sessions end with the WeChat account', async () => {
    const { openid, token, grants } = await somebody();
    await tap(token);
    await control('event', {
      openid: 'o_of_the_platform',
      event: 'user_authorization_cancellation',
      fields: { OpenID: openid, AppID: account.appId },
    });
    expect(await grants()).toBe(0);
    expect((await tap(token)).error?.code).toBe('session_expired');
  });
});

describe('what became of a message', () => {
  const failure = { errorCode: '20002', errorStatus: 'failed:user block' };

  async function delivered() {
    const person = await somebody();
    await popup(person.openid, { [template]: 'accept' });
    await service.db.begin((tx) =>
      notify(tx, { personId: person.id, kind: 'case_completed', subjectId: null, facts: { number: 'D1' }, now: monday }),
    );
    await runJobs(service.room);
    const [row] = await service.db<{ id: string }[]>`
      select m.id from wechat_message m join outbox o on o.id = m.letter_id join notice n on n.id = o.payload ->> 'noticeId'
      where n.person_id = ${person.id}`;
    return { ...person, msgid: row?.id ?? '' };
  }

  test('is known by all 19 digits of its number; one that has arrived stays delivered', async () => {
    const { msgid, letter } = await delivered();
    expect(msgid).toMatch(/^18643237264612556\d\d$/);
    expect(await control('arrival', { msgid, errorCode: '0', errorStatus: 'success' })).toEqual({ status: 200, answer: 'success' });
    expect(await letter()).toMatchObject({ state: 'delivered', error: null });
  });

  test('one that has not is left to the inbox, and looked at by the call list when a person must have heard of it', async () => {
    const [optional, needed] = [await delivered(), await delivered()];
    await service.db`update notice set kind = 'case_materials_wanted', call_at = null where person_id = ${needed.id}`;
    await control('arrival', { msgid: needed.msgid, ...failure });
    // the number as a number
    const entry = JSON.stringify({ TemplateId: template, MsgID: 0, ErrorCode: 20002, ErrorStatus: 'failed:user block' }).replace('0', optional.msgid);
    const text = anEvent(optional.openid, { Event: 'subscribe_msg_sent_event', List: 'entry' }).replace('"entry"', entry);
    expect((await send(request(text))).status).toBe(200);
    expect(await optional.letter()).toMatchObject({ state: 'dropped', error: 'WeChat: 20002 failed:user block', callAt: null });
    expect(await needed.letter()).toMatchObject({ state: 'dropped', callAt: monday });
  });

  test('of a digest is that of all in it', async () => {
    const { msgid, id, letter } = await delivered();
    const first = await letter();
    const joined = newId('out', monday);
    await service.db`update outbox set batch_for = ${id} where id = ${first?.id as string}`;
    await service.db`
      insert into outbox (id, kind, payload, state, attempts, due_at, created_at, batch_for)
      values (${joined}, 'wechat_message', ${service.db.json({ noticeId: 'note_x', into: first?.id as string })}, 'delivered', 1, ${monday}, ${monday}, ${id})`;
    await control('arrival', { msgid, ...failure });
    expect(await service.db`select state from outbox where id = ${joined}`).toEqual([{ state: 'dropped' }]);
  });

  test('ends the letter the same when WeChat is quicker than we are, and when both come at once', async () => {
    for (const order of ['WeChat first', 'at once', 'at once', 'at once', 'at once']) {
      const id = newId('out', monday);
      await service.db.begin((tx) => queueLetter(tx, { id, kind: 'wechat_message', payload: { noticeId: 'note_x' }, now: monday }));
      const claimed = await claimLetters(service.db, { now: monday, leasedUntil: later(monday, 60_000), limit: 50 });
      const letter = claimed.find((one) => one.id === id);
      if (!letter) throw new Error('not claimed');
      const messageId = `77${randomBytes(4).readUInt32BE(0)}`;
      const told = () => service.db.begin((tx) => failMessage(tx, { id: messageId, failure: 'WeChat: 20002', calledAbout: [], now: monday }));
      const ended = () => finishLetter(service.db, letter, { state: 'delivered', error: null, now: monday, messageId });
      if (order === 'at once') await Promise.all([told(), ended()]);
      else {
        expect(await told()).toBe(false);
        await ended();
      }
      expect(await service.db`select state, last_error as error from outbox where id = ${id}`).toEqual([
        { state: 'dropped', error: 'WeChat: 20002' },
      ]);
    }
  });
});

describe('a push is refused', () => {
  const nothing = async (openid: string) =>
    service.db`select 1 from subscribe_grant g join person p on p.id = g.person_id where p.openid = ${openid}`;

  test.each<[string, number, string | null, (text: string) => { query: string; body: string }]>([
    ['without a signature', 401, 'missing', (text) => ({ ...request(text), query: '' })],
    ['with another token', 401, 'signature', (text) => request(text, { as: { ...account, token: 'guessed' } })],
    ['with a signature of another body', 401, 'signature', (text) => ({ ...request(text), body: request(`${text} `).body })],
    ['with the signature of its time and nonce alone', 401, 'signature', (text) => changed(request(text), { msg_signature: '' })],
    ['five minutes old and a second', 401, 'stale', (text) => request(text, { at: later(monday, -301_000) })],
    ['from five minutes ahead and a second', 401, 'stale', (text) => request(text, { at: later(monday, 301_000) })],
    ['with another time than the signed', 401, 'signature', (text) => changed(request(text), { timestamp: String(seconds(monday) + 1) })],
    ['with another nonce than the signed', 401, 'signature', (text) => changed(request(text), { nonce: 'another' })],
    ['for another mini-program', 401, 'account', (text) => request(text, { as: { ...account, appId: 'wx1111111111111111' } })],
    ['sealed with another key', 401, 'ciphertext', (text) => request(text, { as: { ...account, aesKey: 'B'.repeat(43) } })],
    ['in plain words', 401, 'plain', (text) => ({ ...changed(request(text), { encrypt_type: 'raw' }), body: text })],
    ['in plain words that say they are sealed', 401, 'plain', (text) => ({ ...request(text), body: text })],
    ['that is no JSON', 400, null, (text) => ({ ...request(text), body: '<xml></xml>' })],
    ['with a parameter given twice', 400, null, (text) => ({ ...request(text), query: `${request(text).query}&nonce=1` })],
    ['of more than 64 KB', 413, null, (text) => request(`${text}${' '.repeat(64 * 1024)}`)],
  ])('%s', async (_, status, problem, make) => {
    const { openid } = await somebody();
    const before = await service.db`select count(*)::int as pushes from wechat_push`;
    expect(await send(make(anEvent(openid)))).toMatchObject({ status, problem });
    expect(await nothing(openid)).toHaveLength(0);
    expect(await service.db`select count(*)::int as pushes from wechat_push`).toEqual(before);
  });

  test.each([
    ['cut', (sealed: Buffer) => sealed.subarray(0, sealed.length - 16)],
    ['not of whole blocks', (sealed: Buffer) => sealed.subarray(1)],
    ['empty', () => Buffer.alloc(0)],
    ['with a bit changed', (sealed: Buffer) => Buffer.from(sealed.map((byte, at) => (at === sealed.length - 20 ? byte ^ 1 : byte)))],
  ])('with a body that is %s, even when it is signed', async (_, tamper) => {
    const { openid } = await somebody();
    const { query, body } = request(anEvent(openid));
    const { Encrypt } = JSON.parse(body) as { Encrypt: string };
    const encrypted = tamper(Buffer.from(Encrypt, 'base64')).toString('base64');
    const values = new URLSearchParams(query);
    const signature = pushSignature(account.token, values.get('timestamp') as string, values.get('nonce') as string, encrypted);
    const answer = await send({ ...changed({ query, body }, { msg_signature: signature }), body: JSON.stringify({ Encrypt: encrypted }) });
    expect(answer.status).toBe(401);
    expect(['ciphertext', 'account', 'plain']).toContain(answer.problem);
    expect(await nothing(openid)).toHaveLength(0);
  });

  test('whose text says that it is longer than it is', async () => {
    const key = Buffer.from(`${account.aesKey}=`, 'base64');
    const content = Buffer.concat([Buffer.alloc(16), Buffer.from([0xff, 0xff, 0xff, 0xff]), Buffer.alloc(11), Buffer.from([1])]);
    const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    const encrypted = cipher.update(content).toString('base64');
    const signature = pushSignature(account.token, String(seconds(monday)), 'n', encrypted);
    const query = new URLSearchParams({
      signature: pushSignature(account.token, String(seconds(monday)), 'n'),
      timestamp: String(seconds(monday)),
      nonce: 'n',
      encrypt_type: 'aes',
      msg_signature: signature,
    }).toString();
    expect(await send({ query, body: JSON.stringify({ Encrypt: encrypted }) })).toMatchObject({ status: 401, problem: 'ciphertext' });
  });

  test('when it comes again: of twenty at once exactly one is taken', async () => {
    const { openid, grants } = await somebody();
    const twice = request(anEvent(openid));
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(twice)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
    expect(JSON.parse(answers.find(({ status }) => status === 409)?.text ?? '{}').error.code).toBe('replayed');
    expect(await grants()).toBe(1);
  });

  test('when its nonce was used, whatever else it says', async () => {
    const { openid, grants } = await somebody();
    expect((await send(request(anEvent(openid), { nonce: 'used' }))).status).toBe(200);
    expect((await send(request(anEvent(openid, { CreateTime: 1 }), { nonce: 'used' }))).status).toBe(409);
    expect(await grants()).toBe(1);
  });

  test('no longer than the window: what was recorded goes after a day', async () => {
    const { openid } = await somebody();
    await send(request(anEvent(openid)));
    service.clock.set(later(monday, 86_400_000));
    await runJobs(service.room);
    expect((await service.db`select 1 from wechat_push`).length).toBeGreaterThan(0);
    service.clock.set(later(monday, 86_402_000));
    await runJobs(service.room);
    expect(await service.db`select 1 from wechat_push`).toHaveLength(0);
    expect(await service.db`select 1 from wechat_message`).toHaveLength(0);
  });
});

describe('a push is taken', () => {
  test('by its message once: WeChat signs anew what it sends again', async () => {
    const { openid, grants } = await somebody();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(request(anEvent(openid)))));
    expect(answers.map(({ status, text }) => [status, text])).toEqual(Array.from({ length: 10 }, () => [200, 'success']));
    expect(await grants()).toBe(1);
  });

  test('and changes nothing when it is of an event, a person or a shape that we do not know', async () => {
    const { openid, token } = await somebody();
    await tap(token);
    const ledger = () => service.db`select person_id, kind, remaining from subscribe_grant order by 1, 2`;
    const before = await ledger();
    const texts = [
      anEvent(openid, { Event: 'wxa_media_check', trace_id: 'x' }),
      anEvent(openid, { Event: 'user_info_modified' }),
      anEvent(openid, { Event: 'constructor' }),
      anEvent(openid, { Event: "'; drop table person" }),
      anEvent(openid, { List: 'none' }),
      anEvent(openid, { List: [] }),
      anEvent('o_nobody_knows'),
      anEvent(openid, { Event: 'subscribe_msg_sent_event', List: { TemplateId: template, MsgID: '99', ErrorCode: '20002', ErrorStatus: 'failed' } }),
      JSON.stringify({ ToUserName: 'gh', FromUserName: openid, CreateTime: 1, MsgType: 'text', Content: '你好', MsgId: 1 }),
    ];
    for (const text of texts) expect([text, (await send(request(text))).status]).toEqual([text, 200]);
    expect(await ledger()).toEqual(before);
  });
});
