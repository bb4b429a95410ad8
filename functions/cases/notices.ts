import type { Tx } from '../../db/client';
import { type CaseRecord, clocksOfCase } from '../../db/queries/cases';
import { shanghaiDay } from '../../shared/rules/shanghai';
import type { NoticeKind } from '../../shared/text/notices';
import { dateText } from '../../shared/text/when';
import { notify } from '../notify';

export type CaseNotice = Extract<NoticeKind, `case_${string}` | `staff_case_${string}`>;

/** Tells one person of a case; the facts come from the case as it stands in this transaction. */
export async function tellCase(tx: Tx, subject: CaseRecord, kind: CaseNotice, personId: string, now: string, reason?: string): Promise<void> {
  const processing = (await clocksOfCase(tx, subject.id)).filter((clock) => clock.kind === 'processing').at(-1);
  await notify(tx, {
    personId,
    kind,
    subjectId: subject.id,
    facts: {
      number: subject.number,
      title: subject.title,
      unit: subject.unitName,
      // An owner without a name is named by the unit before it.
      owner: subject.ownerName ?? '',
      ...(processing ? { due: dateText(shanghaiDay(processing.dueAt), shanghaiDay(now)) } : {}),
      ...(reason === undefined ? {} : { reason }),
    },
    now,
  });
}
