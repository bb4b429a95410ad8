import type { Output } from '../../shared/contract';
import { waitsForAnswer } from '../../shared/rules/urgent-flow';
import { urgentText } from '../../shared/text/pages/urgent';
import { urgentLevelWords } from '../../shared/text/urgent';
import { whenText } from '../../shared/text/when';

type Row = Output<'urgent.list'>['requests'][number];

/** Who has it: by name once somebody has taken it, else the duty person. */
export const whoHas = ({ unitName, takenBy, onDuty }: Row): string =>
  urgentText.has(unitName, takenBy ?? (onDuty ? urgentText.waitsFor(onDuty) : urgentText.waits));

/** Until when there is an answer, or who was told that it is late; the time agreed on once there is one. Null when it is over. */
export function untilWhen({ status, answer, dueAt, escalated, meetAt }: Row, now: string): string | null {
  if (waitsForAnswer(status)) {
    if (escalated) return urgentText.late(urgentLevelWords[escalated]);
    return now > dueAt ? urgentText.lateNow : urgentText.answersBy(whenText(dueAt));
  }
  return status === 'answered' && answer === 'met' && meetAt ? whenText(meetAt) : null;
}
