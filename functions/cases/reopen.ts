import type { Tx } from '../../db/client';
import type { CaseChange, CaseRecord } from '../../db/queries/cases';
import { firstResponsible, unitAbove } from '../../db/queries/units';

/**
 * What changes when a requester says that a closed case is not solved (D10): the first time it goes on where it was; the second time one
 * level up, to the head of the unit above. At the top it stays there, with that unit's head.
 */
export async function reopenedCase(tx: Tx, subject: CaseRecord): Promise<CaseChange> {
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
  return { ...blank, unitId, ownerId: (await firstResponsible(tx, unitId)) ?? subject.ownerId };
}
