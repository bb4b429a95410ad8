import type { Database } from '../../db/client';
import { rateRules } from '../../shared/rules/rate-limits';
import { settingRules } from '../../shared/rules/settings';

/** Sets every limit of K4 as high as it goes: for tests, provers and benches of other things, which call more often than people do. */
export async function liftRateLimits(db: Database): Promise<void> {
  for (const { setting } of Object.values(rateRules))
    await db`insert into setting (name, value) values (${setting}, ${settingRules[setting].max}) on conflict (name) do update set value = excluded.value`;
}
