import { insertChecklist } from '../../db/queries/checklists';
import {
  groupOfVisit,
  groupsOfEnterprises,
  groupsOfIdentity,
  insertGroup,
  type NewGroupPerson,
  peopleOfGroup,
  readGroupList,
  tickGroupPerson,
} from '../../db/queries/groups';
import { readHomeVisit } from '../../db/queries/home-visits';
import { itemOn } from '../../db/queries/items';
import { readPerson } from '../../db/queries/people';
import { maskIdNumber } from '../../db/sealed';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { checklistDays } from '../../shared/rules/booking-limits';
import { allowedText, type GroupProblem, groupResultFlow, groupResults, personColumns, readGroup } from '../../shared/rules/group-list';
import { walk } from '../../shared/rules/interview';
import { answerText } from '../../shared/rules/interview-result';
import { addDays, endOfDay, shanghaiDay } from '../../shared/rules/shanghai';
import { groupColumnNotes, groupHeaders, groupProblemText, groupSheetName, groupText } from '../../shared/text/groups';
import type { Handlers } from '../call';
import { seenVisit } from '../cases/home-visit';
import { newId, newShortCode } from '../ids';
import { sharedAnswers } from '../group-answers';
import { groupRow, groupView, groupWithin } from '../group-view';
import type { groupPlaces } from './group-places';

const mostShown = 50;

/** D9: a firm's list of employees, and what each employee sees of it. */
export const groups = {
  'groups.template': async ({ database, input, now }) => {
    const item = (await itemOn(database, input.itemCode, shanghaiDay(now))) ?? refuse('item_unknown');
    const columns = [
      ...personColumns.map((column) => ({ word: groupHeaders[column], note: groupColumnNotes[column] })),
      ...item.interview.questions.map((question) => ({ word: question.text, note: groupText.shared(allowedText(question)) })),
    ];
    const header = columns.map(({ word }) => ({ value: word, fontWeight: 'bold' as const }));
    const blank = columns.map(() => ({ value: '', type: String, format: '@' }));
    const notes = [
      [groupText.column, groupText.note].map((value) => ({ value, fontWeight: 'bold' as const })),
      ...columns.map(({ word, note }) => [{ value: word }, { value: note }]),
    ];
    // a cold start does not read the Excel libraries
    const { default: writeXlsxFile } = await import('write-excel-file/node');
    const file = await writeXlsxFile([
      {
        data: [header, ...Array.from({ length: 50 }, () => blank)],
        sheet: groupSheetName,
        stickyRowsCount: 1,
        columns: columns.map(() => ({ width: 24 })),
      },
      { data: notes, sheet: groupText.notes, columns: [{ width: 36 }, { width: 80 }] },
    ]).toBuffer();
    return { fileName: groupText.fileName(item.name), base64: file.toString('base64') };
  },

  'groups.upload': async (call) => {
    const { file, enterpriseId, itemCode, answers } = call.input;
    const { actor, now, sealer, database } = call;
    if (!actor.enterprises.some((membership) => membership.enterpriseId === enterpriseId)) refuse('enterprise_required');
    const today = shanghaiDay(now);
    const item = (await itemOn(database, itemCode, today)) ?? refuse('item_unknown');
    const shared = sharedAnswers(item.interview, answers, today);
    const { readWorkbook } = await import('../workbook');
    const read = await readWorkbook(Buffer.from(file), groupSheetName);
    const list =
      'problem' in read
        ? { rows: [], problems: [read.problem as GroupProblem] }
        : readGroup(read.sheet, { interview: item.interview, shared, headers: groupHeaders, today });
    return call.write(async (tx) => {
      if (list.problems.length > 0) return { group: null, problems: list.problems.map(groupProblemText) };
      const id = newId('group', now);
      const people: NewGroupPerson[] = [];
      for (const [index, one] of list.rows.entries()) {
        const code = newShortCode();
        const { accepted } = walk(item.interview, one.answers, one.facts);
        await insertChecklist(tx, {
          id: newId('list', now),
          code,
          itemCode: item.code,
          itemVersion: item.version,
          itemName: item.name,
          personId: null,
          answers: accepted.map(({ question, value }) => ({
            question: question.id,
            questionText: question.text,
            answerText: answerText(question, value),
          })),
          content: one.checklist,
          given: { answers: one.answers, facts: one.facts },
          createdAt: now,
          expiresAt: endOfDay(addDays(today, checklistDays)),
        });
        const row = `${id}:${index + 1}`;
        people.push({
          seq: index + 1,
          name: one.name,
          checklistCode: code,
          idNumberMasked: maskIdNumber(one.idNumber),
          idNumberSealed: sealer.seal({ table: 'group_person', column: 'id_number', row }, one.idNumber),
          idNumberHash: sealer.hash('group_person', 'id_number', one.idNumber),
          phoneSealed: one.phone === null ? null : sealer.seal({ table: 'group_person', column: 'phone', row }, one.phone),
        });
      }
      await insertGroup(
        tx,
        { id, enterpriseId, itemCode: item.code, itemVersion: item.version, itemName: item.name, madeBy: actor.personId, now },
        people,
      );
      return { group: groupRow((await readGroupList(tx, id)) ?? refuse('not_found')), problems: [] };
    });
  },

  'groups.list': async ({ database, actor }) => {
    const mine = actor.enterprises.map(({ enterpriseId }) => enterpriseId);
    return { groups: (await groupsOfEnterprises(database, mine, mostShown)).map(groupRow) };
  },

  'groups.read': async ({ database, actor, input, now, settings }) => {
    const found = groupWithin(actor, await readGroupList(database, input.id));
    return groupView(database, found, { now, settings });
  },

  'groups.mine': async ({ database, actor, sealer }) => {
    const person = await readPerson(database, actor.personId);
    if (!person.realNameVerifiedAt || !person.idNumberSealed || person.idKind !== 'resident_id') return { groups: [] };
    const number = sealer.open({ table: 'person', column: 'id_number', row: person.id }, person.idNumberSealed);
    return { groups: await groupsOfIdentity(database, sealer.hash('group_person', 'id_number', number)) };
  },
} satisfies Omit<Handlers<'groups.'>, keyof typeof groupPlaces>;

type Looked = Output<'visitDesk.group'>;

/** The people of a visit, for the team. */
export const visitGroup = {
  'visitDesk.group': async ({ database, actor, input }) => {
    const visit = seenVisit(await readHomeVisit(database, input.id), 'staff', actor);
    const found = await groupOfVisit(database, visit.id);
    const mayTick = visit.status === 'arrived' && visit.team.some(({ id }) => id === actor.personId);
    return { mayTick, list: found ? await peopleOfGroup(database, found.id) : [] } satisfies Looked;
  },

  'visitDesk.tick': (call) =>
    call.write(async (tx) => {
      const { id, seq, result, note } = call.input;
      const { actor, now } = call;
      const visit = seenVisit(await readHomeVisit(tx, id), 'staff', actor);
      const found = (await groupOfVisit(tx, id)) ?? refuse('not_found');
      if (!visit.team.some((member) => member.id === actor.personId)) refuse('role_required');
      if (visit.status !== 'arrived') refuse('wrong_state');
      if (result === 'missing' && note === undefined) refuse('evidence_required', { wanted: 'note' });
      const from = groupResults.filter((one) => groupResultFlow[one].includes(result));
      const ticked = { groupId: found.id, seq, from, result, note: note ?? null, by: actor.personId, now };
      if (!(await tickGroupPerson(tx, ticked))) refuse('wrong_state');
      return { mayTick: true, list: await peopleOfGroup(tx, found.id) } satisfies Looked;
    }),
} satisfies Pick<Handlers<'visitDesk.'>, 'visitDesk.group' | 'visitDesk.tick'>;
