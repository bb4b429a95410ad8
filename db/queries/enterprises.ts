import type { ShiftOn } from '../../shared/rules/duty';
import type { EnterpriseStatus } from '../../shared/rules/enterprise-flow';
import type { EnterpriseRole } from '../../shared/rules/roles';
import type { LeaderOffice } from '../../shared/rules/through-train';
import type { Branch } from '../../shared/rules/service-item';
import type { Db } from '../client';
import { onDuty } from './duty';

export type EnterpriseOfMember = {
  id: string;
  name: string;
  uscc: string;
  town: string;
  liaisonName: string | null;
  unitName: string;
  unitPhone: string;
  role: EnterpriseRole;
  status: EnterpriseStatus;
  throughTrain: boolean;
};

/** Enterprises a person belongs to, by name. */
export async function enterprisesOf(db: Db, personId: string): Promise<EnterpriseOfMember[]> {
  const rows = await db<EnterpriseOfMember[]>`
    select e.id, e.name, e.uscc, e.town, liaison.name as "liaisonName", u.name as "unitName", u.phone as "unitPhone",
      m.role, e.status, e.through_train as "throughTrain"
    from enterprise_member m
    join enterprise e on e.id = m.enterprise_id
    join unit u on u.id = e.unit_id
    left join person liaison on liaison.id = e.liaison_id
    where m.person_id = ${personId} order by e.name, e.id`;
  return [...rows];
}

export type EnterpriseWithMembers = { id: string; name: string; town: string; members: { id: string; name: string }[] };

/** Enterprises whose name or code contains the words, with the members that have a name. */
export async function enterprisesByWords(db: Db, words: string, limit: number): Promise<EnterpriseWithMembers[]> {
  const pattern = `%${words.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const rows = await db<EnterpriseWithMembers[]>`
    select e.id, e.name, e.town,
      coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name)
        from enterprise_member m join person p on p.id = m.person_id where m.enterprise_id = e.id and p.name is not null), '[]') as members
    from enterprise e where e.name like ${pattern} or e.uscc like ${pattern} order by e.name, e.id limit ${limit}`;
  return [...rows];
}

/** What a person is in an enterprise, or null. */
export async function roleOfMember(db: Db, enterpriseId: string, personId: string): Promise<EnterpriseRole | null> {
  const [row] = await db<{ role: EnterpriseRole }[]>`
    select role from enterprise_member where enterprise_id = ${enterpriseId} and person_id = ${personId}`;
  return row?.role ?? null;
}

/** The member of an enterprise with this phone number, by its keyed hash; of several the one who joined first. */
export async function memberByPhone(db: Db, enterpriseId: string, phoneHash: Uint8Array): Promise<string | null> {
  const [row] = await db<{ id: string }[]>`
    select p.id from enterprise_member m join person p on p.id = m.person_id
    where m.enterprise_id = ${enterpriseId} and p.phone_hash = ${phoneHash} order by m.joined_at, p.id limit 1`;
  return row?.id ?? null;
}

/** Whether an enterprise may write to the mayor, by the register; null for an unknown one. */
export async function throughTrainOf(db: Db, enterpriseId: string): Promise<{ throughTrain: boolean; status: EnterpriseStatus } | null> {
  const [row] = await db<{ throughTrain: boolean; status: EnterpriseStatus }[]>`
    select through_train as "throughTrain", status from enterprise where id = ${enterpriseId}`;
  return row ?? null;
}

export type CityLeader = { id: string; office: LeaderOffice; name: string; charge: string };

/** The mayor and the deputies in office, the mayor first. */
export async function cityLeaders(db: Db): Promise<CityLeader[]> {
  return db<CityLeader[]>`select id, office, name, charge from city_leader where in_office order by position, id`;
}

/** Who receives what comes in: unit, liaison officer, and who is on duty in a shift at the unit or at the nearest unit above that names somebody. */
export type Receiver = { unitId: string; liaisonId: string | null; dutyPersonId: string | null };

/** The receiver of an enterprise's requests. */
export async function receiverForEnterprise(db: Db, enterpriseId: string, now: ShiftOn): Promise<Receiver | null> {
  const [row] = await db<Receiver[]>`
    select u.id as "unitId", e.liaison_id as "liaisonId", ${duty(db, now)} as "dutyPersonId"
    from enterprise e join unit u on u.id = e.unit_id where e.id = ${enterpriseId}`;
  return row ?? null;
}

/** The department that owns the items of a branch. */
export async function receiverForBranch(db: Db, branch: Branch, now: ShiftOn): Promise<Receiver | null> {
  const [row] = await db<Receiver[]>`
    select u.id as "unitId", null as "liaisonId", ${duty(db, now)} as "dutyPersonId" from unit u where u.branch = ${branch}`;
  return row ?? null;
}

/** The receiver of a town's work orders: its contact channel, or the bureau when the town has none. */
export async function receiverForTown(db: Db, town: string, now: ShiftOn): Promise<Receiver | null> {
  const [row] = await db<Receiver[]>`
    select u.id as "unitId", null as "liaisonId", ${duty(db, now)} as "dutyPersonId"
    from unit u where u.is_channel and u.town = ${town} or u.parent_id is null
    order by u.parent_id is null, u.id limit 1`;
  return row ?? null;
}

const duty = (db: Db, now: ShiftOn) => db`
  (select named.id from unit up cross join lateral (select ${onDuty(db, 'up', now)} as id) named
   where u.path like up.path || '%' and named.id is not null order by length(up.path) desc limit 1)`;
