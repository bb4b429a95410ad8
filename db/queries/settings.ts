import type { SettingName } from '../../shared/rules/settings';
import { type Db, json, type Tx } from '../client';

/** What is stored under these names; a name without a row is not set. */
export async function storedSettings(db: Db, names: readonly SettingName[]): Promise<{ name: string; value: unknown }[]> {
  return db<{ name: string; value: unknown }[]>`select name, value from setting where name = any(${[...names]})`;
}

export type SettingChange = { name: SettingName; from: number; to: number; reason: string; by: string; now: string };

/** Sets a number and writes down who changed it from what, in one transaction with the look at `from` (locked by `lockSettings`). */
export async function changeSetting(tx: Tx, change: SettingChange): Promise<void> {
  await tx`insert into setting (name, value) values (${change.name}, ${json(tx, change.to)}) on conflict (name) do update set value = excluded.value`;
  await tx`
    insert into setting_change (name, value_before, value_after, reason, changed_by, changed_at)
    values (${change.name}, ${change.from}, ${change.to}, ${change.reason}, ${change.by}, ${change.now})`;
}

// Changes come one after the other; reading takes no lock.
const settingsLock = 771_004;

export async function lockSettings(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(${settingsLock})`;
}

export type SettingHistoryRow = { name: SettingName; from: number; to: number; reason: string; by: string | null; at: string };

/** The last changes, newest first. */
export async function settingHistory(db: Db, names: readonly SettingName[], limit: number): Promise<SettingHistoryRow[]> {
  return db<SettingHistoryRow[]>`
    select c.name, c.value_before as "from", c.value_after as "to", c.reason, p.name as by, c.changed_at as at
    from setting_change c join person p on p.id = c.changed_by where c.name = any(${[...names]})
    order by c.id desc limit ${limit}`;
}
