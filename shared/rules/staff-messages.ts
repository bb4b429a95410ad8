import type { NoticeKind } from '../text/notices';
import type { Settings } from './settings';
import { addDays, type Instant, later, minutesClock, shanghaiClock, shanghaiDay, shanghaiInstant } from './shanghai';

/** What is told at once, night or day, and never gathered: somebody waits for an answer outside hours. */
const urgentKinds: readonly NoticeKind[] = ['staff_urgent_asked', 'staff_urgent_late', 'staff_urgent_withdrawn'];

/** Whether WeChat messages of this kind are gathered and kept back at night (J2): those to staff, but for what is urgent. */
export const isGathered = (kind: NoticeKind): boolean => kind.startsWith('staff_') && !urgentKinds.includes(kind);

type Quiet = Pick<Settings, 'staffQuietFrom' | 'staffQuietUntil'>;

/** The instant itself, or the end of the quiet hours in which it lies. With equal hours nothing is quiet; they may lie around midnight or not. */
export function afterQuietHours(at: Instant, { staffQuietFrom, staffQuietUntil }: Quiet): Instant {
  if (staffQuietFrom === staffQuietUntil) return at;
  const [from, until] = [minutesClock(staffQuietFrom * 60), minutesClock(staffQuietUntil * 60)];
  const [day, clock] = [shanghaiDay(at), shanghaiClock(at)];
  if (from < until) return clock >= from && clock < until ? shanghaiInstant(day, until) : at;
  if (clock < until) return shanghaiInstant(day, until);
  return clock >= from ? shanghaiInstant(addDays(day, 1), until) : at;
}

/** When the message about a notice made at this instant leaves: what comes within so many minutes leaves with it, and nothing at night. */
export function gatheredUntil(createdAt: Instant, settings: Quiet & Pick<Settings, 'staffBatchMinutes'>): Instant {
  return afterQuietHours(later(createdAt, settings.staffBatchMinutes * 60_000), settings);
}
