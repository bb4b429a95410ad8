import { type Database, poolOf } from '../db/client';
import { storedSettings } from '../db/queries/settings';
import { type Settings, settingNames, settingsFrom } from '../shared/rules/settings';
import { isOutOfReach } from './database-failures';

/** A change made through another instance is seen here this late at most; one made through this instance at once. */
const keptMs = 2_000;

type Kept = { until: number; settings: Promise<Settings>; last: Settings | null };
const kept = new WeakMap<Database, Kept>();

/**
 * The numbers a bureau has set, defaults where it has not. Kept for two seconds for each database, so that a booking does not pay a round trip for
 * numbers that change twice a year; the last known while the database is out of reach. Outside of transactions: give it the pool.
 */
export function currentSettings(database: Database): Promise<Settings> {
  const before = kept.get(poolOf(database));
  if (before && before.until > performance.now()) return before.settings;
  const last = before?.last ?? null;
  const settings = storedSettings(database, settingNames)
    .then(settingsFrom)
    .catch((error: unknown) => {
      if (last && isOutOfReach(error)) return last;
      throw error;
    });
  const now: Kept = { until: performance.now() + keptMs, settings, last };
  kept.set(poolOf(database), now);
  settings.then(
    (read) => {
      now.last = read;
    },
    () => forgetSettings(database),
  );
  return settings;
}

/** After a change: the next look asks the database. */
export function forgetSettings(database: Database): void {
  kept.delete(poolOf(database));
}
