import type { Tx } from '../db/client';
import type { ComplaintRow } from '../db/queries/complaints';
import { shanghaiDay } from '../shared/rules/shanghai';
import { complaintKindWords } from '../shared/text/complaints';
import type { NoticeKind } from '../shared/text/notices';
import { whenText } from '../shared/text/when';
import { notify } from './notify';

/** Tells one person of a complaint as it stands; nothing says who filed it. */
export async function tellComplaint(
  tx: Tx,
  row: ComplaintRow,
  kind: Extract<NoticeKind, `${'' | 'staff_'}complaint_${string}`>,
  personId: string,
  now: string,
): Promise<void> {
  const facts = { what: complaintKindWords[row.kind], unit: row.unitName, owner: row.ownerName ?? '', due: whenText(row.dueAt, shanghaiDay(now)) };
  await notify(tx, { personId, kind, subjectId: row.id, facts, now });
}
