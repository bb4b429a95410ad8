import { connect, type Socket } from 'node:net';

export type Wanted = { path: string; token: string; key: string; body: string; device?: string };
/** `now` is the service's clock when it answered; null when the line broke before an answer. */
export type Answered = { status: number; text: string; now: string } | null;

/**
 * One keep-alive HTTP/1.1 connection, written by hand because Node's own client costs as much CPU as the service under test on the same cores.
 * One request at a time; a broken line is opened anew by the next request.
 */
export class Wire {
  private socket: Socket | null = null;
  private received: Buffer[] = [];
  private done: ((answer: Answered) => void) | null = null;
  constructor(private readonly port: number) {}

  request({ path, token, key, body, device }: Wanted): Promise<Answered> {
    return new Promise((resolve) => {
      this.done = resolve;
      this.open().write(
        `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${this.port}\r\nContent-Type: application/json\r\nAuthorization: Bearer ${token}\r\nIdempotency-Key: ${key}${device ? `\r\nX-Onewindow-Device: ${device}` : ''}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    });
  }

  /** As when a phone loses its network: what was sent may or may not arrive. */
  cut(): void {
    this.socket?.destroy();
  }

  private open(): Socket {
    if (this.socket && !this.socket.destroyed) return this.socket;
    const socket = connect({ host: '127.0.0.1', port: this.port, noDelay: true });
    this.socket = socket;
    this.received = [];
    socket.on('data', (chunk: Buffer) => this.read(chunk));
    socket.on('error', () => {});
    socket.on('close', () => {
      if (this.socket !== socket) return;
      this.socket = null;
      this.end(null);
    });
    return socket;
  }

  private read(chunk: Buffer): void {
    this.received.push(chunk);
    const all = this.received.length === 1 ? chunk : Buffer.concat(this.received);
    const headEnd = all.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = all.toString('latin1', 0, headEnd);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    if (all.length < headEnd + 4 + length) return;
    this.received = [];
    this.end({
      status: Number(head.slice(9, 12)),
      text: all.toString('utf8', headEnd + 4, headEnd + 4 + length),
      now: /x-onewindow-now: (\S+)/i.exec(head)?.[1] ?? '',
    });
  }

  private end(answer: Answered): void {
    const done = this.done;
    this.done = null;
    done?.(answer);
  }
}
