import type { Tx } from '../../db/client';
import { later } from '../../shared/rules/shanghai';
import { appendEvent, appointmentById, setStatus } from '../../db/queries/appointments';
import { forgetCounts } from '../../db/queries/request-counts';
import { forgetTries } from '../../db/queries/tries';
import { forgetPushes } from '../../db/queries/wechat-pushes';
import { queueLetter } from '../../db/queries/outbox';
import { endGuideSessions, forgetGuidedAnswers } from '../../db/queries/guide-sessions';
import { forgetForms } from '../../db/queries/forms';
import { forgetAnswers, missedAppointments, unconfirmedAppointments } from '../../db/queries/sweep';
import { type AppointmentAction, appointmentFlow } from '../../shared/rules/appointment-flow';
import type { Settings } from '../../shared/rules/settings';
import type { NoticeKind } from '../../shared/text/notices';
import { placeLostReason } from '../../shared/text/appointments';
import type { Room } from '../call';
import { newId } from '../ids';
import { regainPlace } from '../window/keep-place';
import { applyNoShowRule } from '../no-show';
import { currentSettings } from '../settings';

/** A repeated request after this long is a new one. */
const keepAnswersMs = 7 * 86_400_000;
/** WeChat repeats a push within a minute, and a request is taken for five. */
const keepPushesMs = 86_400_000;
/** The citizen's phone has what was answered last long before. */
const keepGuidedMs = 3_600_000;
const batch = 200;

export type Sweep = { confirmed: number; missed: number; forgotten: number; forgottenForms: number; guidingOver: number };

/**
 * What time alone brings about: automatic confirmation, missed appointments (once the time for checking in late is over), kept answers that
 * have expired, counts whose window is over, forms whose checklist has run out, guides' sessions whose time is over. Each appointment is looked at again under its lock, so any number of runs at once do each thing once.
 */
export async function sweep(room: Room, now: string): Promise<Sweep> {
  const settings = await currentSettings(room.database);
  const done: Sweep = { confirmed: 0, missed: 0, forgotten: 0, forgottenForms: 0, guidingOver: 0 };
  for (const id of await unconfirmedAppointments(room.database, { startsBy: later(now, settings.autoConfirmMinutes * 60_000), now }, batch)) {
    if (await actBySystem(room, id, 'confirm', 'appointment_confirmed', settings, now)) done.confirmed += 1;
  }
  const endedBefore = later(now, -settings.checkInClosesMinutes * 60_000);
  for (const id of await missedAppointments(room.database, endedBefore, batch)) {
    if (await actBySystem(room, id, 'markNoShow', null, settings, now)) done.missed += 1;
  }
  await forgetTries(room.database, later(now, -3_600_000), 10_000);
  await forgetCounts(room.database, now, 10_000);
  await forgetPushes(room.database, later(now, -keepPushesMs), 10_000);
  done.forgotten = await forgetAnswers(room.database, later(now, -keepAnswersMs), 10_000);
  done.forgottenForms = await forgetForms(room.database, now, 1_000);
  done.guidingOver = await room.database.begin((tx) => endGuideSessions(tx, { overAt: now }, { by: 'time', side: null, actorId: null, now }));
  await forgetGuidedAnswers(room.database, later(now, -keepGuidedMs), 1_000);
  return done;
}

/** One change of an appointment in its own transaction; false when somebody has changed it in the meantime. */
async function actBySystem(
  { database }: Room,
  id: string,
  action: Extract<AppointmentAction, 'confirm' | 'markNoShow'>,
  notice: NoticeKind | null,
  settings: Settings,
  now: string,
): Promise<boolean> {
  return database.begin(async (tx) => {
    const row = await appointmentById(tx, id, 'lock');
    const status = row && row.status !== 'arrived' ? appointmentFlow[row.status][action] : undefined;
    if (!row || !status) return false;
    if (action === 'confirm' && !(await regainPlace(tx, row, settings, now))) return declineBySystem(tx, id, now);
    await setStatus(tx, id, status);
    await appendEvent(tx, { appointmentId: id, at: now, action, status, by: 'system', actorId: null, note: null });
    if (action === 'markNoShow') await applyNoShowRule(tx, row.personId, settings, now);
    if (notice) await queueLetter(tx, { id: newId('out', now), kind: 'appointment_notice', payload: { appointmentId: id, notice }, now });
    return true;
  });
}

/** Nobody comes for nothing: who has no place any more hears it an hour before, with the reason and the way to another time. */
async function declineBySystem(tx: Tx, appointmentId: string, now: string): Promise<boolean> {
  const note = placeLostReason;
  await setStatus(tx, appointmentId, 'cancelled');
  await appendEvent(tx, { appointmentId, at: now, action: 'decline', status: 'cancelled', by: 'system', actorId: null, note });
  await queueLetter(tx, { id: newId('out', now), kind: 'appointment_notice', payload: { appointmentId, notice: 'appointment_declined' }, now });
  return false;
}
