import { setTimeout as pause } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import { standInEnvironment } from '../../../functions/stand-ins/index';
import { wechatStandIn } from '../../../functions/stand-ins/wechat';

const sendSchema = z.object({ touser: z.string(), template_id: z.string(), page: z.optional(z.string()) });

export type Outside = { environment: Record<string, string>; messages: Map<string, number>; hurry(): void; close(): void };

/** WeChat outside of what is killed: takes its time over each message and counts those to the same person about the same thing. */
export async function openWechat(): Promise<Outside> {
  const app = new Hono();
  const messages = new Map<string, number>();
  // slow enough that every kill finds messages on their way
  let delayMs = 1_200;
  const server = await new Promise<{ port: number; close(): void }>((resolve) => {
    const listening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve({ port, close: () => listening.close() }));
  });
  const environment = standInEnvironment(`http://127.0.0.1:${server.port}`);
  app.post('/stand-in/wechat/cgi-bin/message/subscribe/send', async (context) => {
    const { touser, template_id: template, page } = sendSchema.parse(await context.req.json());
    const name = `${touser} ${template} ${page}`;
    messages.set(name, (messages.get(name) ?? 0) + 1);
    await pause(delayMs);
    return context.json({ errcode: 0, errmsg: 'ok', msgid: messages.size });
  });
  app.route('/stand-in/wechat', wechatStandIn({ appId: environment.WECHAT_APPID ?? '', secret: environment.WECHAT_SECRET ?? '' }));
  const hurry = () => {
    delayMs = 0;
  };
  return { environment, messages, hurry, close: server.close };
}
