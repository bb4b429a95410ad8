import type { Tx } from '../../db/client';
import type { CaseChange, CaseRecord } from '../../db/queries/cases';
import { firstResponsible, unitAbove } from '../../db/queries/units';
import { shiftAt } from '../../shared/rules/duty';
import type { WorkCalendar } from '../../shared/rules/work-calendar';
import { actOnCase, type Acted, type Doer } from './act';
import { restartProcessing } from './clocks';
import { tellFollowers } from './notices';
import type { Side } from './view';

/** "Not solved": the case opens again and its owner is told. The one way to it, whoever's words they are: `side` is whose page they are said on. */
export async function disputeCase(
  tx: Tx,
  calendar: WorkCalendar,
  doer: Doer,
  { id, text, side }: { id: string; text?: string | undefined; side: Side },
): Promise<Acted> {
  const reopened = await actOnCase(tx, doer, { id, action: 'dispute', side }, async (subject, clocks) => ({
    text: text ?? null,
    change: await reopenedCase(tx, subject, doer.now),
    clocks: restartProcessing({ calendar, danger: subject.danger }, subject, clocks, doer.now),
  }));
  await tellFollowers(tx, reopened, 'staff_case_disputed', doer.now);
  return reopened;
}

/**
 * What changes when a requester says that a closed case is not solved (D10): the first time it goes on where it was; the second time one
 * level up, to the head of the unit above. At the top it stays there, with that unit's head.
 */
async function reopenedCase(tx: Tx, subject: CaseRecord, now: string): Promise<CaseChange> {
  const blank: CaseChange = {
    timesReopened: subject.timesReopened + 1,
    complexity: 'general',
    completedAt: null,
    outcome: null,
    outcomeText: null,
    outcomeRule: null,
    nextOwnerId: null,
    nextDay: null,
  };
  if (subject.timesReopened === 0) return blank;
  const unitId = (await unitAbove(tx, subject.unitId)) ?? subject.unitId;
  return { ...blank, unitId, ownerId: (await firstResponsible(tx, unitId, shiftAt(now))) ?? subject.ownerId };
}
