import type { ClaimAction, ClaimCapacity, ClaimEvent, ClaimStatus } from '../../shared/rules/claim-flow';
import type { Db, Tx } from '../client';

export type ClaimRecord = {
  id: string;
  claimantId: string;
  claimantName: string | null;
  uscc: string;
  name: string;
  town: string;
  unitId: string;
  unitName: string;
  unitPath: string;
  capacity: ClaimCapacity;
  legalRepresentative: string;
  licenceIssuedOn: string;
  status: ClaimStatus;
  filedAt: string;
  enterpriseId: string | null;
  /** What an enterprise of this code is called on the register; null when there is none yet. */
  knownAs: string | null;
  /** Who are its principals now, but for the claimant. */
  principals: { id: string; name: string | null }[];
  /** Why it was decided so. */
  reason: string | null;
};

const columns = (db: Db) => db`
  c.id, c.person_id as "claimantId", claimant.name as "claimantName", c.uscc, c.name, c.town, c.unit_id as "unitId", u.name as "unitName",
  u.path as "unitPath", c.capacity, c.legal_representative as "legalRepresentative", c.licence_issued_on as "licenceIssuedOn", c.status,
  c.filed_at as "filedAt", c.enterprise_id as "enterpriseId", e.name as "knownAs",
  coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by m.joined_at, p.id)
    from enterprise_member m join person p on p.id = m.person_id
    where m.enterprise_id = e.id and m.role = 'principal' and m.person_id <> c.person_id), '[]') as principals,
  (select v.reason from enterprise_claim_event v where v.claim_id = c.id order by v.seq desc limit 1) as reason`;
const tables = (db: Db) => db`
  enterprise_claim c join unit u on u.id = c.unit_id join person claimant on claimant.id = c.person_id left join enterprise e on e.uscc = c.uscc`;

/** One claim; locked until the transaction ends when it is about to change. */
export async function claimRecord(db: Db, id: string, lock?: 'lock'): Promise<ClaimRecord | null> {
  const [row] = await db<ClaimRecord[]>`select ${columns(db)} from ${tables(db)} where c.id = ${id} ${lock ? db`for update of c` : db``}`;
  return row ?? null;
}

/** The claims of a person, newest first. */
export async function claimsOfPerson(db: Db, personId: string, limit: number): Promise<ClaimRecord[]> {
  return db<ClaimRecord[]>`
    select ${columns(db)} from ${tables(db)} where c.person_id = ${personId} order by c.filed_at desc, c.id desc limit ${limit}`;
}

/** Claims under review within the trees of `unitPaths`, those that wait longest first; or the decided ones, newest first. */
export async function claimsOfUnits(db: Db, unitPaths: string[], which: 'filed' | 'decided', limit: number): Promise<ClaimRecord[]> {
  return db<ClaimRecord[]>`
    select ${columns(db)} from ${tables(db)}
    where exists (select from unnest(${unitPaths}::text[]) path where starts_with(u.path, path))
      and ${which === 'filed' ? db`c.status = 'filed' order by c.filed_at, c.id` : db`c.status <> 'filed' order by c.filed_at desc, c.id desc`}
    limit ${limit}`;
}

/** Open claims of a person. The person's row is locked until the transaction ends, so that two filings at once are counted one after the other. */
export async function openClaims(tx: Tx, personId: string): Promise<string[]> {
  await tx`select 1 from person where id = ${personId} for update`;
  const rows = await tx<{ uscc: string }[]>`select uscc from enterprise_claim where person_id = ${personId} and status = 'filed'`;
  return rows.map((row) => row.uscc);
}

/** Who reviews a claim on this code: the unit of the enterprise that has it, else the contact channel of the town. Null: no such town. */
export async function reviewingUnit(db: Db, uscc: string, town: string): Promise<{ unitId: string; path: string } | null> {
  const [row] = await db<{ unitId: string; path: string }[]>`
    (select u.id as "unitId", u.path from enterprise e join unit u on u.id = e.unit_id where e.uscc = ${uscc})
    union all
    (select u.id, u.path from unit u where u.is_channel and u.town = ${town} order by u.id limit 1) limit 1`;
  return row ?? null;
}

export type NewClaim = {
  id: string;
  personId: string;
  uscc: string;
  name: string;
  town: string;
  unitId: string;
  capacity: ClaimCapacity;
  legalRepresentative: string;
  licenceIssuedOn: string;
  now: string;
};

export async function insertClaim(tx: Tx, claim: NewClaim): Promise<void> {
  await tx`
    insert into enterprise_claim (id, person_id, uscc, name, town, unit_id, capacity, legal_representative, licence_issued_on, status, filed_at)
    values (${claim.id}, ${claim.personId}, ${claim.uscc}, ${claim.name}, ${claim.town}, ${claim.unitId}, ${claim.capacity},
      ${claim.legalRepresentative}, ${claim.licenceIssuedOn}, 'filed', ${claim.now})`;
  await appendClaimEvent(tx, { claimId: claim.id, action: 'file', status: 'filed', at: claim.now, actorId: claim.personId, reason: null });
}

type Step = { claimId: string; at: string; actorId: string; reason: string | null };

async function appendClaimEvent(tx: Tx, event: Step & { action: ClaimEvent; status: ClaimStatus }): Promise<void> {
  await tx`
    insert into enterprise_claim_event (claim_id, seq, at, action, status, actor_id, reason)
    values (${event.claimId}, coalesce((select max(seq) from enterprise_claim_event where claim_id = ${event.claimId}), 0) + 1,
      ${event.at}, ${event.action}, ${event.status}, ${event.actorId}, ${event.reason})`;
}

/** A step and its entry in the history. The claim must be locked. `enterpriseId` is given with approval only. */
export async function takeClaimStep(tx: Tx, step: Step & { action: ClaimAction; status: ClaimStatus; enterpriseId: string | null }): Promise<void> {
  await tx`update enterprise_claim set status = ${step.status}, enterprise_id = ${step.enterpriseId} where id = ${step.claimId}`;
  await appendClaimEvent(tx, step);
}
