import type { Db } from '../../db/client';
import { consultationById, consultationThread } from '../../db/queries/consultations';
import { branchOfItem } from '../../db/queries/items';
import { insertKnowledge, type KnowledgeRow, knowledgeByCode, knowledgeOfUnits, renewKnowledge } from '../../db/queries/knowledge';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { pathsHeld, reachesUnit, seesConsultationAsStaff } from '../../shared/rules/access';
import { nearestAnswers } from '../../shared/rules/answer-search';
import { consultationRoles } from '../../shared/rules/consultation-flow';
import { answersShown, isShown, mayReviewOn, nextReview } from '../../shared/rules/knowledge';
import { personalWords, withoutPersonalWords } from '../../shared/rules/personal-words';
import type { Actor } from '../../shared/rules/roles';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { searchKey } from '../../shared/rules/text-keys';
import type { Handlers } from '../call';
import { newId } from '../ids';
import { listedKnowledge } from '../listed-knowledge';
import { checkBeforeShown } from '../text-checks';

/** F1: what the answer base has on a question. */
export const knowledge = {
  'knowledge.search': async ({ database, input, now }) => {
    const query = searchKey(input.query);
    if (query === '') return { entries: [] };
    const { rows, entries, groups } = await listedKnowledge(database, shanghaiDay(now));
    const found = nearestAnswers(entries, query, groups, answersShown);
    return { entries: found.flatMap(({ code }) => rows.get(code) ?? []).map(shown) };
  },

  'knowledge.read': async ({ database, input, now }) => {
    const row = await knowledgeByCode(database, input.code);
    return row && !row.unchecked && isShown(row, shanghaiDay(now)) ? shown(row) : refuse('not_found');
  },
} satisfies Handlers<'knowledge.'>;

function shown({ code, question, answer, items, unitName, updatedAt }: KnowledgeRow): Output<'knowledge.read'> {
  return { code, question, answer, items, unitName, updatedAt };
}

/** F3: an answer that helps others becomes an entry in one step. */
export const knowledgeDesk = {
  'knowledgeDesk.draft': async ({ database, input, actor, now }) => {
    const { row, answer, names } = await answered(database, input.id, actor);
    return {
      question: withoutPersonalWords(row.question, names).slice(0, 60),
      answer: withoutPersonalWords(answer, names).slice(0, 400),
      items: row.itemCode === null ? [] : [row.itemCode],
      takenOut: personalWords(`${row.question}\n${answer}`, names),
      reviewOn: nextReview(shanghaiDay(now)),
    };
  },

  'knowledgeDesk.make': async (call) => {
    const { actor, now, input } = call;
    const { id, question, phrasings, answer, items, reviewOn } = input;
    // Its pinyin dictionary is read before the transaction.
    const { knowledgeKeys } = await import('../../db/content/search-entry');
    return call.write(async (tx) => {
      const { row, names } = await answered(tx, id, actor);
      const left = personalWords([question, ...phrasings, answer].join('\n'), names);
      if (left.length > 0) refuse('personal_words', { words: left });
      for (const item of items) if (!(await branchOfItem(tx, item))) refuse('item_unknown');
      if (!mayReviewOn(reviewOn, shanghaiDay(now))) refuse('review_day_wrong');
      const code = newId('know', now).replace('_', '-');
      await insertKnowledge(tx, {
        ...{ code, question, phrasings, answer, items, reviewOn, now },
        unit: row.unitId,
        ownerId: actor.personId,
        source: row.id,
        searchKeys: knowledgeKeys({ code, question, phrasings, answer }),
      });
      await checkBeforeShown(tx, { kind: 'answer', subjectId: code, seq: 0 }, { authorId: actor.personId, now });
      return { code };
    });
  },

  'knowledgeDesk.list': async ({ database, actor, now }) => {
    const today = shanghaiDay(now);
    const rows = await knowledgeOfUnits(database, pathsHeld(actor, consultationRoles), 300);
    return {
      entries: rows.map((row) => ({
        ...shown(row),
        ownerName: row.ownerName,
        origin: row.origin,
        reviewOn: row.reviewOn,
        hidden: !isShown(row, today),
        unchecked: row.unchecked,
        verify: row.verify,
      })),
    };
  },

  'knowledgeDesk.renew': (call) =>
    call.write(async (tx) => {
      const { input, actor, now } = call;
      const row = await knowledgeByCode(tx, input.code);
      if (!row || !reachesUnit(actor, consultationRoles, row.unitPath)) return refuse('not_found');
      if (!mayReviewOn(input.reviewOn, shanghaiDay(now))) refuse('review_day_wrong');
      if (!(await renewKnowledge(tx, input.code, input.reviewOn, now))) return refuse('not_found');
      return { done: true };
    }),
} satisfies Handlers<'knowledgeDesk.'>;

/** A question within reach with its last answer and the names that may not stand in an entry. */
async function answered(db: Db, id: string, actor: Actor) {
  const row = await consultationById(db, id);
  if (!row || !seesConsultationAsStaff(actor, row)) return refuse('not_found');
  const answer = (await consultationThread(db, id)).filter(({ action }) => action === 'answer').at(-1)?.text;
  if (!answer) return refuse('wrong_state', { status: row.status });
  return { row, answer, names: row.askerName ? [row.askerName] : [] };
}
