import type { Tx } from '../db/client';
import type { UrgentRow } from '../db/queries/urgent';
import { shanghaiDay } from '../shared/rules/shanghai';
import type { NoticeKind } from '../shared/text/notices';
import { whenText } from '../shared/text/when';
import { notify } from './notify';

export type UrgentNotice = Extract<NoticeKind, `${'' | 'staff_'}urgent_${string}`>;

/** Tells one person of an urgent request, also at night: it is asked outside hours (C16). The facts come from the request as it stands. */
export async function tellUrgent(tx: Tx, row: UrgentRow, kind: UrgentNotice, personId: string, now: string): Promise<void> {
  const today = shanghaiDay(now);
  const forStaff = kind.startsWith('staff_');
  const facts: Record<string, string> = {
    unit: row.unitName,
    // A name that is not known is the unit's before it.
    owner: row.takerName ?? (forStaff ? (row.dutyName ?? '') : ''),
    due: whenText(row.dueAt, today),
    phone: row.unitPhone,
    reason: forStaff ? row.why : (row.reason ?? ''),
    when: whenText(kind === 'urgent_met' && row.meetAt ? row.meetAt : row.wantedBy, today),
    place: row.place ?? '',
    instead: row.instead ?? '',
  };
  await notify(tx, { personId, kind, subjectId: row.id, facts, now });
}
