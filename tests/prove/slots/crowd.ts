import type { Database } from '../../../db/client';
import { createSealer } from '../../../db/sealed';
import { newId } from '../../../functions/ids';
import { idCheckCharacter } from '../../../shared/rules/id-number';
import { later } from '../../../shared/rules/shanghai';
import { agreeToAll } from '../../support/builders';
import { liftRateLimits } from '../../support/rate-limits';
import { testSealKey } from '../../support/test-city';
import type { Someone } from './client';

let number = 0;

/** An identity number of a region that does not exist, another one each time, of somebody born in January of the year. */
function anIdNumberOf(year: string): string {
  const [day, sequence] = [1 + (Math.floor(number / 900) % 28), 100 + (number % 900)];
  number += 1;
  const first17 = `990001${year}01${String(day).padStart(2, '0')}${sequence}`;
  return first17 + idCheckCharacter(first17);
}

/** People with real names, numbers and sessions, every tenth of the green channel unless a birth date is given, in two statements. */
export async function crowd(db: Database, count: number, now: string, birthDate?: string): Promise<Someone[]> {
  const sealer = createSealer(process.env.ONEWINDOW_SEAL_KEY ?? testSealKey);
  const ids = Array.from({ length: count }, () => newId('per', now));
  const numbers = ids.map((_, n) => anIdNumberOf((birthDate ?? (n % 10 === 0 ? '1950' : '1990')).slice(0, 4)));
  const hashes = numbers.map((idNumber) => Buffer.from(sealer.hash('person', 'id_number', idNumber)).toString('hex'));
  await db`
    insert into person (id, name, birth_date, id_kind, id_number_hash, real_name_verified_at, openid, created_at)
    select id, '测试群众', coalesce(${birthDate ?? null}::date, case when number % 10 = 1 then '1950-01-01'::date else '1990-01-01' end), 'resident_id', decode(hash, 'hex'), ${now}, 'open-' || id, ${now}
    from unnest(${ids}::text[], ${hashes}::text[]) with ordinality p(id, hash, number)`;
  await db`
    insert into session (id, person_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at, seen_at, created_at)
    select 'ses' || substr(id, 4), id, sha256(('prove-' || id)::bytea), ${later(now, 30 * 86_400_000)}, sha256(id::bytea), ${later(now, 60 * 86_400_000)}, ${now}, ${now}
    from unnest(${ids}::text[]) p(id)`;
  await agreeToAll(db, ids);
  return ids.map((id, n) => ({ id, idNumber: numbers[n] ?? '', token: `prove-${id}`, elder: n % 10 === 0, hold: null, live: [], waiting: null }));
}

/** Each tries far more often than a person may (C4): for loads in which how often is not what is proven. */
export async function allowAnyNumberOfTries(db: Database): Promise<void> {
  await db`insert into setting (name, value) values ('triesPerMinute', '100000'), ('deviceTriesPerMinute', '100000') on conflict (name) do nothing`;
  await liftRateLimits(db);
}
