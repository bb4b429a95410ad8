import { connect, type Socket } from 'node:net';

export type Reply = { status: number; type: string; body: Buffer };

const patienceMs = 15_000;

/**
 * One keep-alive HTTP/1.1 connection that sends bytes as they are, however wrong. Of a stream it takes the first event and hangs up. Null when the
 * line closed, or said nothing for fifteen seconds.
 */
export class Line {
  private socket: Socket | null = null;
  private received: Buffer = Buffer.alloc(0);
  private done: ((reply: Reply | null) => void) | null = null;
  private timer: NodeJS.Timeout | null = null;
  constructor(private readonly port: number) {}

  ask(bytes: Buffer): Promise<Reply | null> {
    return new Promise((resolve) => {
      this.done = resolve;
      this.timer = setTimeout(() => this.hangUp(null), patienceMs);
      this.open().write(bytes);
    });
  }

  close(): void {
    this.socket?.destroy();
  }

  private open(): Socket {
    if (this.socket && !this.socket.destroyed && this.socket.writable) return this.socket;
    const socket = connect({ host: '127.0.0.1', port: this.port, noDelay: true });
    this.socket = socket;
    this.received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
      this.read();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      if (this.socket === socket) this.hangUp(this.untilClosed());
    });
    return socket;
  }

  /** Node's own refusals have neither length nor pieces: they end with the line. */
  private untilClosed(): Reply | null {
    const [line = ''] = this.received.toString('latin1').split('\r\n');
    return line.startsWith('HTTP/1.1 4') ? { status: Number(line.slice(9, 12)), type: '', body: Buffer.alloc(0) } : null;
  }

  private read(): void {
    const headEnd = this.received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.received.toString('latin1', 0, headEnd);
    const status = Number(head.slice(9, 12));
    const type = /^content-type: ([^;\r]+)/im.exec(head)?.[1]?.trim() ?? '';
    const rest = this.received.subarray(headEnd + 4);
    const length = /^content-length: (\d+)/im.exec(head)?.[1];
    const closes = /^connection: close/im.test(head);
    if (length !== undefined) {
      if (rest.length >= Number(length)) this.end({ status, type, body: rest.subarray(0, Number(length)) }, closes);
      return;
    }
    const { whole, body } = unchunked(rest);
    if (type === 'text/event-stream' ? body.includes('\n\n') : whole) this.end({ status, type, body }, closes || type === 'text/event-stream');
  }

  private end(reply: Reply, closes: boolean): void {
    this.received = Buffer.alloc(0);
    if (closes) this.hangUp(reply);
    else this.tell(reply);
  }

  private hangUp(reply: Reply | null): void {
    this.socket?.destroy();
    this.socket = null;
    this.tell(reply);
  }

  private tell(reply: Reply | null): void {
    if (this.timer) clearTimeout(this.timer);
    const done = this.done;
    this.done = null;
    done?.(reply);
  }
}

/** What has come of a chunked body, and whether that is all of it. */
function unchunked(bytes: Buffer): { whole: boolean; body: Buffer } {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return { whole: false, body: Buffer.concat(parts) };
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    if (size === 0) return { whole: true, body: Buffer.concat(parts) };
    const end = lineEnd + 2 + size;
    parts.push(bytes.subarray(lineEnd + 2, Math.min(end, bytes.length)));
    if (bytes.length < end + 2) return { whole: false, body: Buffer.concat(parts) };
    at = end + 2;
  }
}
