import type { Db, Tx } from '../../db/client';
import { assistantsOf, endGuideSessions, guideSessionById, noteList } from '../../db/queries/guide-sessions';
import type { ProcedureEntry } from '../../db/queries/catalogue';
import { checklistByCode, ownChecklists, insertChecklist } from '../../db/queries/checklists';
import { itemOn, itemVersion } from '../../db/queries/items';
import { readPerson } from '../../db/queries/people';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { checklistDays } from '../../shared/rules/booking-limits';
import { type Facts, result, validateAnswers, walk } from '../../shared/rules/interview';
import { answerText } from '../../shared/rules/interview-result';
import { type SearchEntry, search } from '../../shared/rules/search';
import type { ServiceItem } from '../../shared/rules/service-item';
import { addDays, endOfDay, shanghaiDay } from '../../shared/rules/shanghai';
import { searchKey } from '../../shared/rules/text-keys';
import type { Call, Handlers } from '../call';
import { newId, newShortCode } from '../ids';
import { listedItems } from '../listed-items';
import { relativeById, relativeByPerson } from '../../db/queries/relatives';
import { checklistAnswer } from './checklist-answer';
import { whoComes } from './relatives';
import { listChange } from './list-change';
import { checklistMap, checklistNotice, itemMap } from './pictures';

/** B1, B12: the catalogue by everyday words. */
export const items = {
  'items.search': async (call) => {
    const listed = await listedItems(call.database, shanghaiDay(call.now));
    const { lifeEvents } = listed;
    const query = searchKey(call.input.query ?? '');
    const found = <Entry extends { searchKeys: SearchEntry }>(entries: readonly Entry[]): Entry[] => {
      if (query === '') return [...entries];
      const byKeys = new Map(entries.map((entry) => [entry.searchKeys.code, entry]));
      const hits = search(
        entries.map((entry) => entry.searchKeys),
        query,
        listed.groups,
      );
      return hits.flatMap((hit) => byKeys.get(hit.code) ?? []);
    };
    const { hallId } = call.input;
    const items = found(listed.items)
      .filter(({ content }) => hallId === undefined || content.halls.includes(hallId))
      .map((entry) => summary(entry.content));
    return { items, procedures: found(listed.procedures).map(noticeSummary), lifeEvents };
  },

  'items.read': async (call) => {
    const item = await itemOn(call.database, call.input.code, shanghaiDay(call.now));
    if (!item) refuse('not_found');
    const { version, effectiveFrom, conditions, basis, feeText, statutoryWorkingDays, statutoryText, halls, verify, interview } = item;
    return { ...summary(item), version, effectiveFrom, conditions, basis, feeText, statutoryWorkingDays, statutoryText, halls, verify, interview };
  },

  'items.map': itemMap,
} satisfies Handlers<'items.'>;

/** B3, B8: the answers are walked here again; what is frozen is the server's own result. */
export const checklists = {
  'checklists.create': async (call) => {
    const { itemCode, itemVersion: version, answers } = call.input;
    const item = await itemVersion(call.database, itemCode, version);
    // A version that a phone has open may still be used, but not after the item's last day.
    if (!item || (item.effectiveUntil && item.effectiveUntil < shanghaiDay(call.now))) refuse('not_found');
    const relative = await relativeOfList(call);
    const personId = call.input.forVisitor ? null : (relative?.personId ?? call.actor?.personId ?? null);
    const facts = await knownOf(call.database, personId, call.now);
    const problems = validateAnswers(item.interview, answers, facts);
    const wrong = problems.filter((one) => one.problem !== 'missing');
    if (wrong.length > 0) refuse('answers_invalid', { problems: wrong });
    const content = result(item.interview, answers, facts);
    if (!content) refuse('answers_incomplete', { problems });
    const { accepted } = walk(item.interview, answers, facts);
    const row = {
      id: newId('list', call.now),
      code: newShortCode(),
      itemCode: item.code,
      itemVersion: item.version,
      itemName: item.name,
      answers: accepted.map(({ question, value }) => ({
        question: question.id,
        questionText: question.text,
        answerText: answerText(question, value),
      })),
      content,
      // Only what counted, and what need not be asked again: other rules can be asked the same (B9).
      given: {
        answers: Object.fromEntries(accepted.flatMap(({ question, value, source }) => (source === 'answer' ? [[question.id, value]] : []))),
        facts,
      },
      personId,
      createdAt: call.now,
      expiresAt: endOfDay(addDays(shanghaiDay(call.now), checklistDays)),
    };
    return call.write(async (tx) => {
      await insertChecklist(tx, row);
      await finishGuiding(call, tx, row);
      return checklistAnswer({ ...row, assistedBy: await assistantsOf(tx, row.id) }, null, relative && { id: relative.id, name: relative.name });
    });
  },

  'checklists.mine': async (call) => ({
    most: call.settings.visitItems,
    checklists: await ownChecklists(call.database, {
      personId: (await whoComes(call.database, call.actor.personId, call.input.relativeId)).personId,
      now: call.now,
    }),
  }),

  'checklists.read': async (call) => {
    const row = await checklistByCode(call.database, call.input.code);
    if (!row) refuse('not_found');
    const asker = call.actor?.personId;
    const relative = asker && row.personId && row.personId !== asker ? await relativeByPerson(call.database, asker, row.personId) : null;
    return checklistAnswer(row, await listChange(call.database, row.code), relative);
  },

  'checklists.map': checklistMap,
  'checklists.notice': checklistNotice,
} satisfies Handlers<'checklists.'>;

function noticeSummary({ content: { code, name, summary } }: ProcedureEntry): Output<'items.search'>['procedures'][number] {
  return { code, name, summary };
}

function summary(item: Omit<ServiceItem, 'interview'>): Output<'items.search'>['items'][number] {
  const { code, name, category, branch, promisedWorkingDays, minutesAtWindow, modes } = item;
  return { code, name, category, branch, summary: item.summary, promisedWorkingDays, minutesAtWindow, modes };
}

/** What need not be asked: known of whose list it is from the verified identity (B3). */
export async function knownOf(db: Db, personId: string | null, now: string): Promise<Facts> {
  const today = shanghaiDay(now);
  if (!personId) return { today };
  const person = await readPerson(db, personId);
  return { today, ...(person.birthDate ? { birthDate: person.birthDate } : {}), ...(person.idKind ? { idKind: person.idKind } : {}) };
}

/** The list was answered together with a guide (F2): it carries that, and the guide sees nothing of what follows. */
async function finishGuiding({ input, actor, now }: Call<'checklists.create'>, tx: Tx, list: { id: string; itemCode: string }): Promise<void> {
  if (input.guideSessionId === undefined) return;
  const session = await guideSessionById(tx, input.guideSessionId, 'lock');
  if (!session || !actor || session.personId !== actor.personId || session.itemCode !== list.itemCode || session.checklistId !== null) {
    refuse('not_found');
  }
  const { personId: actorId } = actor;
  await endGuideSessions(tx, { id: session.id }, { by: 'finished', side: 'citizen', actorId, now });
  await noteList(tx, session.id, list.id);
}

/** The relative whose situation it is; null where it is the asking person's own. */
async function relativeOfList({ input, actor, database }: Call<'checklists.create'>) {
  if (input.relativeId === undefined) return null;
  if (!actor) refuse('sign_in_required');
  return (await relativeById(database, { id: input.relativeId, holderId: actor.personId })) ?? refuse('not_found');
}
