import { appendLinks, takeChainEnd, takeWaitingEntries } from '../../db/queries/audit';
import { linkHash } from '../../db/audit-chain';
import type { Room } from '../call';

const batch = 2_000;
const mostBatches = 20;

/**
 * K2: links the entries of the audit log that wait for it, in the order of their ids. One run at a time lengthens the chain, another leaves it
 * alone. A run that dies has linked whole batches. An entry that was removed while it waited gets a link too, so that it is missed.
 */
export async function auditChain({ database, sealer }: Pick<Room, 'database' | 'sealer'>): Promise<{ auditLinked: number }> {
  let auditLinked = 0;
  for (let round = 0; round < mostBatches; round += 1) {
    const linked = await database.begin(async (tx) => {
      const end = await takeChainEnd(tx);
      if (!end) return 0;
      let { position, hash } = end;
      const links = [];
      for (const { id, content } of await takeWaitingEntries(tx, batch)) {
        position += 1;
        hash = linkHash(sealer, hash, content ?? '');
        links.push({ position, entryId: id, hash });
      }
      await appendLinks(tx, links);
      return links.length;
    });
    auditLinked += linked;
    if (linked < batch) break;
  }
  return { auditLinked };
}
