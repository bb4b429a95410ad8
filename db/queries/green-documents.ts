import type { GreenDocumentAction, GreenDocumentKind } from '../../shared/rules/green-ground';
import type { Db, Tx } from '../client';

export type GreenStep = { id: string; personId: string; hallId: string; kind: GreenDocumentKind; until: string; actorId: string; now: string } & (
  | { action: 'check'; reason: null }
  | { action: 'withdraw'; reason: string }
);

/** Writes a step down and makes it hold: for booking, for checking in, for walking in. */
export async function writeGreenStep(tx: Tx, step: GreenStep): Promise<void> {
  await tx`select from person where id = ${step.personId} for no key update`;
  await tx`
    insert into green_document (id, person_id, hall_id, action, kind, until, reason, actor_id, at)
    values (${step.id}, ${step.personId}, ${step.hallId}, ${step.action}, ${step.kind}, ${step.until}, ${step.reason}, ${step.actorId}, ${step.now})`;
  const holds = step.action === 'check';
  await tx`
    update person set green_channel_until = ${holds ? step.until : null}, green_channel_kind = ${holds ? step.kind : null} where id = ${step.personId}`;
}

export type GreenDocumentRow = {
  id: string;
  name: string;
  action: GreenDocumentAction;
  kind: GreenDocumentKind;
  until: string;
  reason: string | null;
  at: string;
  /** Nothing was written down for this person afterwards. */
  latest: boolean;
};

/** What was written down at a hall, newest first. */
export async function greenDocumentsOf(db: Db, hallId: string, limit: number): Promise<GreenDocumentRow[]> {
  return db<GreenDocumentRow[]>`
    select d.id, p.name, d.action, d.kind, d.until, d.reason, d.at,
      not exists (select from green_document later where later.person_id = d.person_id and later.number > d.number) as latest
    from green_document d join person p on p.id = d.person_id where d.hall_id = ${hallId} order by d.number desc limit ${limit}`;
}

export type GreenDocumentInReach = Pick<GreenDocumentRow, 'action' | 'kind' | 'until' | 'latest'> & { personId: string; hallId: string };

/** One step, its person locked until the transaction ends. */
export async function lockGreenDocument(tx: Tx, id: string): Promise<GreenDocumentInReach | null> {
  await tx`select from person where id = (select person_id from green_document where id = ${id}) for no key update`;
  const [row] = await tx<GreenDocumentInReach[]>`
    select d.action, d.kind, d.until, d.person_id as "personId", d.hall_id as "hallId",
      not exists (select from green_document later where later.person_id = d.person_id and later.number > d.number) as latest
    from green_document d where d.id = ${id}`;
  return row ?? null;
}
