import { type KnowledgeRow, knowledgeByCode } from '../../db/queries/knowledge';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { nearestAnswers } from '../../shared/rules/answer-search';
import { answersShown, isShown } from '../../shared/rules/knowledge';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { searchKey } from '../../shared/rules/text-keys';
import type { Handlers } from '../call';
import { listedKnowledge } from '../listed-knowledge';

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
    return row && isShown(row, shanghaiDay(now)) ? shown(row) : refuse('not_found');
  },
} satisfies Handlers<'knowledge.'>;

function shown({ code, question, answer, items, unitName, updatedAt }: KnowledgeRow): Output<'knowledge.read'> {
  return { code, question, answer, items, unitName, updatedAt };
}
