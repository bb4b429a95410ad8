import { queueLetter } from '../../db/queries/outbox';
import { noteReminder, unremindedAppointments } from '../../db/queries/reminders';
import { isReminderDue, reminderKinds, type ReminderKind, reminderSpan } from '../../shared/rules/reminders';
import { addDays, endOfDay, later, shanghaiDay } from '../../shared/rules/shanghai';
import type { NoticeKind } from '../../shared/text/notices';
import type { Room } from '../call';
import { newId } from '../ids';
import { currentSettings } from '../settings';

const batch = 1_000;
const noticeOf: Record<ReminderKind, NoticeKind> = { day_before: 'appointment_reminder_day', soon: 'appointment_reminder_soon' };

/**
 * C15: reminds the day before and shortly before the slot. Each reminder is noted in the transaction of its letter, so that any number of runs
 * send it once; the letter is dropped when the appointment has moved or ended before it is worded.
 */
export async function reminders({ database }: Room, now: string): Promise<{ reminded: number }> {
  const settings = await currentSettings(database);
  const today = shanghaiDay(now);
  const ranges: Record<ReminderKind, { after: string; until: string }> = {
    day_before: { after: endOfDay(today), until: endOfDay(addDays(today, 1)) },
    soon: { after: now, until: later(now, settings.reminderMinutes * 60_000) },
  };
  const dayBeforeOpens = reminderSpan('day_before', later(endOfDay(today), 1), settings).from;
  let reminded = 0;
  for (const kind of now < dayBeforeOpens ? (['soon'] as const) : reminderKinds) {
    for (const one of await unremindedAppointments(database, kind, ranges[kind], batch)) {
      if (!isReminderDue(kind, one, settings, now)) continue;
      const sent = await database.begin(async (tx) => {
        if (!(await noteReminder(tx, kind, one, now))) return false;
        const payload = { appointmentId: one.id, notice: noticeOf[kind], onlyFor: one.startsAt };
        await queueLetter(tx, { id: newId('out', now), kind: 'appointment_notice', payload, now });
        return true;
      });
      if (sent) reminded += 1;
    }
  }
  return { reminded };
}
