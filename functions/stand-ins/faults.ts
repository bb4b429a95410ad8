import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import * as z from 'zod/mini';

/** What the Node server adds to a request; absent when the app is called in-process or on Vercel. */
export type StandInEnv = { Bindings: Partial<HttpBindings> | undefined };

const faultSchema = z.strictObject({
  /** Path of the protocol without the stand-in's own prefix, or `*` for all of it. */
  path: z.union([z.literal('*'), z.string().check(z.startsWith('/'))]),
  /** How many requests it hits before it is used up. */
  times: z._default(z.int().check(z.minimum(1)), 1),
  /** Waits first; alone, the request then takes its normal course, as a slow server does. */
  delayMs: z.optional(z.int().check(z.minimum(0), z.maximum(600_000))),
  /** Answers 200 with this code, without effect. */
  errcode: z.optional(z.int()),
  errmsg: z.optional(z.string()),
  /** Answers this HTTP status, without effect. */
  status: z.optional(z.int().check(z.minimum(400), z.maximum(599))),
  /** The connection breaks and nothing has happened. */
  dropBeforeEffect: z.optional(z.boolean()),
  /** It has happened, and the connection breaks before the answer. */
  dropAfterEffect: z.optional(z.boolean()),
});

/** A failure on request: slow, refused, broken, or done with the answer lost. */
export type Fault = z.infer<typeof faultSchema>;

export class FaultList {
  private readonly waiting: Fault[] = [];

  add(fault: z.input<typeof faultSchema>): void {
    this.waiting.push(faultSchema.parse(fault));
  }

  clear(): void {
    this.waiting.length = 0;
  }

  list(): readonly Fault[] {
    return this.waiting;
  }

  /** The first fault for this path, counted down. */
  take(path: string): Fault | undefined {
    const found = this.waiting.find((fault) => fault.path === '*' || path.endsWith(fault.path));
    if (!found) return undefined;
    found.times -= 1;
    if (found.times <= 0) this.waiting.splice(this.waiting.indexOf(found), 1);
    return found;
  }
}

/**
 * Plays the next waiting fault on a request. Register it after control paths and pages for people: those are never hit.
 * @param answer how this outside words an error code of its own
 */
export function playFaults(
  faults: FaultList,
  answer: (c: Context<StandInEnv>, errcode: number, errmsg: string | undefined) => Response,
): MiddlewareHandler<StandInEnv> {
  return async (c, next) => {
    const fault = faults.take(c.req.path);
    if (!fault) return next();
    if (fault.delayMs) await wait(fault.delayMs, c.req.raw.signal);
    if (fault.dropBeforeEffect) return hangUp(c);
    if (fault.errcode !== undefined) return answer(c, fault.errcode, fault.errmsg);
    if (fault.status !== undefined) return new Response(null, { status: fault.status });
    await next();
    if (fault.dropAfterEffect) c.res = hangUp(c);
  };
}

/** `POST /__stand-in/faults` adds one (or a list), `GET` lists what is waiting, `DELETE` forgets all. */
export function faultControl(faults: FaultList): Hono<StandInEnv> {
  const app = new Hono<StandInEnv>();
  app.get('/__stand-in/faults', (c) => c.json({ faults: faults.list() }));
  app.delete('/__stand-in/faults', (c) => {
    faults.clear();
    return c.json({ faults: [] });
  });
  app.post('/__stand-in/faults', async (c) => {
    const parsed = z.union([faultSchema, z.array(faultSchema)]).safeParse(await c.req.json().catch(() => null));
    if (!parsed.success) return c.json({ problem: z.prettifyError(parsed.error) }, 400);
    for (const fault of [parsed.data].flat()) faults.add(fault);
    return c.json({ faults: faults.list() });
  });
  return app;
}

/** Breaks the connection as a dying server does. Without a socket (in-process) the body fails while it is read. */
function hangUp(c: Context<StandInEnv>): Response {
  if (c.env?.incoming) {
    c.env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  return new Response(
    new ReadableStream({
      start: (controller) => controller.error(new Error('the stand-in dropped the connection on request')),
    }),
  );
}

function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    // The caller has given up: the effect may happen now, a test need not wait for it.
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
