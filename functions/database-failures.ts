import { sqlState } from '../db/client';

const outOfReach = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
  'DATABASE_SLOW',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '53100',
  // what the disk refuses, and a standby that is not yet the first
  '58030',
  '25006',
  '25P03',
  '57014',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
  '40001',
  '40P01',
]);

const codeOf = (error: unknown): string | undefined =>
  sqlState(error) ?? (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined);

/** Postgres is down, restarting, full or overloaded: the caller may try again in a moment. */
export function isOutOfReach(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && outOfReach.has(code);
}

/** Deadlock found, or could not serialise: Postgres has undone this transaction in favour of another, and at another time it would have gone through. */
const gaveWay = new Set(['40P01', '40001']);
const repeats = 2;

/** Runs a transaction, and once or twice again when it had to give way to another. Its effect must be in the database only. */
export async function undisturbed<T>(transaction: () => Promise<T>): Promise<T> {
  for (let left = repeats; ; left -= 1) {
    try {
      return await transaction();
    } catch (error) {
      if (left === 0 || !gaveWay.has(sqlState(error) ?? '')) throw error;
    }
  }
}

/** A twin request holds the idempotency key and did not end within the lock time-out. */
export function isKeyStillRunning(error: unknown): boolean {
  return codeOf(error) === '55P03';
}

/** What may be logged of a failure: code, message and stack, never the query's parameters. */
export function describeFailure(error: unknown): { code?: string | undefined; message: string; stack?: string | undefined } {
  if (!(error instanceof Error)) return { message: String(error) };
  return { code: codeOf(error), message: error.message, stack: error.stack };
}
