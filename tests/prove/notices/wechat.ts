import { setTimeout as pause } from 'node:timers/promises';
import { type HttpBindings, serve } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { demoTemplates } from '../../../db/content/demo';
import type { Clock } from '../../../functions/ports/clock';
import { standInEnvironment } from '../../../functions/stand-ins/index';
import { wechatApi } from '../../../functions/stand-ins/wechat/api';
import { wechatError } from '../../../functions/stand-ins/wechat/errors';
import { WechatMemory } from '../../../functions/stand-ins/wechat/memory';
import { noticeFields } from '../../../shared/rules/notice-fields';
import { noticeKinds } from '../../../shared/text/notices';

type Ctx = Context<{ Bindings: HttpBindings }>;

/** The client gives up after so long. */
export const timeoutMs = 200;

/** Every documented failure of sending, with how often of a thousand it is played. `after`: the message is on the phone, and the answer is this. */
const sendFaults = {
  '43101': 30,
  '47003': 25,
  revoked: 4,
  '45009': 12,
  '45011': 30,
  '-1': 15,
  '-1 after': 15,
  '503': 20,
  '503 after': 20,
  slow: 10,
  'slow after': 20,
  dropped: 15,
  'dropped after': 25,
} as const;
const tokenFaults = { '-1': 60, '503': 60, dropped: 60, slow: 30 } as const;

export type Outside = {
  environment: Record<string, string>;
  memory: WechatMemory;
  played: Record<string, number>;
  /** Answers 43101, by the message. */
  ungranted: Map<string, number>;
  tokens: { answered: number; distinct: Set<string>; revoked: number; unheard: number };
  close(): void;
};

/** What a message is: to whom, about what, on which template. */
export const nameOf = (message: { touser: string; templateId: string; page: string | null }): string =>
  `${message.touser} ${message.templateId} ${message.page}`;

/** WeChat outside of what is killed: the stand-in with its own books, before which faults are drawn by the seed. */
export async function openWechat(clock: Clock, random: () => number): Promise<Outside> {
  const memory = new WechatMemory(clock);
  const ids = demoTemplates();
  const environment = {} as Record<string, string>;
  const outside: Outside = {
    environment,
    memory,
    played: {},
    ungranted: new Map(),
    tokens: { answered: 0, distinct: new Set(), revoked: 0, unheard: 0 },
    close: () => {},
  };
  const app = new Hono<{ Bindings: HttpBindings }>();
  const draw = <Name extends string>(faults: Readonly<Record<Name, number>>): Name | null => {
    let left = random() * 1_000;
    for (const [name, share] of Object.entries(faults) as [Name, number][]) {
      left -= share;
      if (left < 0) return name;
    }
    return null;
  };
  const count = (name: string) => {
    outside.played[name] = (outside.played[name] ?? 0) + 1;
  };

  app.post('/cgi-bin/message/subscribe/send', async (c, next) => {
    const body = (await c.req.raw.clone().json()) as { touser: string; template_id: string; page?: string };
    const name = nameOf({ touser: body.touser, templateId: body.template_id, page: body.page ?? null });
    // Long enough that a second sender would meet the first.
    await pause(10 + random() * 30);
    const fault = draw(sendFaults);
    if (fault) count(fault);
    if (fault === 'revoked') {
      memory.current = null;
      memory.previous = null;
      outside.tokens.revoked += 1;
    }
    const [what, after] = fault?.split(' ') ?? [];
    const ungranted = () => outside.ungranted.set(name, (outside.ungranted.get(name) ?? 0) + 1);
    if (what === '43101') ungranted();
    if (fault !== 'revoked' && what && !after) return broken(c, what);
    await next();
    const answer = (await c.res.clone().json()) as { errcode: number };
    if (answer.errcode === 43101) ungranted();
    // Only what has happened can have its answer lost.
    if (what && after && answer.errcode === 0) c.res = await broken(c, what);
    return undefined;
  });
  app.post('/cgi-bin/stable_token', async (c, next) => {
    const fault = draw(tokenFaults);
    if (fault) {
      count(`token ${fault}`);
      return broken(c, fault);
    }
    await next();
    const answer = (await c.res.clone().json()) as { access_token?: string };
    if (answer.access_token) {
      outside.tokens.answered += 1;
      isUnheard(c, () => {
        outside.tokens.unheard += 1;
      });
      outside.tokens.distinct.add(answer.access_token);
    }
    return undefined;
  });
  const own = standInEnvironment('');
  app.route(
    '/',
    wechatApi(memory, {
      appId: own.WECHAT_APPID ?? '',
      secret: own.WECHAT_SECRET ?? '',
      phones: new Map(),
      templates: Object.fromEntries(noticeKinds.map((kind) => [ids[kind], Object.keys(noticeFields[kind])])),
      pages: undefined,
      codeLink: (scene) => scene,
      riskyWords: [],
      reviewWords: [],
    }) as unknown as Hono<{ Bindings: HttpBindings }>,
  );
  const server = await new Promise<{ port: number; close(): void }>((resolve) => {
    const listening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve({ port, close: () => listening.close() }));
  });
  Object.assign(environment, standInEnvironment(`http://127.0.0.1:${server.port}`), {
    WECHAT_BASE: `http://127.0.0.1:${server.port}`,
    WECHAT_TIMEOUT_MS: String(timeoutMs),
  });
  outside.close = server.close;
  return outside;
}

/** Tells of an answer that whoever asked no longer waited for, or was killed with: either closes the line, which is otherwise kept for the next request. */
function isUnheard(c: Ctx, tell: () => void): void {
  const { socket } = c.env.incoming;
  if (socket.destroyed) {
    tell();
    return;
  }
  socket.once('close', tell);
  setTimeout(() => socket.off('close', tell), 500).unref();
}

async function broken(c: Ctx, what: string): Promise<Response> {
  if (what === 'dropped') {
    c.env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  if (what === 'slow') {
    await pause(timeoutMs * 1.5);
    return c.json({ errcode: 0, errmsg: 'ok, for nobody who still listens' });
  }
  if (what === '503') return new Response(null, { status: 503 });
  return c.json(wechatError(Number(what)));
}
