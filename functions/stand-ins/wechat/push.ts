import { createCipheriv, createHash, randomBytes, randomInt } from 'node:crypto';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import { instantToMs } from '../../ports/clock';
import type { StandInEnv } from '../faults';
import type { WechatMemory } from './memory';

/** What both sides of the push protocol know. */
export type PushAccount = { appId: string; token: string; aesKey: string };

const openid = z.string().check(z.regex(/^[\w-]{6,64}$/));
const templateId = z.string().check(z.minLength(1), z.maxLength(64));
const popup = z.strictObject({ openid, answers: z.record(templateId, z.enum(['accept', 'reject'])) });
const refusal = z.strictObject({ openid, templateIds: z.array(templateId).check(z.minLength(1)) });
const arrival = z.strictObject({ msgid: z.string(), errorCode: z.string(), errorStatus: z.string() });
const other = z.strictObject({ openid, event: z.string(), fields: z._default(z.record(z.string(), z.unknown()), {}) });

/** SHA-1 over the sorted parts: `signature` of token, time and nonce, `msg_signature` with the encrypted body besides. */
const signed = (...parts: string[]) =>
  createHash('sha1')
    .update(parts.toSorted((one, another) => (one < another ? -1 : 1)).join(''))
    .digest('hex');

/** One request of WeChat's push protocol in safe mode: its query and its body. */
export function pushRequest(account: PushAccount, text: string, at: { timestamp: number; nonce?: string }): { query: string; body: string } {
  const key = Buffer.from(`${account.aesKey}=`, 'base64');
  const message = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const content = Buffer.concat([randomBytes(16), length, message, Buffer.from(account.appId)]);
  const padding = 32 - (content.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const encrypted = cipher.update(Buffer.concat([content, Buffer.alloc(padding, padding)])).toString('base64');
  const timestamp = String(at.timestamp);
  const nonce = at.nonce ?? String(randomInt(2 ** 31));
  const query = new URLSearchParams({
    signature: signed(account.token, timestamp, nonce),
    timestamp,
    nonce,
    encrypt_type: 'aes',
    msg_signature: signed(account.token, timestamp, nonce, encrypted),
  });
  return { query: query.toString(), body: JSON.stringify({ ToUserName: 'gh_123456789abc', Encrypt: encrypted }) };
}

/** What people do inside of WeChat and what becomes of messages, each told to our service as WeChat tells it; answers what we answered. */
export function wechatEvents(memory: WechatMemory, account: PushAccount & { target: string }): Hono<StandInEnv> {
  const app = new Hono<StandInEnv>();

  async function push(whose: string, event: string, fields: Record<string, unknown>): Promise<{ status: number; answer: string }> {
    const timestamp = Math.floor(instantToMs(memory.clock.now()) / 1000);
    const message = { ToUserName: 'gh_123456789abc', FromUserName: whose, CreateTime: timestamp, MsgType: 'event', Event: event, ...fields };
    const { query, body } = pushRequest(account, JSON.stringify(message), { timestamp });
    const response = await fetch(`${account.target}/api/wechat/push?${query}&openid=${whose}`, { method: 'POST', body });
    return { status: response.status, answer: await response.text() };
  }
  // of one entry WeChat sends the entry, of more a list
  const listed = (entries: unknown[]) => ({ List: entries.length === 1 ? entries[0] : entries });

  /** wx.requestSubscribeMessage, answered for each template. */
  app.post('/__stand-in/popup', async (c) => {
    const body = popup.safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ problem: z.prettifyError(body.error) }, 400);
    const { openid: whose, answers } = body.data;
    const given = Object.entries(answers);
    for (const [id, answer] of given) if (answer === 'accept') memory.grant(whose, id);
    const list = given.map(([id, answer]) => ({ TemplateId: id, SubscribeStatusString: answer, PopupScene: '0' }));
    return c.json(await push(whose, 'subscribe_msg_popup_event', { List: list }));
  });

  /** The person switches templates off among the mini-program's settings. */
  app.post('/__stand-in/switch-off', async (c) => {
    const body = refusal.safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ problem: z.prettifyError(body.error) }, 400);
    const { openid: whose, templateIds } = body.data;
    for (const id of templateIds) memory.forgetGrants(whose, id);
    const list = templateIds.map((id) => ({ TemplateId: id, SubscribeStatusString: 'reject' }));
    return c.json(await push(whose, 'subscribe_msg_change_event', listed(list)));
  });

  /** What became of a message. */
  app.post('/__stand-in/arrival', async (c) => {
    const body = arrival.safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ problem: z.prettifyError(body.error) }, 400);
    const { msgid, errorCode, errorStatus } = body.data;
    const message = memory.messages.find((one) => one.msgid === msgid);
    const entry = { TemplateId: message?.templateId ?? 'unknown', MsgID: msgid, ErrorCode: errorCode, ErrorStatus: errorStatus };
    return c.json(await push(message?.touser ?? 'o_somebody', 'subscribe_msg_sent_event', listed([entry])));
  });

  /** Any other event. */
  app.post('/__stand-in/event', async (c) => {
    const body = other.safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ problem: z.prettifyError(body.error) }, 400);
    const { openid: whose, event, fields } = body.data;
    return c.json(await push(whose, event, fields));
  });
  return app;
}
