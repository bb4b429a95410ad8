import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../db/client';
import { type RunningServer, startServer } from '../../functions/server';
import { standInEnvironment } from '../../functions/stand-ins/index';
import { type TestClock, testClock } from '../../functions/ports/clock';
import type { ErrorCode } from '../../shared/contract/errors';
import type { Input, Output } from '../../shared/contract/index';
import { consentsInForce } from '../../shared/rules/consents';
import { type EndpointName, pathParameters, routes, takenBy } from '../../shared/contract/routes';
import { agreeToAll, passSecondFactor } from './builders';
import { freshDatabase } from './database';
import { liftRateLimits } from './rate-limits';
import { testNow, testSealKey } from './test-city';

export type Answer<Name extends EndpointName> = {
  status: number;
  body: Output<Name>;
  error: { code: ErrorCode; message: string; details?: unknown } | null;
  headers: Headers;
  text: string;
};

export type TestServer = {
  url: string;
  /** Where the stand-ins answer: the same address, but for the built functions. */
  standInUrl: string;
  /** As the functions reach the database, and as its owner does, who lays the scene. */
  databaseUrl: string;
  ownerUrl: string;
  db: Database;
  clock: TestClock;
  room: RunningServer['room'];
  /** Signs in as the WeChat account with this openid through the stand-in, as the phone would. */
  signIn(openid: string): Promise<string>;
  call<Name extends EndpointName>(name: Name, input: Input<Name>, token?: string, key?: string): Promise<Answer<Name>>;
  stop(): Promise<void>;
};

/** The whole product on a port and a database of its own, with a clock that stands still at `now` until it is moved. */
export async function startTestServer({
  now = testNow,
  h5Dir,
  port = 0,
  jobs = true,
  proxies = 0,
  limited = false,
}: {
  now?: string;
  h5Dir?: string;
  port?: number /** False: jobs run only when the test calls `runJobs`. */;
  jobs?: boolean;
  proxies?: number;
  /** With the limits of K4 as they are: tests of other things call many times while the clock stands. */
  limited?: boolean;
} = {}): Promise<TestServer> {
  process.env.ONEWINDOW_SEAL_KEY ??= testSealKey;
  process.env.LOG_LEVEL ??= 'error';
  process.env.FILE_STORE_FOLDER ??= join(tmpdir(), `onewindow-test-files-${process.pid}`);
  const { url: databaseUrl, ownerUrl, db, drop } = await freshDatabase();
  if (!limited) await liftRateLimits(db);
  const clock = testClock(now);
  const server = await startServer({ port, databaseUrl, standIns: true, clock, jobs, proxies, ...(h5Dir ? { h5Dir } : {}) });
  // Project `vercel` of jest.config.mjs: the same tests ask the built functions; the plain server beside them is only their outside.
  const built = process.env.ONEWINDOW_TEST_TARGET === 'vercel' ? await startBuiltFunctions(databaseUrl, server.url) : null;
  const caller = apiCaller(built?.url ?? server.url, server.url, clock);
  if (built) await fetch(`${built.url}/healthz`, { headers: { 'X-Test-Now': now } });
  return {
    url: built?.url ?? server.url,
    standInUrl: server.url,
    databaseUrl,
    ownerUrl,
    db,
    clock,
    room: server.room,
    ...caller,
    async signIn(openid) {
      const token = await caller.signIn(openid);
      const [person] = await db<{ id: string }[]>`select id from person where openid = ${openid}`;
      // Staff of the demonstration need not type codes in tests of other things, and people have agreed.
      if (person) await Promise.all([passSecondFactor(db, person.id), agreeToAll(db, [person.id])]);
      return token;
    },
    async stop() {
      await built?.stop();
      await server.stop();
      await drop();
    },
  };
}

/** `.vercel/output` behind the small launcher, in a plain Node process of its own as on Vercel. */
export async function startBuiltFunctions(databaseUrl: string, outsideUrl: string): Promise<{ url: string; stop(): Promise<void> }> {
  const launcher = spawn(
    process.execPath,
    ['--import', './tests/support/settable-clock.mjs', 'tests/support/vercel-launcher.mjs', '.vercel/output', '0'],
    {
      env: {
        PATH: process.env.PATH,
        LOG_LEVEL: 'error',
        DATABASE_URL: databaseUrl,
        ONEWINDOW_SEAL_KEY: process.env.ONEWINDOW_SEAL_KEY,
        CRON_SECRET: 'cron-secret-of-the-tests',
        FILE_STORE_FOLDER: process.env.FILE_STORE_FOLDER,
        ...standInEnvironment(outsideUrl),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const url = await new Promise<string>((resolve, reject) => {
    launcher.stdout.on('data', (chunk: Buffer) => {
      const address = /http:\/\/[\d.:]+/.exec(String(chunk))?.[0];
      if (address) resolve(address);
    });
    launcher.once('exit', (code) => reject(new Error(`the launcher of the built functions ended with ${code}: is .vercel/output built?`)));
  });
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        launcher.once('exit', () => resolve());
        launcher.kill();
      }),
  };
}

/** As a phone sends a file: under the name `file`, with a name of its own that nobody believes. */
function formOf(values: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) {
    if (value instanceof Uint8Array) form.append(name, new Blob([new Uint8Array(value)], { type: 'text/html' }), '../../IMG_0001.html');
    else form.append(name, String(value));
  }
  return form;
}

/** Typed calls to any server that speaks the contract: the plain one, or the built Vercel output. */
/**
 * On a busy machine the server may close a connection that was idle just as the next request goes out on it: that request is sent once more,
 * with its key, as the phone does.
 */
async function again(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    const { code } = (error instanceof Error ? error.cause : null) as { code?: string };
    if (code !== 'ECONNRESET' && code !== 'UND_ERR_SOCKET') throw error;
    return fetch(address, init);
  }
}

export function apiCaller(url: string, standInUrl = url, clock?: TestClock): Pick<TestServer, 'signIn' | 'call'> {
  const call: TestServer['call'] = async (name, input, token, key = randomUUID()) => {
    const { method, path } = routes[name];
    const values: Record<string, unknown> = { ...(input as Record<string, unknown>) };
    let address: string = path;
    for (const parameter of pathParameters(path)) {
      address = address.replace(`:${parameter}`, encodeURIComponent(String(values[parameter])));
      delete values[parameter];
    }
    const query = method === 'GET' ? new URLSearchParams(Object.entries(values).map(([field, value]) => [field, String(value)])).toString() : '';
    const response = await again(`${url}${address}${query && `?${query}`}`, {
      method,
      headers: {
        ...(clock ? { 'X-Test-Now': clock.now() } : {}),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(method === 'POST' ? { 'Idempotency-Key': key } : {}),
        ...(method === 'POST' && takenBy(name) === 'application/json' ? { 'Content-Type': 'application/json' } : {}),
      },
      ...(method === 'POST' ? { body: takenBy(name) === 'application/json' ? JSON.stringify(values) : formOf(values) } : {}),
    });
    const text = await response.text();
    const body = response.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : text;
    return { status: response.status, body, error: body.error ?? null, headers: response.headers, text };
  };
  return {
    call,
    async signIn(openid) {
      const login = await fetch(`${standInUrl}/stand-in/wechat/__stand-in/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ openid }),
      });
      const { code } = (await login.json()) as { code: string };
      const agreed = { version: consentsInForce.notice, page: 'pages/me/index' };
      const answer = await call('session.signIn', { code, agreed });
      if (answer.status !== 200) throw new Error(`sign-in as ${openid} failed: ${answer.text}`);
      return answer.body.accessToken;
    },
  };
}
