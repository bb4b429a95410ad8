import type { Tx } from '../db/client';
import type { ConsultationRow } from '../db/queries/consultations';
import { shanghaiDay } from '../shared/rules/shanghai';
import type { NoticeKind } from '../shared/text/notices';
import { whenText } from '../shared/text/when';
import { notify } from './notify';

/** Tells one person of a question as it stands. */
export async function tellConsultation(
  tx: Tx,
  row: ConsultationRow,
  kind: Extract<NoticeKind, `${'' | 'staff_'}consultation_${string}`>,
  personId: string,
  now: string,
): Promise<void> {
  const facts = {
    question: row.question.length > 40 ? `${row.question.slice(0, 39)}…` : row.question,
    unit: row.unitName,
    owner: row.ownerName ?? '',
    due: whenText(row.dueAt, shanghaiDay(now)),
  };
  await notify(tx, { personId, kind, subjectId: row.id, facts, now });
}
