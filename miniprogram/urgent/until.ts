import { addDays, endOfDay, type Instant, later, shanghaiDay, shanghaiInstant } from '../../shared/rules/shanghai';
import type { urgentUntilWords } from '../../shared/text/pages/urgent';

export type Until = keyof typeof urgentUntilWords;
export const untils: readonly Until[] = ['two_hours', 'tonight', 'morning', 'tomorrow', 'day_after'];

/** The instant behind a choice, by the service's clock. */
export function untilInstant(until: Until, now: Instant): Instant {
  const today = shanghaiDay(now);
  const tomorrow = addDays(today, 1);
  switch (until) {
    case 'two_hours':
      return later(now, 2 * 3_600_000);
    case 'tonight':
      return endOfDay(today);
    case 'morning': {
      // At two in the morning people mean the one that comes.
      const nine = shanghaiInstant(today, '09:00');
      return now < nine ? nine : shanghaiInstant(tomorrow, '09:00');
    }
    case 'tomorrow':
      return endOfDay(tomorrow);
    case 'day_after':
      return endOfDay(addDays(today, 2));
  }
}
