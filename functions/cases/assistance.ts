import type { Tx } from '../../db/client';
import { answerAssistance, insertAssistance } from '../../db/queries/case-sides';
import type { CaseRecord } from '../../db/queries/cases';
import { workingUnit } from '../../db/queries/units';
import { refuse } from '../../shared/contract/errors';
import { assistanceLimit } from '../../shared/rules/case-clocks';
import { addWorkingDays } from '../../shared/rules/work-time';
import { referralText } from '../../shared/text/cases';
import { explainDeadline } from '../../shared/text/work-time';
import { currentCalendar } from '../calendar';
import type { Call } from '../call';
import { newId } from '../ids';
import { actOnCase } from './act';
import { tellStaff, unitContacts } from './notices';

const side = 'staff' as const;

/** Asks another unit for help (协办): it reads the case and answers within its own time; the case stays where it is. */
export async function askForHelp(tx: Tx, call: Call<'desk.askAssistance'>): Promise<CaseRecord> {
  const { id, unitId, question } = call.input;
  const { actor, now } = call;
  const target = (await workingUnit(tx, unitId)) ?? refuse('unit_unknown');
  const calendar = await currentCalendar(call.database);
  const asked = await actOnCase(tx, call, { id, action: 'askAssistance', side }, async (subject) => {
    if (unitId === subject.unitId) refuse('unit_unknown');
    const end = addWorkingDays(calendar, now, assistanceLimit.workingDays);
    if (!end.ok) return refuse('calendar_unknown');
    const row = {
      id: newId('ast', now),
      caseId: id,
      unitId,
      question,
      askedBy: actor.personId,
      dueAt: end.at,
      explanation: explainDeadline(end),
      now,
    };
    if (!(await insertAssistance(tx, row))) refuse('already_asked');
    return { text: referralText.to(target.name, question), internal: true };
  });
  await tellStaff(tx, asked, 'staff_assistance_asked', await unitContacts(tx, target, now), now, question);
  return asked;
}

/** The answer of the unit that was asked. */
export async function answerHelp(tx: Tx, call: Call<'desk.answerAssistance'>): Promise<CaseRecord> {
  const { id, assistanceId, text } = call.input;
  const { actor, now } = call;
  let askedBy = '';
  const answered = await actOnCase(tx, call, { id, action: 'answerAssistance', side }, async () => {
    const asked = await answerAssistance(tx, { id: assistanceId, caseId: id, answeredBy: actor.personId, answer: text, now });
    askedBy = asked?.askedBy ?? refuse('wrong_state');
    return { text, internal: true };
  });
  await tellStaff(tx, answered, 'staff_assistance_answered', [answered.ownerId, askedBy], now, text);
  return answered;
}
