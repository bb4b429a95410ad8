import postgres from 'postgres';

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
  /** Shown in pg_stat_activity. */
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
  return postgres(url, {
    max: options.max ?? Number(process.env.PG_MAX || 32),
    prepare: !pooled,
    // not in the driver's types
    ...{ max_pipeline: pipelineNeverFull },
    idle_timeout: options.idleSeconds ?? Number(process.env.PG_IDLE_SECONDS || 0),
    connect_timeout: connectTimeoutSeconds,
    backoff: backoffSeconds,
    onnotice: () => {},
    // poolers in transaction mode refuse start-up parameters they do not track
    connection: {
      application_name: options.name ?? 'onewindow',
      ...(pooled
        ? {}
        : {
            TimeZone: 'UTC',
            statement_timeout: statementTimeout,
            lock_timeout: statementTimeout === 0 ? 0 : 5_000,
            idle_in_transaction_session_timeout: 30_000,
            // planning a booking takes longer than booking: left to choose, some connections plan it anew each time
            plan_cache_mode: 'force_generic_plan',
          }),
    },
    types,
  }) as unknown as Database;
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
