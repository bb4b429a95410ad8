import { connect, Socket } from 'node:net';

/**
 * Time is counted in turns of 100 ms of this process's own loop. What keeps it busy (a picture that is decoded, a document that is set) makes one
 * turn long and is counted as one: it says nothing about the database, whose answer is read between two turns.
 */
const tickMs = 100;
/** Work that waits so long makes us look whether the database still answers; looked again as often while it goes on. */
const doubtTicks = 5;
/** A look without an answer for so long, while no connection hears anything: the database is lost. */
const lostTicks = 10;
/** A look on an open connection, a single round trip, is slow when it takes so long, and the database is when two in a row are … */
const slowTicks = 4;
/** … or one on a new connection, which takes several round trips and a process of Postgres, so long. */
const slowFreshTicks = 11;
/** What meets a slow database, or broken connections, is refused when it has waited so long: whoever asked must have an answer within two seconds. */
const longestTicks = 15;
/** A connection that waits and has heard nothing for so long, while Postgres has run no statement of ours for half a second, is suspected to be dead … */
const deadTicks = 12;
/** … if the look that says so was quick, so that no statement can still be waiting for its turn; what is on its way may come in so long. */
const quickTicks = 1;
const suspectTicks = 2;
/** A connection that broke is trouble for so long: the driver's longest back-off is 0.8 s, and then the next one stands, or breaks as well. */
const brokenTicks = 10;
/** Without a tick for so long (a function that was frozen) what was known counts no more. */
const knownMs = 1_000;

export class DatabaseSlow extends Error {
  readonly code = 'DATABASE_SLOW';
}

/** One look at the database, on a connection of its own, which yields how many of our statements have run for half a second; `fresh`: it is opened for it; `end` gives it up. */
export type Look = { answer: Promise<number>; fresh: boolean; end(): void };
export type Address = { host: string; port: number; path?: string | undefined };

/** `waited`: ticks during it in which some connection of the pool had not been answered; reading what a phone sends, and asking others, is no wait. */
type Work = { waited: number; refuse: ((reason: Error) => void) | null };
/**
 * `read` and `silent` as of the last tick; `written`: bytes when it last heard something, so that more mean that it waits; `suspect`: ticks that are
 * left to it.
 */
type Line = { read: number; silent: number; written: number; suspect: number };
type Looking = Look & { ticks: number };

/**
 * Whether the database of a pool can be reached, found out while work waits for it and only then. Once it is lost the pool's connections are
 * dropped, so that whatever waits on them is refused, and new ones are refused at once, until a look is answered again. A network that swallows
 * what is sent would otherwise hold each request until some time-out of the operating system.
 */
export class Reach {
  private readonly lines = new Map<Socket, Line>();
  private readonly works = new Set<Work>();
  private timer: NodeJS.Timeout | null = null;
  private tickedAt = 0;
  private lost = false;
  /** Ticks that are left of the trouble that the last broken connection was. */
  private broken = 0;
  /** Looks in a row that were slow; one that is fresh, or takes twice as long, counts for two. */
  private slowLooks = 0;
  private looking: Looking | null = null;
  private sinceLook = 0;

  /** `look` is told whether the database is lost, so that no connection of the pool is left. */
  constructor(private readonly look: (lost: boolean) => Look) {}

  get isLost(): boolean {
    return this.lost && performance.now() - this.tickedAt < knownMs;
  }

  /** A connection for the pool, still on its way; refused when the database is lost. */
  open(to: Address): Socket {
    const socket = this.isLost ? inSight(new Socket()) : lineTo(to);
    // not before its listeners are there
    if (this.isLost) setImmediate(() => socket.destroy(refused()));
    const line: Line = { read: 0, silent: 0, written: 0, suspect: 0 };
    socket.on('data', () => {
      line.written = socket.bytesWritten ?? 0;
    });
    this.forgetClosed();
    this.lines.set(socket, line);
    return socket;
  }

  /** Keeps an eye on the database while the work goes on. `answer`: somebody waits for it, and is told DATABASE_SLOW rather than nothing. */
  async during<T>(work: Promise<T>, what: 'answer' | 'job'): Promise<T> {
    const own: Work = { waited: 0, refuse: null };
    this.works.add(own);
    this.timer ??= this.begin();
    try {
      if (what === 'job') return await work;
      return await Promise.race([
        work,
        new Promise<never>((_, reject) => {
          own.refuse = reject;
        }),
      ]);
    } finally {
      this.works.delete(own);
    }
  }

  private begin(): NodeJS.Timeout {
    this.tickedAt = performance.now();
    return setInterval(() => this.tick(), tickMs).unref();
  }

  private tick(): void {
    this.tickedAt = performance.now();
    if (this.works.size === 0 && !this.lost) {
      this.rest();
      return;
    }
    this.forgetClosed();
    const { looking } = this;
    if (looking) {
      looking.ticks += 1;
      if (looking.ticks === slowAfter(looking)) this.slowLooks += looking.fresh ? 2 : 1;
      else if (looking.ticks === 2 * slowAfter(looking)) this.slowLooks += 1;
    }
    const longest = this.waitOn();
    this.sinceLook += 1;
    if (!looking) {
      const inTrouble = this.lost || this.slowLooks > 0;
      if (inTrouble ? this.sinceLook > 1 : longest >= doubtTicks && this.sinceLook >= doubtTicks) this.begun();
      return;
    }
    // its own connection may be the one that is dead
    const enough = looking.ticks >= (looking.fresh ? 2 * lostTicks : lostTicks);
    if (enough || (looking.ticks >= lostTicks && !this.heard(lostTicks))) this.failed();
  }

  /** Nobody waits for the database: what was seen counts no more. */
  private rest(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    this.slowLooks = 0;
    this.broken = 0;
    this.giveUpLook();
    for (const line of this.lines.values()) Object.assign(line, { silent: 0, suspect: 0 });
  }

  /** Counts a turn for all that waits, drops what is dead, refuses whom trouble has kept too long, and yields the longest wait. */
  private waitOn(): number {
    const waits = this.somethingWaits();
    for (const [socket, line] of this.lines) {
      line.silent = socket.bytesRead === line.read ? line.silent + 1 : 0;
      line.read = socket.bytesRead;
      if (line.silent === 0) line.suspect = 0;
      else if (line.suspect > 0 && --line.suspect === 0) cutOff(socket);
    }
    const isTrouble = this.lost || this.broken > 0 || this.slowLooks >= 2;
    if (this.broken > 0) this.broken -= 1;
    let longest = 0;
    for (const work of this.works) {
      if (waits) work.waited += 1;
      longest = Math.max(longest, work.waited);
      if (isTrouble && work.waited >= longestTicks) work.refuse?.(new DatabaseSlow('the database is slow'));
    }
    return longest;
  }

  /** Whether a connection was sent something and has not been answered, is being answered, or is still to be opened; of one under TLS it may always be. */
  private somethingWaits(): boolean {
    const lines = [...this.lines];
    return (
      lines.length === 0 ||
      lines.some(([socket, line]) => socket.connecting || isUnseen(socket) || isAsked(socket, line) || socket.bytesRead !== line.read)
    );
  }

  /** One that was closed in the ordinary way has had no error. */
  private forgetClosed(): void {
    for (const socket of this.lines.keys()) {
      if (!socket.destroyed) continue;
      this.lines.delete(socket);
      if (socket.errored !== null) this.broken = brokenTicks;
    }
  }

  private begun(): void {
    const looking = { ...this.look(this.lost), ticks: 0 };
    this.looking = looking;
    looking.answer.then(
      (longRunning) => {
        if (this.looking === looking) this.answered(looking, longRunning);
      },
      (error: unknown) => {
        if (this.looking !== looking) return;
        if (isTold(error)) this.answered(looking, null);
        else this.failed();
      },
    );
  }

  /** `longRunning` is null when Postgres is there and does not say. */
  private answered(looking: Looking, longRunning: number | null): void {
    this.looking = null;
    this.sinceLook = 0;
    this.lost = false;
    if (looking.ticks < slowAfter(looking)) this.slowLooks = 0;
    if (longRunning !== 0 || looking.ticks > quickTicks) return;
    for (const [socket, line] of this.lines)
      if (line.silent >= deadTicks && !isUnseen(socket) && isAsked(socket, line)) line.suspect ||= suspectTicks;
  }

  private failed(): void {
    const heard = this.heard(Math.max(doubtTicks, this.looking?.ticks ?? 0));
    this.giveUpLook();
    if (heard) return;
    this.lost = true;
    for (const socket of this.lines.keys()) cutOff(socket);
  }

  /** Connections that hear something show that the database is there, whatever became of a look. */
  private heard(ticks: number): boolean {
    return [...this.lines.values()].some(({ silent, read }) => read > 0 && silent < ticks);
  }

  private giveUpLook(): void {
    this.looking?.end();
    this.looking = null;
    this.sinceLook = 0;
  }
}

const slowAfter = ({ fresh }: Look): number => (fresh ? slowFreshTicks : slowTicks);

const isAsked = (socket: Socket, line: Line): boolean => (socket.bytesWritten ?? 0) > line.written;

/** Refused by a Postgres that is there: it has no connection left, say. One that starts or stops is not. */
const isTold = (error: unknown): boolean =>
  error instanceof Error && error.name === 'PostgresError' && 'code' in error && !String(error.code).startsWith('57P');

const refused = (): Error => Object.assign(new Error('the database is out of reach'), { code: 'ECONNREFUSED' });

const passing = (): void => undefined;
const inSight = (socket: Socket): Socket => socket.on('data', passing);
/** Under TLS the driver takes all listeners away and reads past them: what such a connection waits for is not known, only that bytes come. */
const isUnseen = (socket: Socket): boolean => !socket.listeners('data').includes(passing);

/** A connection on its way to Postgres; TLS asks it for the name of the other side. */
export const lineTo = ({ host, port, path }: Address): Socket => Object.assign(inSight(path ? connect(path) : connect(port, host)), { host });

/**
 * Ends a connection at once. TLS over it ends with its `close`, which comes a turn later than the end: what the driver sends in between fails when
 * nobody listens to the error any more, and that would be the end of the process. So it is told now.
 */
export function cutOff(socket: Socket): void {
  if (isUnseen(socket)) socket.emit('close', true);
  socket.destroy(refused());
}
