import type { Sealer } from '../db/sealed';
import type { StoredAnswer } from '../db/queries/idempotency';
import { refuse } from '../shared/contract/errors';

const cell = (actor: string, key: string) => ({ table: 'idempotency', column: 'answer', row: `${actor}:${key}` });

/** Bytes kept for a repeated key; answers with tokens are kept sealed. */
export function packAnswer(sealer: Sealer, secret: boolean, actor: string, key: string, answer: string): Uint8Array {
  return secret ? sealer.seal(cell(actor, key), answer) : Buffer.from(answer, 'utf8');
}

/** The kept answer, byte for byte. Refuses a key that comes back with another body or for another endpoint. */
export function unpackAnswer(
  sealer: Sealer,
  secret: boolean,
  request: { actor: string; key: string; endpoint: string; bodyHash: Uint8Array },
  stored: StoredAnswer,
): string {
  if (stored.endpoint !== request.endpoint || !Buffer.from(stored.bodyHash).equals(Buffer.from(request.bodyHash))) {
    refuse('idempotency_key_reused');
  }
  return secret ? sealer.open(cell(request.actor, request.key), stored.answer) : Buffer.from(stored.answer).toString('utf8');
}
