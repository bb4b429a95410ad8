import type { Db, Tx } from '../client';

/**
 * Claims an event of 12345 in the transaction that applies it. A second delivery waits here until the first has ended; false means that
 * the event was applied before.
 */
export async function claimEvent(tx: Tx, event: { eventId: string; bodyHash: Uint8Array; now: string }): Promise<boolean> {
  const rows = await tx`
    insert into exchange_receipt (event_id, body_hash, answer, received_at)
    values (${event.eventId}, ${event.bodyHash}, '', ${event.now}) on conflict (event_id) do nothing returning 1`;
  return rows.length === 1;
}

export async function keepReceipt(tx: Tx, eventId: string, answer: string): Promise<void> {
  await tx`update exchange_receipt set answer = ${answer} where event_id = ${eventId}`;
}

export async function receiptOf(db: Db, eventId: string): Promise<{ bodyHash: Uint8Array; answer: string } | null> {
  const [row] = await db<{ bodyHash: Uint8Array; answer: string }[]>`
    select body_hash as "bodyHash", answer from exchange_receipt where event_id = ${eventId}`;
  return row ?? null;
}

/** A person known only as a caller of 12345 with this number and name, or null. */
export async function findCaller(db: Db, caller: { phoneHash: Uint8Array; name: string }): Promise<string | null> {
  const [row] = await db<{ id: string }[]>`
    select id from person where phone_hash = ${caller.phoneHash} and name = ${caller.name} and openid is null order by id limit 1`;
  return row?.id ?? null;
}

export async function insertCaller(
  tx: Tx,
  caller: { id: string; name: string; phoneSealed: Uint8Array; phoneHash: Uint8Array; now: string },
): Promise<void> {
  await tx`
    insert into person (id, name, phone_sealed, phone_hash, created_at)
    values (${caller.id}, ${caller.name}, ${caller.phoneSealed}, ${caller.phoneHash}, ${caller.now})`;
}
