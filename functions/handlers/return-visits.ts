import type { Db } from '../../db/client';
import { type CaseRecord, readCase } from '../../db/queries/cases';
import { returnById, type ReturnRow } from '../../db/queries/return-visits';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { seesCaseAsRequester } from '../../shared/rules/access';
import { availableCaseActions, disputeEnds } from '../../shared/rules/case-flow';
import type { Actor } from '../../shared/rules/roles';
import type { Handlers } from '../call';
import { answered, mayAnswer, stepReturn } from '../return-visits';

/** E2 from the side of whoever's request was closed. */
export const returnVisits = {
  'returnVisits.read': async ({ database, input, actor, now }) => {
    const { row, subject } = await ofOwnSide(database, input.id, actor);
    return question(row, subject, actor, now);
  },

  'returnVisits.answer': (call) =>
    call.write(async (tx) => {
      const { id, solved, words = null } = call.input;
      const { actor, now, settings } = call;
      const { row, subject } = await ofOwnSide(tx, id, actor, 'lock');
      const change = answered(solved ? 'solved' : 'not_solved', 'in_app', words);
      return question(await stepReturn(tx, row, 'answer', words, change, { actorId: actor.personId, now, settings }), subject, actor, now);
    }),
} satisfies Handlers<'returnVisits.'>;

/** Another side's answers as if it were not there. */
async function ofOwnSide(db: Db, id: string, actor: Actor, lock?: 'lock'): Promise<{ row: ReturnRow; subject: CaseRecord }> {
  const row = (await returnById(db, id, lock)) ?? refuse('not_found');
  const subject = (await readCase(db, row.caseId)) ?? refuse('not_found');
  return seesCaseAsRequester(actor, subject) ? { row, subject } : refuse('not_found');
}

function question(row: ReturnRow, subject: CaseRecord, actor: Actor, now: string): Output<'returnVisits.read'> {
  const { id, caseId, number, title, unitName, finishedAt, caseOutcome, outcomeText, status, outcome, way, words, endedAt } = row;
  const mayDispute = subject.completedAt !== null && availableCaseActions(subject, actor, now).includes('dispute');
  return {
    ...{ id, caseId, number, title, unitName, finishedAt, caseOutcome, outcomeText, status, outcome, way, words, endedAt },
    mayAnswer: mayAnswer(actor, row, subject),
    disputeUntil: mayDispute && subject.completedAt !== null ? disputeEnds(subject.completedAt) : null,
    timesReopened: subject.timesReopened,
  };
}
