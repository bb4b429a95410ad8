import type { EnterpriseEvent, EnterpriseStatus, EnterpriseTier } from '../../shared/rules/enterprise-flow';
import type { KnownPlaces } from '../../shared/rules/enterprise-list';
import type { StoredEnterprise } from '../../shared/rules/enterprise-list-plan';
import { type Db, json, type Tx } from '../client';

/** Nothing else changes an enterprise until the transaction ends. */
export async function lockRegister(tx: Tx): Promise<void> {
  await tx`lock table enterprise in share row exclusive mode`;
}

/** Every enterprise with its last step, by town and name. */
export async function storedEnterprises(db: Db): Promise<(StoredEnterprise & { unitPath: string })[]> {
  return db<(StoredEnterprise & { unitPath: string })[]>`
    select e.id, e.uscc, e.name, e.town, e.unit_id as "unitId", u.name as "unitName", u.path as "unitPath", e.tier, e.liaison_id as "liaisonId",
      liaison.name as "liaisonName", e.status, e.status_since as since, step.reason, e.through_train as "throughTrain"
    from enterprise e join unit u on u.id = e.unit_id left join person liaison on liaison.id = e.liaison_id
    left join lateral (
      select reason from enterprise_event v where v.enterprise_id = e.id and v.action not in ('amend', 'entitle', 'disentitle') order by v.seq desc limit 1
    ) step on true
    order by e.town, e.name, e.id`;
}

/** What a list may name: towns, units, liaison officers. */
export async function placesOfLists(db: Db): Promise<KnownPlaces> {
  const units = await db<{ id: string; name: string; path: string; town: string | null }[]>`select id, name, path, town from unit order by path`;
  const liaisons = await db<{ id: string; name: string; unitPath: string }[]>`
    select p.id, p.name, u.path as "unitPath" from staff_role r join person p on p.id = r.person_id join unit u on u.id = r.unit_id
    where r.role = 'liaison' and p.name is not null order by p.name, p.id`;
  return { towns: [...new Set(units.flatMap(({ town }) => town ?? []))], units, liaisons };
}

export type ListedEnterprise = {
  id: string;
  uscc: string;
  name: string;
  town: string;
  unit_id: string;
  liaison_id: string | null;
  tier: EnterpriseTier;
  status: EnterpriseStatus;
  /** Null leaves the stored day. */
  status_since: string | null;
  through_train: boolean;
};

/** In the order in which they follow each other. */
export type ListedEvent = { enterprise_id: string; action: EnterpriseEvent; status: EnterpriseStatus; day: string; reason: string };

/** Writes enterprises, new and changed, together with the entries of their histories, whose author is nobody: the command line. */
export async function writeListed(tx: Tx, enterprises: readonly ListedEnterprise[], events: readonly ListedEvent[], now: string): Promise<void> {
  await tx`
    insert into enterprise (id, uscc, name, town, unit_id, liaison_id, tier, status, status_since, through_train)
    select x.id, x.uscc, x.name, x.town, x.unit_id, x.liaison_id, x.tier, x.status, coalesce(x.status_since, e.status_since), x.through_train
    from jsonb_to_recordset(${json(tx, enterprises)}) as x(
      id text, uscc text, name text, town text, unit_id text, liaison_id text, tier text, status text, status_since date, through_train boolean
    ) left join enterprise e on e.id = x.id
    on conflict (id) do update set name = excluded.name, town = excluded.town, unit_id = excluded.unit_id, liaison_id = excluded.liaison_id,
      tier = excluded.tier, status = excluded.status, status_since = excluded.status_since, through_train = excluded.through_train`;
  await tx`
    insert into enterprise_event (enterprise_id, seq, at, day, action, status, reason)
    select x.enterprise_id,
      coalesce((select max(seq) from enterprise_event v where v.enterprise_id = x.enterprise_id), 0)
        + row_number() over (partition by x.enterprise_id order by x.ordinality),
      ${now}, x.day, x.action, x.status, x.reason
    from rows from (jsonb_to_recordset(${json(tx, events)}) as (enterprise_id text, action text, status text, day date, reason text))
      with ordinality as x(enterprise_id, action, status, day, reason, ordinality)`;
}
