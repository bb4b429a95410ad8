import type { Db } from '../../db/client';
import { acceptanceOf, type AcceptanceRow } from '../../db/queries/acceptances';
import type { AppointmentRow } from '../../db/queries/appointments';
import { checklistByCode } from '../../db/queries/checklists';
import { earlierNotice, oneTimeNoticeOf, type OneTimeNoticeRow } from '../../db/queries/one-time-notices';
import type { Output } from '../../shared/contract/index';
import { isOverdueGap } from '../../shared/rules/acceptance-flow';
import { isLive } from '../../shared/rules/appointment-flow';
import { sameMaterial } from '../../shared/rules/extra-material';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { addWorkingDays } from '../../shared/rules/work-time';
import { explainDeadline } from '../../shared/text/work-time';
import { currentCalendar } from '../calendar';
import type { WindowCall } from './visit';

type Window = Output<'window.read'>;

/** What a visit came to and what went before it (C13), for the officer. */
export async function standing(
  call: WindowCall,
  db: Db,
  row: AppointmentRow,
): Promise<Pick<Window, 'supply' | 'earlierNotice' | 'notice' | 'acceptance'>> {
  const live = isLive(row.status);
  const earlier = live ? await earlierNotice(db, row) : null;
  const notice = live ? null : await oneTimeNoticeOf(db, row.id);
  const accepted = live ? null : await acceptanceOf(db, row.id);
  return {
    supply: live ? await supplyDays(call, db) : null,
    earlierNotice: earlier && { ...noticeView(earlier), beyond: await beyondNotice(db, earlier) },
    notice: notice && noticeView(notice),
    acceptance: accepted && acceptanceView(accepted, call.now),
  };
}

/** The day proposed for a gap and the last one that may be agreed to; null past the end of the work calendar. */
export async function supplyDays(call: WindowCall, db: Db): Promise<Window['supply']> {
  const calendar = await currentCalendar(call.database, db);
  const proposed = addWorkingDays(calendar, call.now, Math.min(call.settings.gapSupplyDays, call.settings.gapSupplyMostDays));
  const latest = addWorkingDays(calendar, call.now, call.settings.gapSupplyMostDays);
  return proposed.ok && latest.ok ? { by: proposed.date, explanation: explainDeadline(proposed), latest: latest.date } : null;
}

/** Materials that were on the list of that visit and in order: nobody was told that they would be asked for again. */
export async function beyondNotice(db: Db, notice: OneTimeNoticeRow): Promise<string[]> {
  const list = await checklistByCode(db, notice.checklistCode);
  return (list?.content.materials ?? []).filter(({ name }) => !notice.lines.some((line) => sameMaterial(line.name, name))).map(({ id }) => id);
}

export function noticeView({ code, hallName, givenAt, lines }: OneTimeNoticeRow): NonNullable<Window['notice']> {
  return { code, hallName, givenAt, lines };
}

/** A case of the window, the same for applicant and staff. */
export function acceptanceView(row: AcceptanceRow, now: string): NonNullable<Window['acceptance']> {
  const { id, status, hallName, hallAddress, hallPhone, acceptedAt, promisedWorkingDays, dueAt, explanation, endedAt, endNote } = row;
  const gaps = row.gaps.map((gap) => ({ ...gap, overdue: status === 'open' && isOverdueGap(gap, shanghaiDay(now)) }));
  return { id, status, hallName, hallAddress, hallPhone, acceptedAt, promisedWorkingDays, dueAt, explanation, endedAt, endNote, gaps };
}
