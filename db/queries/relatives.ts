import type { GreenFacts } from '../../shared/rules/green-ground';
import type { DocumentKind } from '../../shared/rules/id-number-documents';
import type { ConsentGiver, Relation } from '../../shared/rules/relatives';
import type { Db, Tx } from '../client';

export type RelativeRow = GreenFacts & {
  id: string;
  personId: string;
  name: string;
  relation: Relation;
  idKind: DocumentKind;
  idNumberSealed: Uint8Array;
  consentBy: ConsentGiver;
  consentedAt: string;
};

/** Whom a person books for, in the order in which they were added. */
export async function relativesOf(db: Db, holderId: string): Promise<RelativeRow[]> {
  return db<RelativeRow[]>`
    select r.id, r.person_id as "personId", p.name, r.relation, p.id_kind as "idKind", p.id_number_sealed as "idNumberSealed", p.birth_date as "birthDate",
      p.green_channel_until as "greenChannelUntil", p.green_channel_kind as "greenChannelKind", r.consent_by as "consentBy", r.consented_at as "consentedAt"
    from relative r join person p on p.id = r.person_id where r.holder_id = ${holderId} and r.ended_at is null order by r.id`;
}

export type Booker = { id: string; name: string; relation: Relation; consentedAt: string };

/** Who books for a person. */
export async function bookersOf(db: Db, personId: string): Promise<Booker[]> {
  return db<Booker[]>`
    select r.id, p.name, r.relation, r.consented_at as "consentedAt"
    from relative r join person p on p.id = r.holder_id where r.person_id = ${personId} and r.ended_at is null order by r.id`;
}

/** The relative of a person who books; null for anybody else's and for one that has ended. */
export async function relativeById(db: Db, own: { id: string; holderId: string }): Promise<RelativeRow | null> {
  return (await relativesOf(db, own.holderId)).find(({ id }) => id === own.id) ?? null;
}

/** The relative of one person who is this other one; null where there is none. */
export async function relativeByPerson(db: Db, holderId: string, personId: string): Promise<{ id: string; name: string } | null> {
  const [row] = await db<{ id: string; name: string }[]>`
    select r.id, p.name from relative r join person p on p.id = r.person_id
    where r.holder_id = ${holderId} and r.person_id = ${personId} and r.ended_at is null`;
  return row ?? null;
}

/** Whether a person may book for another today. */
export async function booksFor(db: Db, { holderId, personId }: { holderId: string; personId: string }): Promise<boolean> {
  return (await db`select from relative where holder_id = ${holderId} and person_id = ${personId} and ended_at is null`).length > 0;
}

export type NewRelative = {
  id: string;
  holderId: string;
  personId: string;
  relation: Relation;
  consentVersion: string;
  consentBy: ConsentGiver;
  now: string;
};

/** Adds a relative; false when the person has `most` already. The lock on the person makes two at once count each other. Throws on a second row. */
export async function insertRelative(tx: Tx, one: NewRelative, most: number): Promise<boolean> {
  await tx`select from person where id = ${one.holderId} for no key update`;
  const rows = await tx`
    insert into relative (id, holder_id, person_id, relation, consent_version, consent_by, consented_at)
    select ${one.id}, ${one.holderId}, ${one.personId}, ${one.relation}, ${one.consentVersion}, ${one.consentBy}, ${one.now}
    where (select count(*) from relative where holder_id = ${one.holderId} and ended_at is null) < ${most} returning 1`;
  return rows.length === 1;
}

/** The name of somebody whom only the window had taken down is verified from now on; that of a person with an account is left as it is. */
export async function verifyTakenDown(tx: Tx, known: { personId: string; name: string; now: string }): Promise<void> {
  await tx`
    update person set name = ${known.name}, real_name_verified_at = ${known.now}
    where id = ${known.personId} and openid is null and real_name_verified_at is null`;
}

/** A row that has not ended, of one of its two people; locked until the transaction ends. */
export async function lockRelative(tx: Tx, own: { id: string; personId: string }): Promise<{ holderId: string; personId: string } | null> {
  const [row] = await tx<{ holderId: string; personId: string }[]>`
    select holder_id as "holderId", person_id as "personId" from relative
    where id = ${own.id} and ended_at is null and ${own.personId} in (holder_id, person_id) for update`;
  return row ?? null;
}

export async function endRelative(tx: Tx, end: { id: string; by: string; now: string }): Promise<void> {
  await tx`update relative set ended_at = ${end.now}, ended_by = ${end.by} where id = ${end.id}`;
}

/** Whether an appointment that one person has booked for another is still ahead. */
export async function hasVisitAhead(db: Db, { holderId, personId }: { holderId: string; personId: string }): Promise<boolean> {
  const rows = await db`
    select from appointment where person_id = ${personId} and booked_by = ${holderId} and status in ('booked', 'confirmed', 'arrived', 'in_service') limit 1`;
  return rows.length > 0;
}

/** The identity of somebody who never signed in and of whom nothing was ever done here is forgotten with the last who booked for that person. */
export async function forgetUnused(tx: Db, personId: string): Promise<void> {
  await tx`
    update person p set name = null, id_kind = null, id_number_sealed = null, id_number_hash = null, birth_date = null, real_name_verified_at = null
    where p.id = ${personId} and p.openid is null and p.phone_hash is null
      and not exists (select from relative r where r.person_id = p.id and r.ended_at is null)
      and not exists (select from appointment a where a.person_id = p.id)
      and not exists (select from queue_ticket t where t.person_id = p.id)
      and not exists (select from wait_entry w where w.person_id = p.id)
      and not exists (select from checklist c where c.person_id = p.id)
      and not exists (select from checklist_form f where f.person_id = p.id)
      and not exists (select from service_case s where s.requester_id = p.id)
      and not exists (select from green_document g where g.person_id = p.id)
      and not exists (select from staff_role s where s.person_id = p.id)
      and not exists (select from staff_binding b where b.person_id = p.id)
      and not exists (select from binding_code b where b.person_id = p.id)`;
}

/** Who booked an appointment for its person, and what that relative was to the person who books; null when the person booked. */
export async function bookerOf(db: Db, appointmentId: string): Promise<{ name: string; relation: Relation | null } | null> {
  const [row] = await db<{ name: string; relation: Relation | null }[]>`
    select b.name, (select relation from relative r where r.holder_id = a.booked_by and r.person_id = a.person_id order by r.id desc limit 1) as relation
    from appointment a join person b on b.id = a.booked_by where a.id = ${appointmentId} and b.name is not null`;
  return row ?? null;
}
