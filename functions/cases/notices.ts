import type { Tx } from '../../db/client';
import { type CaseRecord, clocksOfCase } from '../../db/queries/cases';
import { contactOf } from '../../db/queries/members';
import { staffReaching } from '../../db/queries/staff';
import { firstResponsible } from '../../db/queries/units';
import { shiftAt } from '../../shared/rules/duty';
import { shanghaiDay } from '../../shared/rules/shanghai';
import type { NoticeKind } from '../../shared/text/notices';
import { dateText } from '../../shared/text/when';
import { notify } from '../notify';

export type CaseNotice = Extract<
  NoticeKind,
  | `case_${string}`
  | `staff_${'case' | 'referral' | 'assistance' | 'extension' | 'sign_off' | 'conference' | 'task' | 'visit' | 'rectification'}_${string}`
>;

/** Tells several of staff of a case, each once. */
export async function tellStaff(
  tx: Tx,
  subject: CaseRecord,
  kind: CaseNotice,
  personIds: readonly string[],
  now: string,
  reason?: string,
): Promise<void> {
  for (const personId of new Set(personIds)) await tellCase(tx, subject, kind, personId, now, reason);
}

/** The owner and the liaison officer follow what the requester does. */
export async function tellFollowers(tx: Tx, subject: CaseRecord, kind: CaseNotice, now: string): Promise<void> {
  await tellStaff(tx, subject, kind, [subject.ownerId, subject.liaisonId ?? subject.ownerId], now);
}

/** Who is told of what comes to a unit: its heads, else whoever is first responsible there. */
export async function unitContacts(tx: Tx, unit: { id: string; path: string }, now: string): Promise<string[]> {
  const heads = (await staffReaching(tx, 'unit_head', unit.path)).slice(0, 3).map(({ id }) => id);
  const first = await firstResponsible(tx, unit.id, shiftAt(now));
  return heads.length > 0 ? heads : first ? [first] : [];
}

/** Who may decide on the extension that is asked (D7): the nearest heads, or the supervisors. */
export async function approvers(tx: Tx, { extension, unitPath }: CaseRecord): Promise<string[]> {
  if (!extension) return [];
  const found = await staffReaching(tx, extension.approver, unitPath);
  return found.map(({ id }) => id).filter((id) => id !== extension.askedBy);
}

/** Tells one person of a case, and in place of a requester who has left the enterprise one of its principals; the facts come from the case as it stands in this transaction. */
export async function tellCase(tx: Tx, subject: CaseRecord, kind: CaseNotice, personId: string, now: string, reason?: string): Promise<void> {
  const to =
    personId === subject.requesterId && subject.requesterLeft && subject.enterpriseId
      ? await contactOf(tx, subject.enterpriseId, personId)
      : personId;
  // Nobody of the enterprise is left to be told; the case goes on.
  if (to === null) return;
  const processing = (await clocksOfCase(tx, subject.id)).filter((clock) => clock.kind === 'processing').at(-1);
  await notify(tx, {
    personId: to,
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
    urgent: subject.danger,
  });
}
