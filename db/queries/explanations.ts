import type { ExplanationOutcome } from '../../shared/rules/no-show';
import type { Db, Tx } from '../client';

export type ExplanationRow = { words: string; givenAt: string; outcome: ExplanationOutcome | null; reply: string | null };

/** What the person said about this missed appointment; of a visit of several items it stands at the first. */
export async function explanationOf(db: Db, appointmentId: string): Promise<ExplanationRow | null> {
  const [row] = await db<ExplanationRow[]>`
    select words, given_at as "givenAt", outcome, reply from no_show_explanation where appointment_id = ${appointmentId}`;
  return row ?? null;
}

/** On a locked appointment without one. */
export async function insertExplanation(
  tx: Tx,
  explanation: { appointmentId: string; givenBy: string | null; words: string; now: string },
): Promise<void> {
  const { appointmentId, givenBy, words, now } = explanation;
  await tx`insert into no_show_explanation (appointment_id, given_by, words, given_at) values (${appointmentId}, ${givenBy}, ${words}, ${now})`;
}

export type HallExplanation = ExplanationRow & {
  appointmentId: string;
  applicantName: string;
  /** The relative who handed it in; null: the applicant. */
  givenBy: string | null;
  itemName: string;
  startsAt: string;
  /** Missed appointments of the person that count, wherever. */
  missed: number;
  blockedUntil: string | null;
};

/** Explanations of a hall: those that wait first, the oldest on top, then the answered ones, newest first. */
export async function explanationsOf(db: Db, of: { hallId: string; from: string; now: string }, limit: number): Promise<HallExplanation[]> {
  return db<HallExplanation[]>`
    select e.appointment_id as "appointmentId", p.name as "applicantName",
      (select name from person where id = e.given_by) as "givenBy", a.item_name as "itemName", s.starts_at as "startsAt",
      e.words, e.given_at as "givenAt", e.outcome, e.reply,
      (select count(*)::int from appointment m join slot ms on ms.id = m.slot_id
        where m.person_id = p.id and m.status = 'no_show' and m.lead_id is null and not m.excused and ms.day >= ${of.from}) as missed,
      case when p.online_booking_blocked_until > ${of.now} then p.online_booking_blocked_until end as "blockedUntil"
    from no_show_explanation e join appointment a on a.id = e.appointment_id join slot s on s.id = a.slot_id join person p on p.id = a.person_id
    where a.hall_id = ${of.hallId}
    order by (e.outcome is null) desc, case when e.outcome is null then e.given_at end, e.decided_at desc, e.appointment_id limit ${limit}`;
}

/** Answers an explanation on a locked appointment; an accepted one excuses the whole visit. */
export async function decideExplanation(
  tx: Tx,
  decision: { appointmentId: string; outcome: ExplanationOutcome; reply: string; decidedBy: string; now: string },
): Promise<void> {
  await tx`
    update no_show_explanation set outcome = ${decision.outcome}, reply = ${decision.reply}, decided_by = ${decision.decidedBy}, decided_at = ${decision.now}
    where appointment_id = ${decision.appointmentId}`;
  if (decision.outcome === 'accepted')
    await tx`update appointment set excused = true where id = ${decision.appointmentId} or lead_id = ${decision.appointmentId}`;
}
