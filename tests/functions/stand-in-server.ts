import { serve } from '@hono/node-server';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Served = { base: string; close(): Promise<void> };

/** Serves a fetch handler on a free port of this machine. */
export async function serveApp(app: { fetch: Parameters<typeof serve>[0]['fetch'] }): Promise<Served> {
  const server = await new Promise<Server>((resolve) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(started as Server));
  });
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** POSTs JSON and reads JSON, as a test talks to a stand-in's control paths. */
export async function post(url: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** A port on which nothing listens. */
export async function deadAddress(): Promise<string> {
  const served = await serveApp({ fetch: () => new Response() });
  await served.close();
  return served.base;
}
