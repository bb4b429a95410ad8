import { setTimeout as pause } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { standInEnvironment } from '../../../functions/stand-ins/index';
import { wechatStandIn } from '../../../functions/stand-ins/wechat';

/** What WeChat does: answers; takes longer than anybody waits; answers 502 with a page, 200 with no JSON, 200 with an object of another shape, or its “busy”. */
export const wechatMoods = ['well', 'slow', 'page', 'noise', 'other', 'busy'] as const;
export type WechatMood = (typeof wechatMoods)[number];

export type Outside = { environment: Record<string, string>; be(mood: WechatMood): void; code(): Promise<string>; close(): void };

const slowMs = 30_000;

/** WeChat's side, beside the service. */
export async function openWechat(): Promise<Outside> {
  const app = new Hono();
  let mood: WechatMood = 'well';
  let people = 0;
  app.use('/stand-in/wechat/*', async (c, next) => {
    if (c.req.path.includes('/__stand-in/')) return next();
    if (mood === 'slow') await pause(slowMs, undefined, { ref: false });
    if (mood === 'page') return c.html('<html><body>502 Bad Gateway</body></html>', 502);
    if (mood === 'noise') return c.body('\u0000\ufffd{"errcode":');
    if (mood === 'other') return c.json({ openid: null, access_token: 7, errcode: 'ok', result: [] });
    if (mood === 'busy') return c.json({ errcode: -1, errmsg: 'system error' });
    return next();
  });
  const server = await new Promise<{ port: number; close(): void }>((resolve) => {
    const listening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve({ port, close: () => listening.close() }));
  });
  const environment = standInEnvironment(`http://127.0.0.1:${server.port}`);
  app.route('/stand-in/wechat', wechatStandIn({ appId: environment.WECHAT_APPID ?? '', secret: environment.WECHAT_SECRET ?? '' }));
  return {
    environment,
    be: (next) => {
      mood = next;
    },
    code: async () => {
      people += 1;
      const answer = await fetch(`${environment.WECHAT_BASE}/__stand-in/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ openid: `open-fault-${people}` }),
      });
      return ((await answer.json()) as { code: string }).code;
    },
    close: server.close,
  };
}
