import type { Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { endSessions, longRunning } from './queries/doctor';
import { type Address, cutOff, lineTo, type Look, Reach } from './reach';

/** What a query function takes: the pool or a transaction. */
export type Db = postgres.ISql;
/** A transaction, as given by `database.begin(async (tx) => …)`. */
export type Tx = postgres.TransactionSql;
/** The pool: a `Db` that can begin transactions, listen and end. */
export type Database = postgres.Sql;

export interface ConnectOptions {
  /** Most connections; PG_MAX or 32 when absent: fewer leave bookings waiting for each other's commit (measured: 10 give half the rate). */
  max?: number;
  /** Behind a transaction-mode pooler: nothing prepared, no start-up parameters. PG_POOLED=1 when absent. */
  pooled?: boolean;
  /** Seconds after which an unused connection is closed; 0 keeps it. PG_IDLE_SECONDS or 0. Functions that are frozen between calls want about 20. */
  idleSeconds?: number;
  /** Shown in pg_stat_activity, with some letters that tell the pool. */
  name?: string;
  /** Milliseconds after which Postgres gives up on one statement. 0 for none, and none for waiting on locks. */
  statementTimeoutMs?: number;
}

const connectTimeoutSeconds = 5;
/**
 * The driver forgets to set a connection aside for a transaction whose `begin` is the last query its pipeline takes: what others then send
 * on it is answered, and rolled back with it. A pipeline that is never full has no last query.
 */
const pipelineNeverFull = 1_000_000;
/** The driver's own back-off grows to 20 s and holds requests long after the database is back. */
const backoffSeconds = (retries: number): number => Math.min(0.8, 0.05 * 2 ** retries);

/** `2026-11-22 01:30:00.123456+00` → `2026-11-22T01:30:00.123Z`; the session's zone is UTC, so other forms come only through a pooler. */
export function instantFromPostgres(text: string): string {
  if (text.endsWith('+00') && text.charAt(4) === '-' && text.charAt(10) === ' ') {
    const milliseconds = text.charAt(19) === '.' ? text.slice(20, -3).slice(0, 3).padEnd(3, '0') : '000';
    return `${text.slice(0, 10)}T${text.slice(11, 19)}.${milliseconds}Z`;
  }
  return text.includes('infinity') ? text : new Date(text).toISOString();
}

/** A count or id that fits is a number; one that does not is a bigint, which cannot lose digits in silence. */
function integerFromPostgres(text: string): number | bigint {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

const types = {
  instant: {
    to: 1184,
    from: [1184],
    serialize: (value: string | Date) => (value instanceof Date ? value.toISOString() : value),
    parse: instantFromPostgres,
  },
  // date and timestamp without zone stay as Postgres writes them: a day is not an instant.
  day: { to: 1082, from: [1082, 1114], serialize: (value: string) => value, parse: (text: string) => text },
  integer: { to: 20, from: [20], serialize: (value: number | bigint) => value.toString(), parse: integerFromPostgres },
};

/**
 * Opens the pool. Instants come back as ISO strings in UTC with milliseconds, dates as `YYYY-MM-DD`, int8 as number.
 * Never hand it to drizzle(): 0.45 replaces these parsers in place (ADR 0002); migrations use `connectForMigrations`.
 */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const pooled = options.pooled ?? process.env.PG_POOLED === '1';
  const statementTimeout = options.statementTimeoutMs ?? 15_000;
  // told from those of any other pool
  const name = `${options.name ?? 'onewindow'} ${randomBytes(4).toString('hex')}`;
  const looks = lookerAt(url, pooled, name);
  const reach = new Reach(looks.look);
  const database = postgres(url, {
    ...openedBy((to) => reach.open(to)),
    // what is refused because the database is lost is refused at once
    backoff: (retries: number) => (reach.isLost ? 0 : backoffSeconds(retries)),
    max: options.max ?? Number(process.env.PG_MAX || 32),
    prepare: !pooled,
    // not in the driver's types
    ...{ max_pipeline: pipelineNeverFull },
    idle_timeout: options.idleSeconds ?? Number(process.env.PG_IDLE_SECONDS || 0),
    connect_timeout: connectTimeoutSeconds,
    onnotice: () => {},
    // poolers in transaction mode refuse start-up parameters they do not track
    connection: {
      application_name: name,
      ...(pooled
        ? {}
        : {
            TimeZone: 'UTC',
            statement_timeout: statementTimeout,
            lock_timeout: statementTimeout === 0 ? 0 : 5_000,
            // As long as one statement may last. Nothing outside is asked within a transaction, but our own loop can be busy (photos at once, on a
            // machine that does much else) for several seconds, and must not lose what it does.
            idle_in_transaction_session_timeout: statementTimeout === 0 ? 30_000 : 15_000,
            // and a session whose client is gone without a word ends after a minute, not after two hours
            tcp_keepalives_idle: 30,
            tcp_keepalives_interval: 10,
            tcp_keepalives_count: 3,
            // planning a booking takes longer than booking: left to choose, some connections plan it anew each time
            plan_cache_mode: 'force_generic_plan',
          }),
    },
    types,
  }) as unknown as Database;
  reaches.set(database, reach);
  const { end } = database;
  // who gives the pool up gives up looking
  return Object.assign(database, {
    end: (how?: { timeout?: number }) => {
      looks.end();
      return end(how);
    },
  });
}

const reaches = new WeakMap<Database, Reach>();

/**
 * Keeps an eye on whether the database answers while the work goes on (db/reach.ts): what waits for a database that is lost is rejected, and an
 * `answer` also when the database is too slow for it.
 */
export function whileInReach<T>(database: Database, work: Promise<T>, what: 'answer' | 'job' = 'answer'): Promise<T> {
  return reaches.get(poolOf(database))?.during(work, what) ?? work;
}

/**
 * Looks at the database over one connection of its own, which is opened when it is wanted, given up when it does not answer, and closed when idle.
 * One that finds a lost database again first ends the pool's sessions there, of which none has a client any more.
 */
function lookerAt(url: string, pooled: boolean, name: string): { look: (lost: boolean) => Look; end(): void } {
  type Looker = { sql: Database; lines: Set<Socket> };
  let current: Looker | null = null;
  const open = (): Looker => {
    const lines = new Set<Socket>();
    const sql = postgres(url, {
      ...openedBy((to) => {
        const line = lineTo(to);
        lines.add(line);
        return line;
      }),
      max: 1,
      prepare: !pooled,
      fetch_types: false,
      idle_timeout: 20,
      connect_timeout: connectTimeoutSeconds,
      backoff: () => 0,
      onnotice: () => {},
      connection: { application_name: 'onewindow-look' },
      types,
    }) as unknown as Database;
    return { sql, lines };
  };
  const giveUp = (looker: Looker | null) => {
    if (current === looker) current = null;
    looker?.sql.end({ timeout: 0 }).catch(() => undefined);
    for (const line of looker?.lines ?? []) cutOff(line);
  };
  return {
    look: (lost) => {
      const fresh = current === null;
      const looker = current ?? open();
      current = looker;
      const found = async () => {
        if (lost && !pooled) await endSessions(looker.sql, name);
        return longRunning(looker.sql);
      };
      const answer = found().catch((error: unknown) => {
        giveUp(looker);
        throw error;
      });
      return { answer, fresh, end: () => giveUp(looker) };
    },
    end: () => giveUp(current),
  };
}

/** The driver's option, not in its types, by which a connection is opened otherwise; several hosts in turn. */
function openedBy(open: (to: Address) => Socket): object {
  let turn = 0;
  return {
    socket: ({ host, port, path }: { host: string[]; port: number[]; path?: string }) => {
      const at = turn++ % host.length;
      return open({ host: host[at] ?? '', port: port[at] ?? 5432, path });
    },
  };
}

/** Who asks, for the policies of the database (db/policies.ts): a person with what it belongs to, or a named step of the system itself. */
export type Scope = { person: string; firms: readonly string[]; desks: readonly string[]; offices: readonly string[] } | 'system';

/** Without the patch of patches/ nothing would be said, and nobody would find anything. */
export const isDriverPatched: boolean = 'takesBefore' in postgres;

const saysWhoAsks =
  "select set_config('app.person', $1, true), set_config('app.firms', $2, true), set_config('app.desks', $3, true), set_config('app.offices', $4, true), set_config('app.system', $5, true)";

/**
 * The pool, on which every statement says first who asks, in its own transaction and its own packet: no round trip, and nothing that a
 * transaction-mode pooler could hand to somebody else. What goes by the pool itself finds no row that has a policy.
 */
export function scoped(database: Database, scope: Scope): Database {
  if (!isDriverPatched) throw new Error('the database driver is not patched: run node scripts/install.mjs');
  const parameters =
    scope === 'system'
      ? ['', '{}', '{}', '{}', 'on']
      : [scope.person, ...[scope.firms, scope.desks, scope.offices].map((list) => `{${list.join()}}`), ''];
  const before = { statement: saysWhoAsks, parameters };
  const marked = <Made>(made: Made): Made => (made instanceof Promise ? Object.assign(made, { before }) : made);
  const handle = new Proxy(database, {
    apply: (_, __, parts: Parameters<Database>) => marked(database(...parts)),
    get(_, name) {
      if (name === 'unsafe')
        return (words: string, values: never[] = [], options = {}) => marked(database.unsafe(words, values, { simple: false, ...options } as never));
      if (name === 'begin')
        return (...parts: unknown[]) => {
          const work = parts.pop() as (tx: Tx) => unknown;
          const begun = (tx: Tx) => {
            // along with the first statement of the work; a failure fails the transaction
            tx.unsafe(saysWhoAsks, parameters, { prepare: true } as never)
              .execute()
              .catch(() => {});
            return work(tx);
          };
          return (database.begin as (...all: unknown[]) => unknown)(...parts, begun);
        };
      return Reflect.get(database, name) as unknown;
    },
  });
  pools.set(handle, poolOf(database));
  return handle;
}

const pools = new WeakMap<Database, Database>();
/** The pool behind a handle, for what is kept once a pool. */
export const poolOf = (database: Database): Database => pools.get(database) ?? database;

/** One connection with the driver's own parsers and no time limits, for drizzle's migrator: it changes the handle it is given. */
export function connectForMigrations(url: string): Database {
  return postgres(url, {
    max: 1,
    prepare: false,
    connect_timeout: connectTimeoutSeconds,
    backoff: backoffSeconds,
    onnotice: () => {},
    connection: { application_name: 'onewindow-migrate' },
  });
}

/** A value for a json or jsonb column; a plain string or object would be quoted by guesswork. */
export function json(db: Db, value: unknown): postgres.Parameter {
  return db.json(value as postgres.JSONValue);
}

/** SQLSTATE of a database error (`23505`, `40P01`, …), or undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof postgres.PostgresError ? error.code : undefined;
}

/** Name of the constraint a statement violated, or undefined. */
export function violatedConstraint(error: unknown): string | undefined {
  return error instanceof postgres.PostgresError ? error.constraint_name : undefined;
}
