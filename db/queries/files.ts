import type { Db, Tx } from '../client';
import type { fileStates } from '../schema/files';

type FileState = (typeof fileStates)[number];

/** A photo on a timeline. */
export type PhotoRow = { id: string; width: number; height: number };

/** The row of an upload, made before its content; a repeated upload finds its own. */
export async function announceFile(
  db: Db,
  file: { id: string; ownerId: string; uploadKey: string; now: string },
): Promise<{ id: string; state: FileState }> {
  const [row] = await db<{ id: string; state: FileState }[]>`
    insert into stored_file as known (id, owner_id, upload_key, state, created_at)
    values (${file.id}, ${file.ownerId}, ${file.uploadKey}, 'arriving', ${file.now})
    on conflict (owner_id, upload_key) do update set upload_key = excluded.upload_key returning known.id, known.state`;
  if (!row) throw new Error('an upload has no row');
  return row;
}

/** The content is in the store. False when the file is being removed in the meantime. */
export async function fileArrived(tx: Tx, file: { id: string; sha256: Uint8Array; size: number; width: number; height: number }): Promise<boolean> {
  const rows = await tx`
    update stored_file set state = 'waiting', sha256 = ${file.sha256}, size = ${file.size}, width = ${file.width}, height = ${file.height}
    where id = ${file.id} and state in ('arriving', 'waiting') returning 1`;
  return rows.length === 1;
}

/** Files of this person that are part of nothing. */
export async function countWaiting(db: Db, ownerId: string): Promise<number> {
  const [row] = await db<{ count: number }[]>`
    select count(*) from stored_file where owner_id = ${ownerId} and state in ('arriving', 'waiting')`;
  return row?.count ?? 0;
}

/** What a file is part of: who may read it follows from that. */
export type FilePlace = {
  id: string;
  ownerId: string;
  state: FileState;
  caseId: string | null;
  claimId: string | null;
  consultationId: string | null;
  internal: boolean;
  /** Null until it has arrived. */
  width: number | null;
  height: number | null;
};

/** `internal`: the file, or the entry it is part of, is not for the requester. */
export async function filePlace(db: Db, id: string): Promise<FilePlace | null> {
  const [row] = await db<FilePlace[]>`
    select f.id, f.owner_id as "ownerId", f.state, f.case_id as "caseId", f.claim_id as "claimId", f.consultation_id as "consultationId", f.internal or coalesce(e.internal, false) as internal,
      f.width, f.height
    from stored_file f left join case_event e on e.case_id = f.case_id and e.seq = f.case_seq where f.id = ${id}`;
  return row ?? null;
}

/** Makes waiting files of this person part of an entry of a case, in the order given; how many it found. */
export async function attachFiles(
  tx: Tx,
  part: { ids: readonly string[]; ownerId: string; caseId: string; caseSeq: number; internal: boolean },
): Promise<number> {
  const rows = await tx`
    update stored_file set state = 'attached', case_id = ${part.caseId}, case_seq = ${part.caseSeq}, internal = ${part.internal},
      position = array_position(${[...part.ids]}::text[], id)
    where id = any(${[...part.ids]}) and owner_id = ${part.ownerId} and state = 'waiting' returning 1`;
  return rows.length;
}

/** Makes waiting files of the claimant proof of a claim, in the order given; how many it found. */
export async function attachToClaim(tx: Tx, part: { ids: readonly string[]; ownerId: string; claimId: string }): Promise<number> {
  const rows = await tx`
    update stored_file set state = 'attached', claim_id = ${part.claimId}, position = array_position(${[...part.ids]}::text[], id)
    where id = any(${[...part.ids]}) and owner_id = ${part.ownerId} and state = 'waiting' returning 1`;
  return rows.length;
}

/** Makes waiting files of this person part of an entry of a question's thread, in the order given; how many it found. */
export async function attachToConsultation(
  tx: Tx,
  part: { ids: readonly string[]; ownerId: string; consultationId: string; seq: number },
): Promise<number> {
  const rows = await tx`
    update stored_file set state = 'attached', consultation_id = ${part.consultationId}, consultation_seq = ${part.seq},
      position = array_position(${[...part.ids]}::text[], id)
    where id = any(${[...part.ids]}) and owner_id = ${part.ownerId} and state = 'waiting' returning 1`;
  return rows.length;
}

/** The photos that were given as proof with a claim. */
export async function photosOfClaim(db: Db, claimId: string): Promise<PhotoRow[]> {
  const rows = await db<PhotoRow[]>`select id, width, height from stored_file where claim_id = ${claimId} order by position, id`;
  return [...rows];
}

/** Photos that were handed in with an entry become part of a later one, which the requester sees. Internal ones stay. */
export async function showWithEntry(tx: Tx, caseId: string, from: number, to: number): Promise<void> {
  await tx`update stored_file set case_seq = ${to} where case_id = ${caseId} and case_seq = ${from} and not internal`;
}

/** The photos of a case by the number of their entry. Without `internal` none leaves the database that is not for the requester. */
export async function photosOfCase(db: Db, caseId: string, internal: boolean): Promise<(PhotoRow & { seq: number; internal: boolean })[]> {
  const rows = await db<(PhotoRow & { seq: number; internal: boolean })[]>`
    select f.id, f.width, f.height, f.case_seq as seq, f.internal or e.internal as internal
    from stored_file f join case_event e on e.case_id = f.case_id and e.seq = f.case_seq
    where f.case_id = ${caseId} and (${internal} or not (f.internal or e.internal)) order by f.case_seq, f.position, f.id`;
  return [...rows];
}

/** The number of the last entry with this action, or null. */
export async function lastEntry(db: Db, caseId: string, action: string): Promise<number | null> {
  const [row] = await db<{ seq: number | null }[]>`select max(seq) as seq from case_event where case_id = ${caseId} and action = ${action}`;
  return row?.seq ?? null;
}

/** Files from before an instant that became part of nothing, the oldest first. */
export async function forgottenFiles(db: Db, before: string, limit: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select id from stored_file where state in ('arriving', 'waiting') and created_at < ${before} order by created_at limit ${limit}`;
  return rows.map((row) => row.id);
}

/** From here on nobody reads the file. False when it has become part of something, or is being removed already. */
export async function startRemoval(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx`update stored_file set state = 'removing' where id = ${id} and state in ('arriving', 'waiting') returning 1`;
  return rows.length === 1;
}

/** Forgets the row of a file whose content is gone. */
export async function forgetFile(db: Db, id: string): Promise<void> {
  await db`delete from stored_file where id = ${id} and state = 'removing'`;
}
