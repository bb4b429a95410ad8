import { connect, type Socket } from 'node:net';

export type LoadRequest = { path: string; token: string; key: string; body: string };
export type LoadResult = { answered: number; refused: number; firstRefusal: string; seconds: number };

/**
 * Keep-alive HTTP/1.1 clients on raw sockets: each sends its next request when the answer to the last is complete. Written by hand because
 * Node's own client costs as much CPU as the server under test, on the same two cores.
 */
export async function load(port: number, clients: number, durationMs: number, next: () => LoadRequest): Promise<LoadResult> {
  const result: LoadResult = { answered: 0, refused: 0, firstRefusal: '', seconds: 0 };
  const started = performance.now();
  await Promise.all(Array.from({ length: clients }, () => client(port, () => performance.now() - started < durationMs, next, result)));
  result.seconds = (performance.now() - started) / 1000;
  return result;
}

function client(port: number, goOn: () => boolean, next: () => LoadRequest, result: LoadResult): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ host: '127.0.0.1', port, noDelay: true });
    let received = '';
    const send = () => {
      if (!goOn()) {
        socket.end();
        resolve();
        return;
      }
      const { path, token, key, body } = next();
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nAuthorization: Bearer ${token}\r\nIdempotency-Key: ${key}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    };
    socket.setEncoding('latin1');
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (chunk: string) => {
      received += chunk;
      const headEnd = received.indexOf('\r\n\r\n');
      if (headEnd < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(received.slice(0, headEnd))?.[1] ?? Number.NaN);
      if (Number.isNaN(length)) return reject(new Error(`answer without a length: ${received.slice(0, headEnd)}`));
      if (received.length < headEnd + 4 + length) return;
      if (received.startsWith('HTTP/1.1 200')) result.answered += 1;
      else {
        result.refused += 1;
        result.firstRefusal ||= received.slice(headEnd + 4, headEnd + 304);
      }
      received = '';
      send();
    });
  });
}
