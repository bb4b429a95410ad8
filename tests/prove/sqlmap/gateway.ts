import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

export type Gateway = { port: number; asked: number; failed: Map<string, number>; close(): void };

/**
 * Stands between sqlmap and the service: gives each write a key of its own, without which all but the first would be answered from what is kept, has
 * what a write did taken back before the next request, which would otherwise be refused long before its SQL, and counts what was asked and what was
 * answered with 500.
 */
export async function openGateway(target: number, restore: () => Promise<void>): Promise<Gateway> {
  const gateway: Gateway = { port: 0, asked: 0, failed: new Map(), close: () => server.close() };
  const server = createServer(async (incoming, answer) => {
    const pieces: Buffer[] = [];
    for await (const piece of incoming) pieces.push(piece as Buffer);
    gateway.asked += 1;
    const { authorization, 'content-type': type } = incoming.headers;
    const body = Buffer.concat(pieces);
    try {
      const response = await fetch(`http://127.0.0.1:${target}${incoming.url}`, {
        method: incoming.method ?? 'GET',
        headers: {
          ...(authorization && { Authorization: authorization }),
          ...(type && { 'Content-Type': type }),
          ...(incoming.method === 'POST' && { 'Idempotency-Key': randomUUID() }),
        },
        ...(incoming.method === 'POST' && { body }),
        signal: AbortSignal.timeout(30_000),
      });
      if (response.status === 500) {
        const what = `${incoming.method} ${decodeURIComponent(incoming.url?.split('?')[0] ?? '')}`;
        gateway.failed.set(what, (gateway.failed.get(what) ?? 0) + 1);
      }
      const said = Buffer.from(await response.arrayBuffer());
      if (incoming.method === 'POST' && response.ok) await restore();
      answer.writeHead(response.status, { 'Content-Type': response.headers.get('content-type') ?? 'text/plain' });
      answer.end(said);
    } catch {
      // an address that is none, or a service that was just ended
      answer.writeHead(400).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  gateway.port = typeof address === 'object' && address ? address.port : 0;
  return gateway;
}
