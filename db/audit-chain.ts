import type { ChainFaultKind } from '../shared/rules/audit';
import type { Database } from './client';
import { chainHead, entriesNeverLinked, noHash, readChain } from './queries/audit';
import type { Sealer } from './sealed';

/** Hash of a link after the one with the hash `before`, both hexadecimal: keyed, so that who has only the tables cannot make a chain that fits. */
export const linkHash = (sealer: Sealer, before: string, content: string): string => {
  const hash = sealer.hash('audit_link', 'hash', `${before}\n${content}`);
  return Buffer.from(hash.buffer, hash.byteOffset, hash.length).toString('hex');
};

export type ChainFault = { fault: ChainFaultKind; position?: number; entryId?: number; count?: number };

export type ChainReport = { links: number; head: string; faults: ChainFault[] };

const mostFaults = 100;

/**
 * Walks the chain from its begin: each entry must be there, unchanged, at its place, and the end where it was left. `anchor` is
 * `position:hash` as an earlier run printed it and somebody kept elsewhere: with it, an end cut off together with its head is missed too.
 * Entries that do not wait for a link, or have waited for more than 1 hour before `now`, are named. At most 100 faults are listed.
 */
export async function verifyAudit(database: Database, sealer: Sealer, now: string, anchor?: string): Promise<ChainReport> {
  // before the walk: links that the job adds meanwhile are walked too
  const head = await chainHead(database);
  const faults: ChainFault[] = [];
  const note = (fault: ChainFault) => void (faults.length < mostFaults && faults.push(fault));
  const [anchorPosition, anchorHash] = anchor?.split(':') ?? [];
  let before = noHash;
  let position = 0;
  let links = 0;
  let sawAnchor = anchor === undefined;
  for await (const lines of readChain(database)) {
    for (const line of lines) {
      if (line.position !== position + 1) note({ fault: 'links_missing', position: position + 1, count: line.position - position - 1 });
      position = line.position;
      links += 1;
      if (line.content === null) note({ fault: 'entry_gone', position, entryId: line.entryId });
      else if (linkHash(sealer, before, line.content) !== line.hash) note({ fault: 'entry_changed', position, entryId: line.entryId });
      // go on from what is written, so that one fault is told once
      before = line.hash;
      if (String(position) === anchorPosition) {
        sawAnchor = true;
        if (line.hash !== anchorHash) note({ fault: 'anchor_changed', position });
      }
      if (position === head?.position && head.hash !== line.hash) note({ fault: 'end_changed', position });
    }
  }
  if ((head?.position ?? 0) > position || !sawAnchor) note({ fault: 'end_cut', position });
  else if (links > 0 && head === null) note({ fault: 'end_changed', position });
  const never = await entriesNeverLinked(database, new Date(Date.parse(now) - 3_600_000).toISOString());
  if (never > 0) note({ fault: 'never_linked', count: never });
  return { links, head: `${position}:${before}`, faults };
}
