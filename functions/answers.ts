import type { Sealer } from '../db/sealed';
import type { StoredAnswer } from '../db/queries/idempotency';
import { refuse } from '../shared/contract/errors';

const cell = (actor: string, key: string) => ({ table: 'idempotency', column: 'answer', row: `${actor}:${key}` });

/** How a JSON object begins, and no seal: those begin with the number of their key, which is never this. */
const brace = '{'.charCodeAt(0);

/** Bytes kept for a repeated key: sealed, since an answer may carry a token, or the number of somebody who is to be called. */
export const packAnswer = (sealer: Sealer, actor: string, key: string, answer: string): Uint8Array => sealer.seal(cell(actor, key), answer);

/**
 * The kept answer, byte for byte: sealed, or as a statement has written it. Refuses a key that comes back with another body or for another endpoint.
 */
export function unpackAnswer(
  sealer: Sealer,
  request: { actor: string; key: string; endpoint: string; bodyHash: Uint8Array },
  stored: StoredAnswer,
): string {
  if (stored.endpoint !== request.endpoint || !Buffer.from(stored.bodyHash).equals(Buffer.from(request.bodyHash))) {
    refuse('idempotency_key_reused');
  }
  const { answer } = stored;
  return answer[0] === brace ? Buffer.from(answer).toString('utf8') : sealer.open(cell(request.actor, request.key), answer);
}
