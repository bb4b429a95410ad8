import { type EnterpriseStatus, enterpriseStatuses, type EnterpriseTier, enterpriseTiers } from './enterprise-flow';
import { oneLineForm } from './one-line';
import { type Day, isDay } from './shanghai';
import { checkUscc, type UsccProblem } from './uscc';

/** The columns of the register as an Excel list (A6), in this order when written. */
export const listColumns = ['uscc', 'name', 'town', 'unit', 'tier', 'liaison', 'status', 'day', 'reason', 'train'] as const;
export type ListColumn = (typeof listColumns)[number];

export const fileProblems = ['not_xlsx', 'too_big', 'no_sheet', 'empty'] as const;
const headerProblems = ['header_missing', 'header_unknown', 'header_twice', 'no_header'] as const;
const usccProblems = ['length', 'characters', 'check_digit'] as const satisfies readonly UsccProblem[];
export const listProblems = [
  ...fileProblems,
  ...headerProblems,
  'formula',
  'number',
  'not_text',
  'control_characters',
  'formula_sign',
  'too_long',
  'required',
  ...usccProblems.map((problem) => `uscc_${problem}` as const),
  'uscc_twice',
  'town_unknown',
  'unit_unknown',
  'tier_unknown',
  'liaison_unknown',
  'liaison_ambiguous',
  'status_unknown',
  'status_new',
  'status_unreachable',
  'status_same',
  'day_wrong',
  'day_ahead',
  'day_before',
  'train_unknown',
  'train_not_registered',
] as const;
export type ListProblemCode = (typeof listProblems)[number];

/** Something wrong with a list; `row` counts as Excel does, `column` is its letter, `detail` what the sentence needs. */
export type ListProblem = { code: ListProblemCode; row?: number; column?: string; detail?: string };

export type ListCell = string | number | boolean | Date | null;
/** A sheet as read: rows of cells from A1, and the addresses (`B3`) of cells that hold a formula. */
export type ListSheet = { rows: readonly (readonly ListCell[])[]; formulas: ReadonlySet<string> };

/** What a list may name. A liaison officer serves the units of the tree of `unitPath`. */
export type KnownPlaces = {
  towns: readonly string[];
  units: readonly { id: string; name: string; path: string }[];
  liaisons: readonly { id: string; name: string; unitPath: string }[];
};

export type ListRow = {
  row: number;
  uscc: string;
  name: string;
  town: string;
  unit: { id: string; name: string };
  tier: EnterpriseTier;
  liaison: { id: string; name: string } | null;
  status: EnterpriseStatus;
  /** Of the last step; blank where nothing about the status changes. */
  day: Day | null;
  reason: string | null;
  /** Whether it may write to the mayor (G4); blank leaves that as it is. */
  train: ListAnswer | null;
};

export const listAnswers = ['yes', 'no'] as const;
export type ListAnswer = (typeof listAnswers)[number];

/** The words of the list: headers, and the words of statuses and tiers. */
export type ListWords = {
  headers: Record<ListColumn, string>;
  statuses: Record<EnterpriseStatus, string>;
  tiers: Record<EnterpriseTier, string>;
  answers: Record<ListAnswer, string>;
};

const longest: Record<ListColumn, number> = {
  uscc: 40,
  name: 100,
  town: 20,
  unit: 60,
  tier: 20,
  liaison: 40,
  status: 20,
  day: 20,
  reason: 200,
  train: 20,
};
const mayBeBlank: readonly ListColumn[] = ['liaison', 'day', 'reason', 'train'];
/** Lists kept since before the through train was on the register do not have its column: as where every cell is blank. */
const mayBeAbsent: readonly ListColumn[] = ['train'];

/** `0` → `A`, `26` → `AA`. */
export function columnLetter(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnLetter(Math.floor(index / 26) - 1) + columnLetter(index % 26);
}

/** Signs that begin a formula, those of full width among Chinese signs too; Excel reads `_x003D_` as the sign of that number. */
const formulaBegins = `(?:[=+\\-@\\t\\r\\n＝＋－＠]|_x[0-9A-Fa-f]{4}_)`;
const wouldBegin = new RegExp(`^'*${formulaBegins}`);
const isGuarded = new RegExp(`^''*${formulaBegins}`);

/** A text that a spreadsheet could take for a formula once it is saved as CSV gets an apostrophe in front. */
export const neutralised = (text: string): string => (wouldBegin.test(text) ? `'${text}` : text);
const original = (text: string): string => (isGuarded.test(text) ? text.slice(1) : text);

/** Reads a sheet against what it may name; gives every problem at once. Rows are complete only when there are none. */
export function readList(
  sheet: ListSheet,
  known: KnownPlaces,
  words: ListWords,
  today: Day,
): { rows: ListRow[]; problems: ListProblem[]; at: Columns } {
  const [first = [], ...body] = sheet.rows;
  const { at, problems } = readHeader(first, body, words);
  if (problems.some(({ code }) => code === 'header_missing')) return { rows: [], problems, at };
  const rows: ListRow[] = [];
  const rowOfCode = new Map<string, number>();
  body.forEach((cells, index) => {
    if (cells.every((cell) => cell === null || cell === '') && !rowHasFormula(sheet, index + 2)) return;
    const reader = new RowReader(cells, index + 2, at, sheet.formulas, problems);
    const row = readRow(reader, known, words, today);
    const code = row.uscc;
    const before = code === null ? undefined : rowOfCode.get(code);
    if (before !== undefined) reader.complain('uscc', 'uscc_twice', String(before));
    else if (code !== null) rowOfCode.set(code, index + 2);
    if (reader.isWhole) rows.push(row as ListRow);
  });
  if (rows.length === 0 && problems.length === 0) problems.push({ code: 'empty' });
  return { rows, problems, at };
}

/** Where each column stands. */
export type Columns = ReadonlyMap<ListColumn, number>;

function readHeader(header: readonly ListCell[], body: ListSheet['rows'], words: ListWords): { at: Columns; problems: ListProblem[] } {
  const at = new Map<ListColumn, number>();
  const problems: ListProblem[] = [];
  const width = Math.max(header.length, ...body.map((cells) => cells.length));
  for (let index = 0; index < width; index += 1) {
    const word = String(header[index] ?? '').trim();
    const column = listColumns.find((one) => words.headers[one] === word);
    const place = { row: 1, column: columnLetter(index), detail: word };
    if (word === '') {
      if (body.some((cells) => (cells[index] ?? null) !== null)) problems.push({ code: 'no_header', ...place });
    } else if (column === undefined) problems.push({ code: 'header_unknown', ...place });
    else if (at.has(column)) problems.push({ code: 'header_twice', ...place });
    else at.set(column, index);
  }
  for (const column of listColumns)
    if (!at.has(column) && !mayBeAbsent.includes(column)) problems.push({ code: 'header_missing', row: 1, detail: words.headers[column] });
  return { at, problems };
}

const rowHasFormula = (sheet: ListSheet, row: number) => [...sheet.formulas].some((address) => address.replace(/^[A-Z]+/, '') === String(row));

/** One row: its cells by column, and a place for what is wrong with them. */
class RowReader {
  isWhole = true;
  constructor(
    private readonly cells: readonly ListCell[],
    readonly row: number,
    private readonly at: Columns,
    private readonly formulas: ReadonlySet<string>,
    private readonly problems: ListProblem[],
  ) {}

  complain(column: ListColumn, code: ListProblemCode, detail?: string): null {
    this.isWhole = false;
    this.problems.push({ code, row: this.row, column: columnLetter(this.at.get(column) ?? 0), ...(detail === undefined ? {} : { detail }) });
    return null;
  }

  /** The text of a cell: null when it is blank where it may be, or wrong. */
  text(column: ListColumn): string | null {
    const index = this.at.get(column);
    if (index === undefined) return null;
    const cell = this.cells[index] ?? null;
    if (this.formulas.has(`${columnLetter(index)}${this.row}`)) return this.complain(column, 'formula');
    if (typeof cell === 'number') return this.complain(column, 'number', String(cell));
    if (cell instanceof Date && column === 'day') return this.day(cell);
    if (cell !== null && typeof cell !== 'string') return this.complain(column, 'not_text');
    const text = (cell ?? '').trim();
    if (text === '') return mayBeBlank.includes(column) ? null : this.complain(column, 'required');
    if (!oneLineForm.test(text)) return this.complain(column, 'control_characters');
    if (/^[=+\-@]/.test(text)) return this.complain(column, 'formula_sign', text.charAt(0));
    if ([...text].length > longest[column]) return this.complain(column, 'too_long', String(longest[column]));
    return original(text);
  }

  private day(cell: Date): string | null {
    const iso = Number.isNaN(cell.getTime()) ? '' : cell.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : this.complain('day', 'day_wrong', iso);
  }

  /** A cell that must be one of some words. */
  oneOf<Value extends string>(column: ListColumn, values: readonly Value[], words: Record<Value, string>, code: ListProblemCode): Value | null {
    const text = this.text(column);
    if (text === null) return null;
    return values.find((value) => words[value] === text) ?? this.complain(column, code, values.map((value) => words[value]).join('、'));
  }
}

function readRow(
  reader: RowReader,
  known: KnownPlaces,
  words: ListWords,
  today: Day,
): { [Field in keyof ListRow]: ListRow[Field] | null } & { row: number } {
  const typed = reader.text('uscc');
  const checked = typed === null ? null : checkUscc(typed);
  if (checked && !checked.ok) reader.complain('uscc', `uscc_${checked.problem}`, typed ?? '');
  const name = reader.text('name');
  const town = reader.text('town');
  if (town !== null && !known.towns.includes(town)) reader.complain('town', 'town_unknown', town);
  const unitName = reader.text('unit');
  const unit = known.units.find((one) => one.name === unitName) ?? null;
  if (unitName !== null && unit === null) reader.complain('unit', 'unit_unknown', unitName);
  const tier = reader.oneOf('tier', enterpriseTiers, words.tiers, 'tier_unknown');
  const liaison = readLiaison(reader, known, unit?.path ?? null);
  const status = reader.oneOf('status', enterpriseStatuses, words.statuses, 'status_unknown');
  const day = reader.text('day');
  if (day !== null && !isDay(day)) reader.complain('day', 'day_wrong', day);
  else if (day !== null && day > today) reader.complain('day', 'day_ahead', day);
  const reason = reader.text('reason');
  const train = reader.oneOf('train', listAnswers, words.answers, 'train_unknown');
  return { row: reader.row, uscc: checked?.ok ? checked.code : null, name, town, unit, tier, liaison, status, day, reason, train };
}

/** By name among those who serve the unit; by id where two bear the name. */
function readLiaison(reader: RowReader, known: KnownPlaces, unitPath: string | null): { id: string; name: string } | null {
  const text = reader.text('liaison');
  if (text === null || unitPath === null) return null;
  const serving = liaisonsOf(known, unitPath).filter((one) => one.name === text || one.id === text);
  if (serving.length > 1) return reader.complain('liaison', 'liaison_ambiguous', serving.map((one) => one.id).join('、'));
  return serving[0] ?? reader.complain('liaison', 'liaison_unknown', text);
}

/** Everyone who serves a unit as liaison officer, once each. */
export function liaisonsOf(known: KnownPlaces, unitPath: string): { id: string; name: string }[] {
  const serving = known.liaisons.filter((one) => unitPath.startsWith(one.unitPath));
  return serving.filter((one, index) => serving.findIndex((other) => other.id === one.id) === index);
}
