import type { Agreed, ConsentAct, ConsentPurpose } from '../../shared/rules/consents';
import type { Db, Tx } from '../client';

export type ConsentStep = { purpose: ConsentPurpose; act: ConsentAct; version: string; at: string };
export type NewConsent = ConsentStep & { id: string; personId: string; page: string };

/** Every step of a person, oldest first. */
export async function consentsOf(db: Db, personId: string): Promise<ConsentStep[]> {
  return db<ConsentStep[]>`select purpose, act, consent_version as version, at from consent where person_id = ${personId} order by position`;
}

/** The same, with the person kept still until the transaction ends: of two taps at once the second finds what the first has written. */
export async function lockConsents(tx: Tx, personId: string): Promise<ConsentStep[]> {
  await tx`select from person where id = ${personId} for no key update`;
  return consentsOf(tx, personId);
}

/** The versions that somebody has agreed to and not taken back, by purpose, as a column of whoever names the person. */
export const agreedBy = (db: Db, personId: ReturnType<Db>) => db`
  coalesce((select json_object_agg(c.purpose, c.consent_version) filter (where c.act = 'give')
    from (select distinct on (purpose) purpose, consent_version, act from consent where person_id = ${personId} order by purpose, position desc) c), '{}')`;

/** What the person behind an openid has agreed to and not taken back; null of who was never here. Asked as the system: nobody is known yet. */
export async function agreedByOpenid(db: Db, openid: string): Promise<Agreed | null> {
  const [row] = await db<{ agreed: Agreed }[]>`select ${agreedBy(db, db`p.id`)} as agreed from person p where p.openid = ${openid}`;
  return row?.agreed ?? null;
}

export async function insertConsent(tx: Tx, { id, personId, purpose, version, act, page, at }: NewConsent): Promise<void> {
  await tx`
    insert into consent (id, person_id, purpose, consent_version, act, page, at)
    values (${id}, ${personId}, ${purpose}, ${version}, ${act}, ${page}, ${at})`;
}
