import type { Tx } from '../../db/client';
import { appendEvent, type AppointmentRow, setStatus } from '../../db/queries/appointments';
import { readPerson } from '../../db/queries/people';
import { refuse } from '../../shared/contract/errors';
import { appointmentFlow, availableAppointmentActions } from '../../shared/rules/appointment-flow';
import { greenGroundOn } from '../../shared/rules/green-ground';
import type { Settings } from '../../shared/rules/settings';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { issueTicket } from './ticket';

/** Checks a locked appointment in and gives it a ticket (C11): only on its day, within the time set. Says who did it: staff, or the person by phone. */
export async function checkIn(
  tx: Tx,
  row: AppointmentRow,
  who: { by: 'officer' | 'applicant'; actorId: string; now: string; settings: Settings },
): Promise<void> {
  const { now } = who;
  const status = appointmentFlow[row.status].checkIn;
  if (!status) refuse('wrong_state', { status: row.status });
  if (!availableAppointmentActions(row, 'officer', now, who.settings).includes('checkIn')) refuse('wrong_day', { startsAt: row.startsAt });
  await setStatus(tx, row.id, status);
  await appendEvent(tx, { appointmentId: row.id, at: now, action: 'checkIn', status, by: who.by, actorId: who.actorId, note: null });
  const greenChannel = greenGroundOn(await readPerson(tx, row.personId), shanghaiDay(now), who.settings) !== null;
  await issueTicket(tx, {
    hallId: row.hallId,
    day: row.day,
    itemCode: row.itemCode,
    itemName: row.itemName,
    appointmentId: row.id,
    visitId: null,
    personId: row.personId,
    arrival: { at: now, slot: { startsAt: row.startsAt, endsAt: row.endsAt }, greenChannel },
    actorId: who.by === 'officer' ? who.actorId : null,
    settings: who.settings,
  });
}
