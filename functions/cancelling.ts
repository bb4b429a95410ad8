import type { Tx } from '../db/client';
import { appendEvent, type AppointmentRow, setStatus } from '../db/queries/appointments';
import { queueLetter } from '../db/queries/outbox';
import { releasePlace } from '../db/queries/places';
import { appointmentFlow } from '../shared/rules/appointment-flow';
import type { Settings } from '../shared/rules/settings';
import { randomRelease } from './booking';
import { newId } from './ids';

export type Cancelling = { by: 'applicant' | 'officer'; actorId: string; reason: string | null; late: boolean };

/** Gives a visit back, locked by `appointmentById` and allowed by the caller: status, place, history and the notice to the person in one. */
export async function cancelVisit(tx: Tx, row: AppointmentRow, { by, actorId, reason, late }: Cancelling, settings: Settings, now: string) {
  const payload = { appointmentId: row.leadId ?? row.id, notice: 'appointment_cancelled', own: by === 'applicant' };
  await Promise.all([
    setStatus(tx, row.id, appointmentFlow[row.status].cancel ?? row.status, late),
    releasePlace(tx, row.id, randomRelease(now, settings)),
    appendEvent(tx, { appointmentId: row.id, at: now, action: 'cancel', status: 'cancelled', by, actorId, note: reason }),
    queueLetter(tx, { kind: 'appointment_notice', payload, now, id: newId('out', now) }),
  ]);
}
