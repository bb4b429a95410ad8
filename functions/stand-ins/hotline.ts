import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { hotlineText } from '../../shared/text/stand-ins';
import { type Clock, systemClock } from '../ports/clock';
import { exchangeSender, hotlinePaths, type HotlineUpdate, hotlineUpdateSchema } from '../ports/hotline-protocol';
import { checkSignature } from '../ports/signature';
import { FaultList, faultControl, playFaults, type StandInEnv } from './faults';
import { consolePage } from './hotline/console';
import { type HotlineOrder, push, type Pushed, type PushWay, sampleOrder } from './hotline/push';
import { pageHeaders } from './page';

export type { Pushed } from './hotline/push';

export type HotlineStandInOptions = {
  secret: string;
  /** Address of our API, to which orders are pushed: `http://127.0.0.1:8080`. */
  target: string;
  clock?: Clock;
  /** Towns of the demo city in which callers live. */
  towns?: readonly string[];
};

export type ReceivedUpdate = { at: string; update: HotlineUpdate };

type Ctx = Context<StandInEnv>;

const ways = Object.keys(hotlineText.ways) as [PushWay, ...PushWay[]];
const pushRequest = z.strictObject({
  way: z._default(z.enum(ways), 'normal'),
  lateMs: z._default(z.int().check(z.minimum(0), z.maximum(60_000)), 5_000),
  /** Fields that replace those of the sample; more than one makes more than one order. */
  orders: z._default(z.array(z.record(z.string(), z.unknown())).check(z.minLength(1), z.maxLength(100)), [{}]),
});

/**
 * The 12345 platform as a local server: takes our signed updates, pushes signed work orders to our API, shows both on a
 * page at its root, and misbehaves on request.
 */
export function hotlineStandIn(options: HotlineStandInOptions): Hono<StandInEnv> {
  const clock = options.clock ?? systemClock;
  const pushOptions = { target: options.target, secret: options.secret, clock, towns: options.towns ?? ['虎门镇', '长安镇', '厚街镇', '南城街道'] };
  const faults = new FaultList();
  const pushed: Pushed[] = [];
  const updates: ReceivedUpdate[] = [];
  const bodies = new Map<string, string>();
  const nonces = new Set<string>();
  let samples = 0;

  const pushSome = async (way: PushWay, orders: readonly Partial<HotlineOrder>[], lateMs: number): Promise<Pushed[]> => {
    const full = orders.map((order) => sampleOrder(pushOptions, samples++, order));
    const sent = await push(pushOptions, way, full, lateMs);
    pushed.push(...sent);
    return sent;
  };

  const app = new Hono<StandInEnv>();
  app.route('/', faultControl(faults));

  app.get('/', (c) => c.body(consolePage(pushed, updates), 200, pageHeaders));
  app.post('/', async (c) => {
    const form = await c.req.parseBody();
    const way = z.enum(ways).safeParse(form.way);
    if (form.do === 'down') faults.add({ path: hotlinePaths.updates, status: 503, times: 5 });
    else if (form.do === 'up') faults.clear();
    else if (way.success) await pushSome(way.data, way.data === 'out_of_order' ? [{}, {}] : [{}], 5_000);
    return c.body(null, 303, { ...pageHeaders, Location: '?' });
  });

  /** `{ way, lateMs, orders }` → what was sent and answered. */
  app.post('/__stand-in/push', async (c) => {
    const asked = pushRequest.safeParse(await c.req.json().catch(() => ({})));
    if (!asked.success) return c.json({ problem: z.prettifyError(asked.error) }, 400);
    return c.json({ pushed: await pushSome(asked.data.way, asked.data.orders, asked.data.lateMs) });
  });
  /** Updates by order in the sequence in which they happened; `?order=` for one. */
  app.get('/__stand-in/updates', (c) => {
    const order = c.req.query('order');
    const shown = updates.map(({ update }) => update).filter((update) => !order || update.orderNumber === order);
    return c.json({ updates: shown.sort((a, b) => a.sequence - b.sequence) });
  });

  app.use(
    '*',
    playFaults(faults, (c, errcode, errmsg) => c.json({ error: { code: String(errcode), message: errmsg ?? '' } })),
  );

  app.post(hotlinePaths.updates, async (c) => {
    const body = await c.req.text();
    const signed = checkSignature(
      options.secret,
      { method: 'POST', path: hotlinePaths.updates, headers: c.req.raw.headers, body },
      { sender: exchangeSender.us, now: clock.now() },
    );
    if (!signed.ok) return refuse(c, 401, signed.problem === 'stale' ? 'stale' : 'signature_invalid', signed.problem);
    // A literal repetition is a replay; a retry is signed anew and recognised by its event id.
    if (nonces.has(signed.nonce)) return refuse(c, 409, 'replayed', 'nonce');
    nonces.add(signed.nonce);
    const parsed = hotlineUpdateSchema.safeParse(parseJson(body));
    if (!parsed.success) return refuse(c, 400, 'invalid', z.prettifyError(parsed.error));
    const update = parsed.data;
    const known = bodies.get(update.eventId);
    const hash = createHash('sha256').update(body).digest('hex');
    if (known !== undefined) return known === hash ? c.json({ received: true, duplicate: true }) : refuse(c, 409, 'replayed', 'event id');
    // Orders of an earlier run of this process are not remembered, but their numbers have the platform's form.
    if (!/^DG\d{14}$/.test(update.orderNumber) && !pushed.some(({ order }) => order.orderNumber === update.orderNumber))
      return refuse(c, 404, 'unknown_order', update.orderNumber);
    bodies.set(update.eventId, hash);
    updates.push({ at: clock.now(), update });
    return c.json({ received: true, duplicate: false });
  });
  return app;
}

function refuse(c: Ctx, status: 400 | 401 | 404 | 409, code: string, message: string): Response {
  return c.json({ error: { code, message } }, status);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
