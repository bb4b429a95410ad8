import { type HttpBindings, serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono } from 'hono';
import type { Server } from 'node:http';
import { connect, whileInReach } from '../db/client';
import { sealerFromEnvironment } from '../db/sealed';
import { addressReader } from './address';
import { createApp, type FromOutside } from './app';
import type { Room } from './call';
import { deliver } from './jobs/deliver';
import { runJobs } from './jobs/index';
import { roleGuard } from './database-role';
import { describeFailure } from './database-failures';
import { log } from './log';
import { pageHeaders } from './page-headers.mjs';
import { asSystem } from './scope';
import { type Clock, systemClock } from './ports/clock';
import { portsFromEnv } from './ports/from-env';

export type ServerOptions = {
  port: number;
  /** Address to listen on; 127.0.0.1 for a demonstration, 0.0.0.0 in a container. */
  host?: string;
  databaseUrl: string;
  /** True for the demonstration: WeChat, 12345 and the real-name service are local stand-ins under /stand-in. */
  standIns: boolean;
  /** Folder of the H5 build, or absent when only the API is served. */
  h5Dir?: string;
  clock?: Clock;
  /** How many proxies stand in front, each of which adds to X-Forwarded-For where it was called from. */
  proxies?: number;
  /** False for an instance that only answers, when others do the scheduled work. */
  jobs?: boolean;
};

export type RunningServer = { url: string; room: Room; stop(): Promise<void> };

const roundEveryMs = 5_000;
const afterWriteMs = 100;
/** However much is written, rounds of all jobs begin so far apart; the letters that a write left leave at once. */
const betweenRoundsMs = 1_000;

/** The product as a plain Node server: npm start, a container, WeChat Cloud Run, and the tests. Rejects with EADDRINUSE when the port is taken. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const root = new Hono<FromOutside>();
  const addressOf = addressReader(options.proxies ?? 0);
  // The address must be known before the routes are laid, and a port in use refused before anything is opened.
  let ready = false;
  const { server, url } = await listen(
    (request, env) =>
      ready
        ? root.fetch(request, {
            ...env,
            address: addressOf((env as HttpBindings).incoming.socket.remoteAddress, request.headers.get('x-forwarded-for')),
          })
        : new Response(null, { status: 503, headers: { 'Retry-After': '1' } }),
    options.port,
    options.host ?? '127.0.0.1',
  );
  const database = connect(options.databaseUrl);
  try {
    const sealer = sealerFromEnvironment(process.env);
    let clock = options.clock ?? systemClock;
    let environment: Record<string, string | undefined> = process.env;
    if (options.standIns) {
      // Loaded only here: production carries none of it.
      const { standIns, standInEnvironment } = await import('./stand-ins/index');
      const { demoClock } = await import('./stand-ins/clock');
      const { demoPeople } = await import('../db/content/demo');
      const own = options.clock ? null : await demoClock(database);
      clock = options.clock ?? own ?? systemClock;
      environment = { ...process.env, ...standInEnvironment(url) };
      root.route('/', standIns({ origin: url, database: asSystem(database, 'stands'), clock, demoClock: own, ...demoPeople() }));
    }
    const room: Room = { database, sealer, ports: portsFromEnv(environment, { database, sealer, clock }) };
    const jobs = options.jobs === false ? null : jobRunner({ ...room, database: asSystem(database, 'jobs') });
    root.use('/api/*', async (context, next) => {
      await next();
      if (context.req.method === 'POST' && context.res.ok) jobs?.soon();
    });
    root.route('/', createApp(room, roleGuard(database, { warnOnly: options.standIns })));
    if (options.h5Dir) root.use('*', serveStatic({ root: options.h5Dir, onFound: withPageHeaders }));
    ready = true;
    return {
      url,
      room: { ...room, database: asSystem(database, 'stands') },
      async stop() {
        await jobs?.stop();
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeIdleConnections();
          setTimeout(() => server.closeAllConnections(), 2_000).unref();
        });
        await database.end({ timeout: 5 });
      },
    };
  } catch (error) {
    server.close();
    await database.end({ timeout: 1 });
    throw error;
  }
}

function withPageHeaders(_: string, context: Context): void {
  for (const [name, value] of Object.entries(pageHeaders)) context.header(name, value);
}

function listen(fetch: Parameters<typeof serve>[0]['fetch'], port: number, host: string): Promise<{ server: Server; url: string }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host }, (address) => {
      resolve({ server, url: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${address.port}` });
    }) as Server;
    server.once('error', reject);
  });
}

/** Runs the jobs every few seconds and after a write, the letters first of all; never two runs at once in this process. */
function jobRunner(room: Room): { soon(): void; stop(): Promise<void> } {
  let running: Promise<void> | null = null;
  let again = false;
  let soonTimer: NodeJS.Timeout | null = null;
  let roundTimer: NodeJS.Timeout | null = null;
  let roundBeganAt = -betweenRoundsMs;
  let stopped = false;
  const run = (): void => {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    const left = roundBeganAt + betweenRoundsMs - performance.now();
    const whole = left <= 0;
    if (whole) roundBeganAt = performance.now();
    else
      roundTimer ??= setTimeout(() => {
        roundTimer = null;
        run();
      }, left);
    running = whileInReach<unknown>(room.database, whole ? runJobs(room, room.ports.clock.now()) : deliver(room), 'job')
      .then(() => undefined)
      .catch((error: unknown) => log.error({ failure: describeFailure(error) }, 'jobs failed'))
      .finally(() => {
        running = null;
        if (again) {
          again = false;
          run();
        }
      });
  };
  const timer = setInterval(run, roundEveryMs);
  return {
    soon() {
      soonTimer ??= setTimeout(() => {
        soonTimer = null;
        run();
      }, afterWriteMs);
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      if (soonTimer) clearTimeout(soonTimer);
      if (roundTimer) clearTimeout(roundTimer);
      await running;
    },
  };
}
