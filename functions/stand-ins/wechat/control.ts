import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { StandInEnv } from '../faults';
import type { WechatMemory } from './memory';

const openid = z.string().check(z.regex(/^[\w-]{6,64}$/));
const login = z.strictObject({ openid });
const phone = z.union([z.strictObject({ openid }), z.strictObject({ phone: z.string().check(z.regex(/^1\d{10}$/)) })]);
// wx.requestSubscribeMessage takes at most three templates a tap.
const grant = z.strictObject({ openid, templateIds: z.array(z.string().check(z.minLength(1))).check(z.minLength(1), z.maxLength(3)) });

/** What the WeChat app on a phone does with its own servers, and what a test looks at afterwards. */
export function wechatControl(memory: WechatMemory): Hono<StandInEnv> {
  const app = new Hono<StandInEnv>();

  /** wx.login: the person opens the mini-program, the phone gets a code. */
  app.post('/__stand-in/login', async (c) => {
    const body = login.safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ problem: z.prettifyError(body.error) }, 400);
    memory.visit(body.data.openid);
    return c.json({ code: memory.issueCode('loginCodes', body.data.openid) });
  });

  /** The tap on `button open-type="getPhoneNumber"`. */
  app.post('/__stand-in/phone', async (c) => {
    const body = phone.safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ problem: z.prettifyError(body.error) }, 400);
    const whose = 'openid' in body.data ? body.data.openid : body.data.phone;
    return c.json({ code: memory.issueCode('phoneCodes', whose) });
  });

  /** wx.requestSubscribeMessage answered with "allow": one message more for each template. */
  app.post('/__stand-in/grant', async (c) => {
    const body = grant.safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ problem: z.prettifyError(body.error) }, 400);
    for (const templateId of body.data.templateIds) memory.grant(body.data.openid, templateId);
    return c.json({ granted: body.data.templateIds });
  });

  /** What has arrived on the phones, oldest first; `?openid=` for one person. */
  app.get('/__stand-in/messages', (c) => {
    const whose = c.req.query('openid');
    return c.json({ messages: memory.messages.filter((message) => !whose || message.touser === whose) });
  });

  /** Kills the living token as a leak or another caller's forced renewal does: the next call answers 40001. */
  app.post('/__stand-in/revoke-token', (c) => {
    memory.current = null;
    memory.previous = null;
    return c.json({ revoked: true });
  });

  app.get('/__stand-in/token', (c) => c.json({ fetched: memory.tokensFetched, forced: memory.forced.count }));
  return app;
}

/** An openid of WeChat's form for a person nobody has seen before. */
export function newOpenid(): string {
  return `o${randomBytes(20).toString('base64url')}`.slice(0, 28);
}
