import { createCipheriv, randomUUID } from 'node:crypto';
import type { Database } from '../../../db/client';
import { pushSignature } from '../../../functions/ports/wechat-push';
import { standInEnvironment } from '../../../functions/stand-ins/index';
import { type PushAccount, pushRequest } from '../../../functions/stand-ins/wechat/push';
import { wechatPushPath } from '../../../functions/wechat-pushes';
import { type ErrorCode, errorStatus } from '../../../shared/contract/errors';
import { errorWords } from '../../../shared/text/errors';
import { seeded } from '../../shared/numbers';
import { aPerson } from '../../support/builders';
import { hostileTexts, hostileValues } from './hostile';
import type { Random } from './values';
import { Line, type Reply } from './wire';

/** A request of WeChat's push protocol; `body` null: the echo that the console asks for. */
type Push = { query: string; body: string | Buffer | null; headers?: Record<string, string> };
/** `taken`: answered with its word; `refused`: with a refusal, and nothing is written; `either`: the text is hostile, both are right. */
type Try = { what: string; wanted: 'taken' | 'refused' | 'either'; push: Push };
export type Pushed = { requests: number; taken: number; findings: string[] };

const { WECHAT_APPID: appId = '', WECHAT_PUSH_TOKEN: token = '', WECHAT_PUSH_AES_KEY: aesKey = '' } = standInEnvironment('');
const account: PushAccount = { appId, token, aesKey };
/** What the endpoint may refuse with; signed requests have neither session nor rate. */
const refusals: ErrorCode[] = ['bad_json', 'invalid_input', 'replayed', 'signature_invalid', 'too_large'];
const template = 'demo-template-case-completed';

/** Sends every way of a push so many times to a service at `now`, with its database as owner, and says what was not as it should be. */
export async function attackPushes(port: number, db: Database, now: string, { rounds, seed }: { rounds: number; seed: number }): Promise<Pushed> {
  const openid = 'o_push_of_the_fuzzer';
  const person = await aPerson(db, { now });
  await db`update person set openid = ${openid} where id = ${person.id}`;
  const random = seeded(seed);
  const line = new Line(port);
  const result: Pushed = { requests: 0, taken: 0, findings: [] };
  const complain = (what: string, complaint: string) => {
    const said = `${wechatPushPath}: ${complaint} ← ${what}`;
    if (!result.findings.includes(said)) result.findings.push(said);
  };
  const ask = async (push: Push) => {
    result.requests += 1;
    return line.ask(bytesOf(push));
  };
  for (let round = 0; round < rounds; round += 1)
    for (const { what, wanted, push } of tries(openid, Math.floor(Date.parse(now) / 1000), random, round)) {
      const before = await stateOf(db);
      const reply = await ask(push);
      const complaint = complaintAbout(reply, wanted);
      if (complaint) complain(what, complaint);
      if (reply?.status !== 200) {
        if ((await stateOf(db)).all !== before.all) complain(what, `refused with ${reply?.status}, and yet something is written`);
        continue;
      }
      result.taken += 1;
      if (push.body === null) continue;
      const once = await stateOf(db);
      const again = await ask(push);
      if (again?.status !== 409) complain(what, `accepted: the same request again, with ${again?.status}`);
      if (wanted === 'taken') await ask(resealed(push, Math.floor(Date.parse(now) / 1000)));
      if ((await stateOf(db)).effects !== once.effects) complain(what, 'the same message has its effect twice');
    }
  line.close();
  return result;
}

/** What a push may change, and all that one writes. */
async function stateOf(db: Database): Promise<{ effects: string; all: string }> {
  const [row] = await db<{ effects: string; pushes: number }[]>`
    select md5(concat(
      (select string_agg(g::text, ';' order by g.person_id, g.kind) from subscribe_grant g), (select string_agg(m::text, ';' order by m.id) from wechat_message m),
      (select string_agg(o.id || o.state, ';' order by o.id) from outbox o), (select count(*) from session where revoked_at is null))) as effects,
      (select count(*)::int from wechat_push) as pushes`;
  return { effects: row?.effects ?? '', all: `${row?.effects} ${row?.pushes}` };
}

function complaintAbout(reply: Reply | null, wanted: Try['wanted']): string | null {
  if (!reply) return 'no answer';
  const { status, type, body } = reply;
  const text = body.toString('utf8');
  if (status >= 500) return `${status} ${text.slice(0, 120)}`;
  if (status === 200) return wanted === 'refused' ? 'accepted' : type === 'text/plain' ? null : `200 as ${type}`;
  if (wanted === 'taken') return `${status} ${text.slice(0, 120)}`;
  if (type !== 'application/json') return `${status} with ${type || 'no type'}`;
  const { code, message } = (JSON.parse(text) as { error: { code: ErrorCode; message: string } }).error;
  if (!refusals.includes(code)) return `${status} ${code} is not declared`;
  if (errorStatus[code] !== status) return `${code} came as ${status}`;
  return errorWords[code] === message ? null : `${code} says “${message}”`;
}

/** Entities that grow a thousand times with each line, for readers of XML. */
const growing = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, level) => {
  const inner = level === 0 ? 'a' : `b${level - 1}`;
  return `<!ENTITY b${level} "${`&${inner};`.repeat(10)}">`;
}).join('')}<!ENTITY file SYSTEM "file:///etc/passwd">]><xml><FromUserName>&b8;&file;</FromUserName></xml>`;

/** One round: every way once, with hostile words in turn. */
function tries(openid: string, seconds: number, random: Random, round: number): Try[] {
  const event = (fields: Record<string, unknown> = {}) =>
    JSON.stringify({
      FromUserName: openid,
      CreateTime: `${seconds}-${randomUUID()}`,
      MsgType: 'event',
      Event: 'subscribe_msg_popup_event',
      ...listed(),
      ...fields,
    });
  const listed = (fields: Record<string, unknown> = {}) => ({ List: [{ TemplateId: template, SubscribeStatusString: 'accept', ...fields }] });
  const sealed = (text: string, { at = seconds, as = account, nonce = randomUUID() as string } = {}) =>
    pushRequest(as, text, { timestamp: at, nonce });
  const altered = (push: Push, fields: Record<string, string | null>): Push => {
    const values = new URLSearchParams(push.query);
    for (const [name, value] of Object.entries(fields)) value === null ? values.delete(name) : values.set(name, value);
    return { ...push, query: values.toString() };
  };
  const word = () => random.pick(random.below(3) === 0 ? hostileValues : hostileTexts);
  const hostileText = random.pick(hostileTexts).slice(0, 500);
  const message = `7${String(round).padStart(18, '0')}`;
  const taken: [string, Push][] = [
    ['a grant', sealed(event())],
    ['the same address as XML says it is', { ...sealed(event()), headers: { 'Content-Type': 'text/xml' } }],
    ['templates switched off', sealed(event({ Event: 'subscribe_msg_change_event', ...listed({ SubscribeStatusString: 'reject' }) }))],
    [
      'a message that has not arrived',
      sealed(event({ Event: 'subscribe_msg_sent_event', List: { MsgID: message, ErrorCode: 20002, ErrorStatus: 'x' } })),
    ],
    ['an event that we do not know', sealed(event({ Event: 'user_info_modified' }))],
    ['an event by the name of every object', sealed(event({ Event: ['__proto__', 'constructor', 'toString', 'hasOwnProperty'][round % 4] }))],
    ['an account that is gone', sealed(event({ Event: 'user_authorization_cancellation', OpenID: openid }))],
    ['the echo', { query: altered({ query: sealed('').query, body: '' }, { echostr: '1234567890' }).query, body: null }],
  ];
  const refused: [string, Push][] = [
    ['no signature', { ...sealed(event()), query: '' }],
    ['a guessed token', sealed(event(), { as: { ...account, token: 'guessed' } })],
    ['another key', sealed(event(), { as: { ...account, aesKey: 'B'.repeat(43) } })],
    ['another mini-program', sealed(event(), { as: { ...account, appId: 'wx1111111111111111' } })],
    ['a sealed body with the signature of another', { ...sealed(event()), body: sealed(event()).body }],
    ['no signature of the body', altered(sealed(event()), { msg_signature: null })],
    ['a hostile signature', altered(sealed(event()), { signature: `${hostileText}?` })],
    ['a hostile nonce', altered(sealed(event()), { nonce: `${hostileText}!` })],
    ['a hostile time', altered(sealed(event()), { timestamp: `${hostileText} ` })],
    ['six minutes old', sealed(event(), { at: seconds - 360 })],
    ['six minutes ahead', sealed(event(), { at: seconds + 360 })],
    ['a parameter twice', { ...sealed(event()), query: `${sealed(event()).query}&nonce=1` }],
    ['in plain words', { ...altered(sealed(event()), { encrypt_type: 'raw' }), body: event() }],
    ['XML', { ...sealed(event()), body: '<xml><Encrypt>x</Encrypt></xml>' }],
    ['XML of growing entities', { ...sealed(event()), body: growing, headers: { 'Content-Type': 'text/xml' } }],
    ['no body', { ...sealed(event()), body: '' }],
    ['a list', { ...sealed(event()), body: `[${sealed(event()).body}]` }],
    ['a body cut off', { ...sealed(event()), body: sealed(event()).body.slice(0, -1) }],
    ['a body with Encrypt twice', { ...sealed(event()), body: `{"Encrypt":"x",${sealed(event()).body.slice(1)}` }],
    ['thirty thousand lists in each other', { ...sealed(event()), body: `{"Encrypt":${'['.repeat(30_000)}${']'.repeat(30_000)}}` }],
    ['more than 64 KB', sealed(event({ FromUserName: 'x'.repeat(66_000) }))],
    [
      'bytes that are no UTF-8',
      { ...sealed(event()), body: Buffer.concat([Buffer.from('{"Encrypt":"'), Buffer.of(0xff, 0xc0, 0xaf), Buffer.from('"}')]) },
    ],
    ['UTF-16', { ...sealed(event()), body: Buffer.from(sealed(event()).body, 'utf16le') }],
    ['Encrypt of another kind', { ...sealed(event()), body: JSON.stringify({ Encrypt: word() ?? null }) }],
    ['a ciphertext cut', signed(seconds, (whole) => whole.subarray(0, whole.length - 16))],
    ['a ciphertext of no whole blocks', signed(seconds, (whole) => whole.subarray(1))],
    ['an empty ciphertext', signed(seconds, () => Buffer.alloc(0))],
    [
      'a ciphertext with a bit changed',
      signed(seconds, (whole) => Buffer.from(whole.map((byte, at) => (at === whole.length - 20 ? byte ^ 1 : byte)))),
    ],
    ['a text that says it is longer than it is', { ...lying(seconds, 0xff_ff_ff_ff) }],
    ['a text that is no UTF-8', lying(seconds, 3, Buffer.of(0xff, 0xc0, 0xaf))],
  ];
  const either: [string, Push][] = [
    ['a hostile sender', sealed(event({ FromUserName: word() }))],
    ['a hostile event', sealed(event({ Event: word() }))],
    ['a hostile account', sealed(event({ Event: 'user_authorization_cancellation', OpenID: word() }))],
    ['a hostile template', sealed(event(listed({ TemplateId: word() })))],
    ['a hostile status', sealed(event(listed({ SubscribeStatusString: word() })))],
    ['a hostile list', sealed(event({ List: word() }))],
    ['a hostile message', sealed(event({ Event: 'subscribe_msg_sent_event', List: [{ MsgID: word(), ErrorCode: word(), ErrorStatus: word() }] }))],
    ['a hostile text', sealed(hostileText)],
    ['XML within', sealed(growing)],
    ['a field twice within', sealed(event().replace('{', '{"Event":"user_info_modified",'))],
    [
      'a number of many digits within',
      sealed(event({ Event: 'subscribe_msg_sent_event', List: 0 }).replace('"List":0', `"List":{"MsgID":${'9'.repeat(500)},"ErrorCode":1}`)),
    ],
    ['an echo of anything', { query: altered({ query: sealed('').query, body: '' }, { echostr: hostileText }).query, body: null }],
  ];
  const as =
    (wanted: Try['wanted']) =>
    ([what, push]: [string, Push]): Try => ({ what, wanted, push });
  return [...taken.map(as('taken')), ...refused.map(as('refused')), ...either.map(as('either'))];
}

const key = Buffer.from(`${aesKey}=`, 'base64');

/** A push whose ciphertext was tampered with by somebody who can sign. */
function signed(seconds: number, tamper: (whole: Buffer) => Buffer): Push {
  const { query, body } = pushRequest(account, '{"FromUserName":"x","Event":"y"}', { timestamp: seconds, nonce: randomUUID() });
  const values = new URLSearchParams(query);
  const { Encrypt } = JSON.parse(body) as { Encrypt: string };
  const encrypted = tamper(Buffer.from(Encrypt, 'base64')).toString('base64');
  values.set('msg_signature', pushSignature(token, String(seconds), values.get('nonce') ?? '', encrypted));
  return { query: values.toString(), body: JSON.stringify({ Encrypt: encrypted }) };
}

/** A push whose text is not as long as it says, or is these bytes. */
function lying(seconds: number, length: number, text = Buffer.from('{}')): Push {
  const said = Buffer.alloc(4);
  said.writeUInt32BE(length);
  const content = Buffer.concat([Buffer.alloc(16), said, text, Buffer.from(appId)]);
  const padding = 32 - (content.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const encrypted = cipher.update(Buffer.concat([content, Buffer.alloc(padding, padding)]));
  return signed(seconds, () => encrypted);
}

/** The same message, signed anew, as WeChat sends again what was not answered in time. */
function resealed({ body }: Push, seconds: number): Push {
  const { Encrypt } = JSON.parse(String(body)) as { Encrypt: string };
  const nonce = randomUUID();
  const [signature, whole] = [pushSignature(token, String(seconds), nonce), pushSignature(token, String(seconds), nonce, Encrypt)];
  const query = new URLSearchParams({ signature, timestamp: String(seconds), nonce, encrypt_type: 'aes', msg_signature: whole });
  return { query: query.toString(), body: JSON.stringify({ Encrypt }) };
}

function bytesOf({ query, body, headers = { 'Content-Type': 'application/json' } }: Push): Buffer {
  const content = Buffer.from(body ?? '');
  const lines = Object.entries({ Host: '127.0.0.1', ...headers, ...(body !== null && { 'Content-Length': String(content.length) }) });
  const head = `${body === null ? 'GET' : 'POST'} ${wechatPushPath}?${query} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), content]);
}
