import type { Database } from '../../../db/client';
import { newId } from '../../../functions/ids';
import { later } from '../../../shared/rules/shanghai';
import type { Someone } from './client';

/** People with real names and sessions, every tenth of the green channel unless a birth date is given, in two statements. */
export async function crowd(db: Database, count: number, now: string, birthDate?: string): Promise<Someone[]> {
  const ids = Array.from({ length: count }, () => newId('per', now));
  await db`
    insert into person (id, name, birth_date, id_kind, id_number_hash, real_name_verified_at, openid, created_at)
    select id, '测试群众', coalesce(${birthDate ?? null}::date, case when number % 10 = 1 then '1950-01-01'::date else '1990-01-01' end), 'resident_id', sha256(id::bytea), ${now}, 'open-' || id, ${now}
    from unnest(${ids}::text[]) with ordinality p(id, number)`;
  await db`
    insert into session (id, person_id, access_hash, access_expires_at, refresh_hash, refresh_expires_at, created_at)
    select 'ses' || substr(id, 4), id, sha256(('prove-' || id)::bytea), ${later(now, 30 * 86_400_000)}, sha256(id::bytea), ${later(now, 60 * 86_400_000)}, ${now}
    from unnest(${ids}::text[]) p(id)`;
  return ids.map((id, n) => ({ id, token: `prove-${id}`, elder: n % 10 === 0, hold: null, live: [] }));
}

/** Each tries far more often than a person may (C4): for loads in which how often is not what is proven. */
export async function allowAnyNumberOfTries(db: Database): Promise<void> {
  await db`insert into setting (name, value) values ('triesPerMinute', '100000'), ('deviceTriesPerMinute', '100000') on conflict (name) do nothing`;
}
