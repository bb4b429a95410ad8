import type { Db } from '../client';

export type EnterpriseOfMember = {
  id: string;
  name: string;
  uscc: string;
  town: string;
  liaisonName: string | null;
  unitName: string;
  unitPhone: string;
};

/** Enterprises a person belongs to, by name. */
export async function enterprisesOf(db: Db, personId: string): Promise<EnterpriseOfMember[]> {
  const rows = await db<EnterpriseOfMember[]>`
    select e.id, e.name, e.uscc, e.town, liaison.name as "liaisonName", u.name as "unitName", u.phone as "unitPhone"
    from enterprise_member m
    join enterprise e on e.id = m.enterprise_id
    join unit u on u.id = e.unit_id
    left join person liaison on liaison.id = e.liaison_id
    where m.person_id = ${personId} order by e.name, e.id`;
  return [...rows];
}

/** Who receives what comes in: unit, liaison officer, and the duty person of the unit or of the nearest unit above that has one. */
export type Receiver = { unitId: string; liaisonId: string | null; dutyPersonId: string | null };

/** The receiver of an enterprise's requests. */
export async function receiverForEnterprise(db: Db, enterpriseId: string): Promise<Receiver | null> {
  const [row] = await db<Receiver[]>`
    select u.id as "unitId", e.liaison_id as "liaisonId", ${duty(db)} as "dutyPersonId"
    from enterprise e join unit u on u.id = e.unit_id where e.id = ${enterpriseId}`;
  return row ?? null;
}

/** The receiver of a town's work orders: its contact channel, or the bureau when the town has none. */
export async function receiverForTown(db: Db, town: string): Promise<Receiver | null> {
  const [row] = await db<Receiver[]>`
    select u.id as "unitId", null as "liaisonId", ${duty(db)} as "dutyPersonId"
    from unit u where u.is_channel and u.town = ${town} or u.parent_id is null
    order by u.parent_id is null, u.id limit 1`;
  return row ?? null;
}

const duty = (db: Db) => db`
  (select up.duty_person_id from unit up where u.path like up.path || '%' and up.duty_person_id is not null
   order by length(up.path) desc limit 1)`;
