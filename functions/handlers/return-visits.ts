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
import { checkBeforeShown, readerOf } from '../text-checks';

/** E2 from the side of whoever's request was closed. */
export const returnVisits = {
  'returnVisits.read': async ({ database, input, actor, now }) => {
    const { row, subject } = await ofOwnSide(database, input.id, actor);
    return question(database, row, subject, actor, now);
  },

  'returnVisits.answer': (call) =>
    call.write(async (tx) => {
      const { id, solved, words = null } = call.input;
      const { actor, now, settings } = call;
      const { row, subject } = await ofOwnSide(tx, id, actor, 'lock');
      const change = answered(solved ? 'solved' : 'not_solved', 'in_app', words);
      const after = await stepReturn(tx, row, 'answer', words, change, { actorId: actor.personId, now, settings });
      if (words !== null) await checkBeforeShown(tx, { kind: 'return_words', subjectId: id, seq: 0 }, { authorId: actor.personId, now });
      return question(tx, after, subject, actor, now);
    }),
} satisfies Handlers<'returnVisits.'>;

/** Another side's answers as if it were not there. */
async function ofOwnSide(db: Db, id: string, actor: Actor, lock?: 'lock'): Promise<{ row: ReturnRow; subject: CaseRecord }> {
  const row = (await returnById(db, id, lock)) ?? refuse('not_found');
  const subject = (await readCase(db, row.caseId)) ?? refuse('not_found');
  return seesCaseAsRequester(actor, subject) ? { row, subject } : refuse('not_found');
}

async function question(db: Db, row: ReturnRow, subject: CaseRecord, actor: Actor, now: string): Promise<Output<'returnVisits.read'>> {
  const { id, caseId, number, title, unitName, finishedAt, caseOutcome, outcomeText, status, outcome, way, words, endedAt } = row;
  const read = await readerOf(db, [subject.id, id], actor.personId);
  const mayDispute = subject.completedAt !== null && availableCaseActions(subject, actor, now).includes('dispute');
  return {
    ...{ id, caseId, number, unitName, finishedAt, caseOutcome, outcomeText, status, outcome, way, endedAt },
    title: read(caseId, 1, title).text ?? title,
    words: read(id, 0, words).text,
    mayAnswer: mayAnswer(actor, row, subject),
    disputeUntil: mayDispute && subject.completedAt !== null ? disputeEnds(subject.completedAt) : null,
    timesReopened: subject.timesReopened,
  };
}
