import type { Database } from '../db/client';
import { powersOf } from '../db/queries/service-role';
import { operatorRefusals } from '../shared/text/operator.mjs';
import { log } from './log';

/** Resolves to false when the service must not work as the database role it has; asks no more once that is settled. Rejects while the database is out of reach. */
export type RoleGuard = () => Promise<boolean>;

/**
 * The guard for a role that owns the tables or can pass the second wall (ADR 0043): where people's data is, no request is answered (503 and the code
 * `database_role` in the log); a demonstration with a database of its own choosing (`warnOnly`) goes on after one line of warning.
 */
export function roleGuard(database: Database, { warnOnly = false } = {}): RoleGuard {
  let settled: Promise<boolean> | null = null;
  const ask = async (): Promise<boolean> => {
    const powers = await powersOf(database);
    if (powers.length === 0) return true;
    log[warnOnly ? 'warn' : 'error']({ code: 'database_role', powers }, operatorRefusals.database_role.en(powers.join(', ')));
    return warnOnly;
  };
  return () => {
    settled ??= ask().catch((error: unknown) => {
      settled = null;
      throw error;
    });
    return settled;
  };
}
