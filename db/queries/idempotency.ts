import type { Db } from '../client';

export type StoredAnswer = { endpoint: string; bodyHash: Uint8Array; answer: Uint8Array };

/** The answer kept for a key, or null. */
export async function storedAnswer(db: Db, actor: string, key: string): Promise<StoredAnswer | null> {
  const [row] = await db<StoredAnswer[]>`
    select endpoint, body_hash as "bodyHash", answer from idempotency where actor = ${actor} and key = ${key}`;
  return row ?? null;
}

/**
 * Claims a key inside the transaction of the effect. A second caller with the same key waits here until the first has
 * committed; false means the key is taken.
 */
export async function claimKey(tx: Db, claim: { actor: string; key: string; endpoint: string; bodyHash: Uint8Array; now: string }): Promise<boolean> {
  const rows = await tx`
    insert into idempotency (actor, key, endpoint, body_hash, answer, created_at)
    values (${claim.actor}, ${claim.key}, ${claim.endpoint}, ${claim.bodyHash}, '', ${claim.now})
    on conflict (actor, key) do nothing returning 1`;
  return rows.length === 1;
}

export async function keepAnswer(tx: Db, actor: string, key: string, answer: Uint8Array): Promise<void> {
  await tx`update idempotency set answer = ${answer} where actor = ${actor} and key = ${key}`;
}
