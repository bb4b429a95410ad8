import { randomUUID } from 'node:crypto';
import type { Database, Tx } from '../../../db/client';
import { createSealer } from '../../../db/sealed';
import { createApp } from '../../../functions/app';
import { testClock } from '../../../functions/ports/clock';
import { portsFromEnv } from '../../../functions/ports/from-env';
import { standInEnvironment } from '../../../functions/stand-ins/index';
import { type EndpointName, pathParameters, routes, takenBy } from '../../../shared/contract/routes';
import { testSealKey } from '../../support/test-city';

export type Said = { status: number; code: string | null; text: string };

class TakenBack extends Error {}

/**
 * The service in this process on a database on which nothing stays: each call runs in one transaction, which is then taken back. What a handler
 * begins is a savepoint of it. So every call finds the scene as it was, whatever the calls before it did.
 */
export function openService(pool: Database, now: string) {
  let current: Tx | null = null;
  const through = (): Tx => {
    if (!current) throw new Error('no call is under way');
    return current;
  };
  const database = new Proxy((() => undefined) as unknown as Database, {
    apply: (_, __, parts: Parameters<Tx>) => through()(...parts),
    get: (_, name) => {
      if (name === 'begin') return (...parts: unknown[]) => through().savepoint(parts.at(-1) as (tx: Tx) => Promise<unknown>);
      return Reflect.get(through(), name) as unknown;
    },
  });
  const sealer = createSealer(testSealKey);
  const clock = testClock(now);
  // Nobody listens there: what must ask the outside is not called.
  const ports = portsFromEnv({ ...process.env, ...standInEnvironment('http://127.0.0.1:9') }, { database, sealer, clock });
  const app = createApp({ database, sealer, ports });

  return async function ask(name: EndpointName, input: Record<string, unknown>, token: string): Promise<Said> {
    const said: { answer?: Said } = {};
    try {
      await pool.begin(async (tx) => {
        current = tx;
        said.answer = await answerOf(await app.request(...requestOf(name, input, token)));
        throw new TakenBack();
      });
    } catch (error) {
      if (!(error instanceof TakenBack)) throw error;
    } finally {
      current = null;
    }
    if (!said.answer) throw new Error(`${name} was not answered`);
    return said.answer;
  };
}

function requestOf(name: EndpointName, input: Record<string, unknown>, token: string): [string, RequestInit] {
  const { method, path } = routes[name];
  const values = { ...input };
  let address: string = path;
  for (const parameter of pathParameters(path)) {
    address = address.replace(`:${parameter}`, encodeURIComponent(String(values[parameter])));
    delete values[parameter];
  }
  const authorised = token ? { Authorization: `Bearer ${token}` } : undefined;
  if (method === 'GET') {
    const query = new URLSearchParams(Object.entries(values).map(([field, value]) => [field, String(value)])).toString();
    return [`http://localhost${address}${query && `?${query}`}`, { headers: { ...authorised } }];
  }
  const headers = { ...authorised, 'Idempotency-Key': randomUUID() };
  if (takenBy(name) === 'multipart/form-data') {
    const form = new FormData();
    for (const [field, value] of Object.entries(values))
      form.append(field, value instanceof Uint8Array ? new Blob([new Uint8Array(value)]) : String(value));
    return [`http://localhost${address}`, { method, headers, body: form }];
  }
  return [`http://localhost${address}`, { method, headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(values) }];
}

async function answerOf(response: Response): Promise<Said> {
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream')) {
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const { value } = await reader.read();
    await reader.cancel();
    return { status: response.status, code: null, text: Buffer.from(value ?? []).toString('utf8') };
  }
  const text =
    type.startsWith('application/json') || type.startsWith('image/svg')
      ? await response.text()
      : `${(await response.arrayBuffer()).byteLength} bytes`;
  const code = response.status >= 400 ? ((JSON.parse(text) as { error: { code: string } }).error.code ?? null) : null;
  return { status: response.status, code, text };
}
