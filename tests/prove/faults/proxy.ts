import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** What the line between the service and Postgres does. */
export type Line =
  | { kind: 'pass' }
  /** Nobody listens, and what was open is reset. */
  | { kind: 'down' }
  /** Takes connections and bytes, and nothing comes back: for good on the connections of that time, since what was sent is gone. */
  | { kind: 'silent' }
  /** Milliseconds that each piece takes, either way. */
  | { kind: 'slow'; delayMs: number }
  /** The answers come in drops: so many bytes every so many milliseconds. */
  | { kind: 'drip'; bytes: number; everyMs: number }
  /** Each connection is reset after so many bytes of answers, mostly in the midst of one. */
  | { kind: 'cut'; afterBytes: () => number };

type Pair = { client: Socket; server: Socket; lost: boolean; left: number | null };

/** A TCP proxy that is at fault on request: what a network, a fail-over or a dying host does to the connections of a pool. */
export class FaultProxy {
  private readonly pairs = new Set<Pair>();
  private readonly orphans = new Set<Socket>();
  private ending = false;
  private line: Line = { kind: 'pass' };
  private listening: Server | null = null;
  /** Connections that it has broken, silenced or refused to answer. */
  hurt = 0;

  private constructor(
    private readonly target: () => number,
    readonly port: number,
  ) {}

  /** `target` is asked for each connection: a Postgres that was started again may have another port. */
  static async start(target: () => number): Promise<FaultProxy> {
    const { server, port } = await listen(0);
    const proxy = new FaultProxy(target, port);
    proxy.take(server);
    return proxy;
  }

  async be(line: Line): Promise<void> {
    this.line = line;
    if (line.kind === 'down') {
      const closed = this.listening && once(this.listening, 'close');
      this.listening?.close();
      this.resetAll();
      await closed;
      this.listening = null;
    } else if (!this.listening) this.take((await listen(this.port)).server);
    if (line.kind === 'silent') this.lose(() => true);
    for (const pair of this.pairs) pair.left = line.kind === 'cut' ? line.afterBytes() : null;
  }

  /** Some of the connections that are open hear nothing any more, ever, and nobody is told. */
  lose(which: (number: number) => boolean): void {
    let number = 0;
    for (const pair of this.pairs) {
      if (pair.lost || !which(number++)) continue;
      pair.lost = true;
      this.hurt += 1;
    }
  }

  resetAll(): void {
    for (const pair of this.pairs) this.reset(pair);
  }

  stop(): void {
    this.ending = true;
    this.listening?.close();
    this.resetAll();
    for (const socket of this.orphans) socket.destroy();
  }

  private take(server: Server): void {
    this.listening = server;
    server.on('connection', (client) => this.pair(client));
  }

  private pair(client: Socket): void {
    const silent = this.line.kind === 'silent';
    const server = silent ? null : connect({ host: '127.0.0.1', port: this.target(), noDelay: true });
    const pair: Pair = { client, server: server ?? client, lost: silent, left: this.line.kind === 'cut' ? this.line.afterBytes() : null };
    this.pairs.add(pair);
    client.setNoDelay(true);
    for (const socket of new Set([client, pair.server])) {
      const end = () => {
        // that Postgres hangs up is not heard over a line that is lost
        if (!pair.lost || socket === client) this.reset(pair, false);
      };
      socket.on('error', end);
      socket.on('close', end);
    }
    if (!server) {
      this.hurt += 1;
      client.resume();
      return;
    }
    this.carry(pair, client, server, 'there');
    this.carry(pair, server, client, 'back');
  }

  private carry(pair: Pair, from: Socket, to: Socket, way: 'there' | 'back'): void {
    // one after the other, so that no piece overtakes another
    let last: Promise<unknown> = Promise.resolve();
    from.on('data', (piece: Buffer) => {
      const { line } = this;
      const arrive = (bytes: Buffer) => {
        if (pair.lost || to.destroyed) return;
        if (way === 'back' && pair.left !== null) {
          pair.left -= bytes.length;
          if (pair.left < 0) {
            to.write(bytes.subarray(0, Math.max(0, bytes.length + pair.left)), () => this.reset(pair));
            pair.left = Number.POSITIVE_INFINITY;
            return;
          }
        }
        to.write(bytes);
      };
      const waits = line.kind === 'slow' || (line.kind === 'drip' && way === 'back');
      if (!waits) last = last.then(() => arrive(piece));
      else if (line.kind === 'slow') {
        const due = performance.now() + line.delayMs;
        last = last.then(async () => {
          await pause(Math.max(0, due - performance.now()));
          arrive(piece);
        });
      } else
        last = last.then(async () => {
          for (let at = 0; at < piece.length; at += line.bytes) {
            // what is left when the fault has ended comes at once
            if (this.line === line) await pause(line.everyMs);
            arrive(piece.subarray(at, at + line.bytes));
          }
        });
    });
  }

  private reset(pair: Pair, hurt = true): void {
    if (!this.pairs.delete(pair)) return;
    if (hurt) this.hurt += 1;
    if (pair.lost && !this.ending) {
      // the other side is not told either: Postgres finds out by its own time-outs
      pair.client.destroy();
      this.orphans.add(pair.server);
      return;
    }
    for (const socket of new Set([pair.client, pair.server])) {
      if (hurt && !socket.destroyed) socket.resetAndDestroy();
      else socket.destroy();
    }
  }
}

function listen(port: number): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address ? address.port : port });
    });
  });
}
