import { setTimeout as pause } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import { standInEnvironment } from '../../../functions/stand-ins/index';
import { wechatStandIn } from '../../../functions/stand-ins/wechat';

const sendSchema = z.object({ touser: z.string(), template_id: z.string(), page: z.optional(z.string()) });

/** What becomes of a message whose sender is killed before it hears the answer: it has arrived, or it is lost on its way. */
export const silences = ['arrives', 'lost'] as const;
export type Silence = (typeof silences)[number];

export type Outside = {
  environment: Record<string, string>;
  messages: Map<string, number>;
  /** From the next message on nobody gets an answer, until `hurry`; yields once the first of them is there. */
  fallSilent(silence: Silence): Promise<void>;
  hurry(): void;
  close(): void;
};

/** WeChat outside of what is killed: takes its time over each message and counts those to the same person about the same thing. */
export async function openWechat(): Promise<Outside> {
  const app = new Hono();
  const messages = new Map<string, number>();
  // slow enough that every kill finds messages on their way
  let delayMs = 1_200;
  let silence: { kind: Silence; begun: () => void } | null = null;
  const server = await new Promise<{ port: number; close(): void }>((resolve) => {
    const listening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve({ port, close: () => listening.close() }));
  });
  const environment = standInEnvironment(`http://127.0.0.1:${server.port}`);
  app.post('/stand-in/wechat/cgi-bin/message/subscribe/send', async (context) => {
    const { touser, template_id: template, page } = sendSchema.parse(await context.req.json());
    const name = `${touser} ${template} ${page}`;
    if (silence?.kind !== 'lost') messages.set(name, (messages.get(name) ?? 0) + 1);
    if (silence) {
      silence.begun();
      // longer than the sender lives
      await pause(30_000, undefined, { ref: false });
    }
    await pause(delayMs);
    return context.json({ errcode: 0, errmsg: 'ok', msgid: messages.size });
  });
  app.route('/stand-in/wechat', wechatStandIn({ appId: environment.WECHAT_APPID ?? '', secret: environment.WECHAT_SECRET ?? '' }));
  const fallSilent = (kind: Silence) =>
    new Promise<void>((begun) => {
      silence = { kind, begun };
    });
  const hurry = () => {
    silence = null;
    delayMs = 0;
  };
  return { environment, messages, fallSilent, hurry, close: server.close };
}
