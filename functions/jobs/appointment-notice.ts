import type { Tx } from '../../db/client';
import { type AppointmentFacts, appointmentFacts } from '../../db/queries/appointment-facts';
import { type ClaimedLetter, finishLetter } from '../../db/queries/outbox';
import { officersOfHall } from '../../db/queries/staff';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { type NoticeKind, noticeKinds } from '../../shared/text/notices';
import { whenText } from '../../shared/text/when';
import type { Room } from '../call';
import { notify } from '../notify';
import type { Outcome } from './outcome';

/**
 * Words the notice that an appointment's write has left, for the applicant and the relative who booked or, for a staff notice, for the officers of its hall. The notices
 * and the end of the letter are one transaction, so that a second run adds nothing. What may have changed since (the counter of a call) stands in
 * the letter itself.
 */
export async function wordAppointmentNotice(room: Room, letter: ClaimedLetter, now: string): Promise<Outcome> {
  const { appointmentId, notice, facts: thenFacts, onlyFor, own } = letter.payload;
  const kind = noticeKinds.find((known) => known === notice);
  if (!kind || typeof appointmentId !== 'string') return { end: 'dead', error: `no such notice: ${String(notice)}` };
  const facts = await appointmentFacts(room.database, appointmentId);
  if (!facts) return { end: 'dead', error: `no such appointment: ${appointmentId}` };
  // A reminder of a time that is no longer the appointment's says nothing.
  if (onlyFor !== undefined && (onlyFor !== facts.startsAt || !['booked', 'confirmed'].includes(facts.status)))
    return { end: 'dropped', error: 'moved or ended since' };
  await room.database.begin(async (tx) => {
    const first = await finishLetter(tx, letter, { state: 'delivered', error: null, now });
    if (first) await tellEach(tx, { kind, appointmentId, own: own === true }, facts, { ...(thenFacts as Record<string, string> | undefined) }, now);
  });
  return { end: 'ended' };
}

async function tellEach(
  tx: Tx,
  { kind, appointmentId, own }: { kind: NoticeKind; appointmentId: string; own: boolean },
  found: AppointmentFacts,
  atTheTime: Record<string, string>,
  now: string,
): Promise<void> {
  const people = kind.startsWith('staff_') ? await officersOfHall(tx, found.hallId) : [found.personId, ...(found.bookerId ? [found.bookerId] : [])];
  const { item, hall, code, startsAt, number, counter, reason } = found;
  const named = { item, hall, code, when: whenText(startsAt, shanghaiDay(now)), number, counter, reason };
  const facts = Object.fromEntries(Object.entries(named).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
  await Promise.all(people.map((personId) => notify(tx, { personId, kind, subjectId: appointmentId, facts: { ...facts, ...atTheTime }, now, own })));
}
