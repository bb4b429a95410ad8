import type { ChainFaultKind } from '../shared/rules/audit';
import type { Db } from './client';
import { chainHead, noHash, readChain } from './queries/audit';
import type { Sealer } from './sealed';

/** Hash of a link after the one with the hash `before`, both hexadecimal: keyed, so that who has only the tables cannot make a chain that fits. */
export const linkHash = (sealer: Sealer, before: string, content: string): string => sealer.hexHash('audit_link', 'hash', `${before}\n${content}`);

export type ChainFault = { fault: ChainFaultKind; position?: number; entryId?: number; count?: number };

export type ChainReport = { links: number; head: string; faults: ChainFault[] };

const mostFaults = 100;

/**
 * Walks the chain: each entry must be there, unchanged, at its place, and the end where it was left. Each link is held against the one before
 * as that is written, so that one fault is told once. `anchor` is `position:hash` as an earlier run printed it and somebody kept elsewhere:
 * with it, an end cut off together with its head is missed too. Entries that do not wait for a link, or have waited for more than 1 hour before
 * `now`, are named. At most 100 faults are listed, by position.
 */
export async function verifyAudit(db: Db, sealer: Sealer, now: string, anchor?: string): Promise<ChainReport> {
  // before the walk: links that the job adds meanwhile are walked too
  const head = await chainHead(db);
  const faults: ChainFault[] = [];
  const note = (fault: ChainFault) => void (faults.length < mostFaults && faults.push(fault));
  const [anchorPosition, anchorHash] = anchor?.split(':') ?? [];
  let end = { position: 0, hash: noHash };
  let links = 0;
  let never = 0;
  let sawAnchor = anchor === undefined;
  for await (const lines of readChain(db, new Date(Date.parse(now) - 3_600_000).toISOString())) {
    for (const line of lines) {
      if (line === null) {
        never += 1;
        continue;
      }
      const { position, hash, before, missing, entryId, content } = line;
      links += 1;
      if (position > end.position) end = { position, hash };
      if (missing > 0) note({ fault: 'links_missing', position: position - missing, count: missing });
      if (content === null) note({ fault: 'entry_gone', position, entryId });
      else if (linkHash(sealer, before, content) !== hash) note({ fault: 'entry_changed', position, entryId });
      if (String(position) === anchorPosition) {
        sawAnchor = true;
        if (hash !== anchorHash) note({ fault: 'anchor_changed', position });
      }
      if (position === head?.position && head.hash !== hash) note({ fault: 'end_changed', position });
    }
  }
  faults.sort((one, other) => (one.position ?? 0) - (other.position ?? 0));
  if ((head?.position ?? 0) > end.position || !sawAnchor) note({ fault: 'end_cut', position: end.position });
  else if (links > 0 && head === null) note({ fault: 'end_changed', position: end.position });
  if (never > 0) note({ fault: 'never_linked', count: never });
  return { links, head: `${end.position}:${end.hash}`, faults };
}
