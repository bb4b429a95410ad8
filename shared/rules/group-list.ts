import type { Checklist } from './checklist';
import { columnLetter, type fileProblems, type ListCell, type ListSheet } from './enterprise-list';
import { checkIdNumber, type IdNumberProblem } from './id-number';
import { type Answers, type Facts, isValidAnswer, result, walk } from './interview';
import type { Value } from './interview-conditions';
import type { Interview, Question } from './interview-types';
import { oneLineForm } from './one-line';
import { type Day, isDay } from './shanghai';

/** D9: a firm's list of employees for one item. The first columns are the person; the others are questions of the item's interview. */
export const personColumns = ['name', 'idNumber', 'phone'] as const;
export type PersonColumn = (typeof personColumns)[number];

export const groupLimits = { people: 200, bytes: 512 * 1024 } as const;

/** What came of the matter for one person. */
export const groupResults = ['waiting', 'done', 'missing', 'absent'] as const;
export type GroupResult = (typeof groupResults)[number];

/** Who lacked something or did not come may be done later; what is done stays done. */
export const groupResultFlow: Record<GroupResult, readonly GroupResult[]> = {
  waiting: ['done', 'missing', 'absent'],
  missing: ['done', 'missing', 'absent'],
  absent: ['done', 'missing', 'absent'],
  done: [],
};

const idProblems = ['length', 'characters', 'no_such_date', 'born_in_future', 'check_digit'] as const satisfies readonly IdNumberProblem[];
export const groupProblems = [
  'header_missing',
  'header_unknown',
  'header_twice',
  'empty',
  'too_many',
  'formula',
  'number',
  'not_text',
  'control_characters',
  'formula_sign',
  'too_long',
  'required',
  ...idProblems.map((problem) => `id_${problem}` as const),
  'id_twice',
  'phone_wrong',
  'answer_unknown',
  'answer_missing',
  'refused',
] as const;
export type GroupProblemCode = (typeof groupProblems)[number] | (typeof fileProblems)[number];

/** Something wrong with a list; `row` counts as Excel does, `column` is its letter, `detail` what the sentence needs. Carries no identity number. */
export type GroupProblem = { code: GroupProblemCode; row?: number; column?: string; detail?: string };

export type GroupRow = {
  row: number;
  name: string;
  idNumber: string;
  phone: string | null;
  facts: Facts;
  answers: Record<string, Value>;
  checklist: Checklist;
};

const longest: Record<PersonColumn, number> = { name: 30, idNumber: 18, phone: 11 };
const longestAnswer = 60;

/**
 * Reads a list against the interview of its item: what the firm answered for all holds where a row says nothing itself, what the identity number
 * tells is not asked. Every problem at once; rows are complete only when there are none.
 */
export function readGroup(
  sheet: ListSheet,
  { interview, shared, headers, today }: { interview: Interview; shared: Answers; headers: Record<PersonColumn, string>; today: Day },
): { rows: GroupRow[]; problems: GroupProblem[] } {
  const [first = [], ...body] = sheet.rows;
  const problems: GroupProblem[] = [];
  const at = new Map<PersonColumn | Question, number>();
  first.forEach((cell, index) => {
    const word = String(cell ?? '').trim();
    if (word === '') return;
    const column = personColumns.find((one) => headers[one] === word) ?? interview.questions.find(({ text }) => text === word);
    const place = { row: 1, column: columnLetter(index), detail: word };
    if (!column) problems.push({ code: 'header_unknown', ...place });
    else if (at.has(column)) problems.push({ code: 'header_twice', ...place });
    else at.set(column, index);
  });
  for (const column of ['name', 'idNumber'] as const) if (!at.has(column)) problems.push({ code: 'header_missing', row: 1, detail: headers[column] });
  if (problems.length > 0) return { rows: [], problems };
  const filled = body.map((cells, index) => ({ cells, row: index + 2 })).filter(({ cells }) => cells.some((cell) => cell !== null && cell !== ''));
  if (filled.length === 0) return { rows: [], problems: [{ code: 'empty' }] };
  if (filled.length > groupLimits.people) return { rows: [], problems: [{ code: 'too_many', detail: String(groupLimits.people) }] };
  const rows: GroupRow[] = [];
  const rowOfNumber = new Map<string, number>();
  for (const { cells, row } of filled) {
    const complain = (column: PersonColumn | Question | null, code: GroupProblemCode, detail?: string): null => {
      const index = column === null ? undefined : at.get(column);
      problems.push({ code, row, ...(index === undefined ? {} : { column: columnLetter(index) }), ...(detail === undefined ? {} : { detail }) });
      return null;
    };
    const text = (column: PersonColumn | Question, most: number): string | null => {
      const index = at.get(column);
      return index === undefined
        ? ''
        : cellText(cells[index] ?? null, sheet.formulas.has(`${columnLetter(index)}${row}`), most, (code, detail) => complain(column, code, detail));
    };
    const before = problems.length;
    const name = text('name', longest.name);
    if (name === '') complain('name', 'required');
    const typed = text('idNumber', longest.idNumber);
    if (typed === '') complain('idNumber', 'required');
    const checked = typed ? checkIdNumber(typed, today) : null;
    if (checked && !checked.ok) complain('idNumber', `id_${checked.problem}`);
    if (checked?.ok) {
      const twin = rowOfNumber.get(checked.number);
      if (twin !== undefined) complain('idNumber', 'id_twice', String(twin));
      rowOfNumber.set(checked.number, row);
    }
    const phone = text('phone', longest.phone);
    if (phone && !/^1[3-9]\d{9}$/.test(phone)) complain('phone', 'phone_wrong');
    const own: Record<string, Value> = {};
    for (const question of interview.questions) {
      const said = text(question, longestAnswer);
      if (!said) continue;
      const value = answerOf(question, said);
      if (value === null || !isValidAnswer(question, value, today)) complain(question, 'answer_unknown', allowedText(question));
      else own[question.id] = value;
    }
    if (problems.length > before || !checked?.ok || !name) continue;
    const facts: Facts = { today, birthDate: checked.birthDate, sex: checked.sex, idKind: 'resident_id' };
    const answers = { ...shared, ...own };
    const checklist = result(interview, answers, facts);
    const { accepted, next } = walk(interview, answers, facts);
    if (next || !checklist) complain(next ?? null, 'answer_missing', next?.text ?? '');
    else if (checklist.outcome === 'refusal') complain(null, 'refused', checklist.refusals[0]?.text ?? '');
    else {
      const given = Object.fromEntries(accepted.flatMap(({ question, value, source }) => (source === 'answer' ? [[question.id, value]] : [])));
      rows.push({ row, name, idNumber: checked.number, phone: phone || null, facts, answers: given, checklist });
    }
  }
  return { rows, problems };
}

/** The text of a cell, '' when it is blank, null when something is wrong with it. */
function cellText(cell: ListCell, isFormula: boolean, most: number, complain: (code: GroupProblemCode, detail?: string) => null): string | null {
  if (isFormula) return complain('formula');
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? complain('not_text') : cell.toISOString().slice(0, 10);
  // Excel keeps 15 digits of a number: the last three of an identity number are then lost.
  if (typeof cell === 'number') return most === longest.idNumber ? complain('number') : String(cell);
  if (cell !== null && typeof cell !== 'string') return complain('not_text');
  const text = (cell ?? '').trim();
  if (!oneLineForm.test(text)) return complain('control_characters');
  if (/^[=+\-@]/.test(text)) return complain('formula_sign', text.charAt(0));
  return [...text].length > most ? complain('too_long', String(most)) : text;
}

function answerOf(question: Question, said: string): Value | null {
  if (question.kind === 'choice') return question.options.find(({ text }) => text === said)?.value ?? null;
  if (question.kind === 'number') return /^\d{1,9}$/.test(said) ? Number(said) : null;
  return isDay(said) ? said : null;
}

/** What may stand in a column, for its note and for whoever wrote something else. */
export function allowedText(question: Question): string {
  if (question.kind === 'choice') return question.options.map(({ text }) => text).join('、');
  return question.kind === 'number' ? `${question.minimum}–${question.maximum}` : '2026-11-23';
}
