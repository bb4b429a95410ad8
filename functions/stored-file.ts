import type { StoredRow, StoredTable } from '../db/queries/stored-about';
import { dataMap } from '../db/data-map/index';
import { keptText, purposeWords } from '../shared/text/personal-data';
import { storedColumnWords, storedFileText, storedTableWords, storedValueWords } from '../shared/text/stored';
import { keepings, type Keeping } from '../shared/rules/personal-data';
import type { Settings } from '../shared/rules/settings';

/** Excel takes 32,767 characters in a cell; what is longer goes on in the next line. */
const cellLimit = 30_000;

export type StoredFile = { name: string | null; at: string; tables: readonly StoredTable[]; names: ReadonlyMap<string, string>; settings: Settings };

const asText = (value: string) => ({ value, type: String, format: '@' });
const asHeader = (value: string) => ({ value, type: String, fontWeight: 'bold' as const });

/**
 * A9: an .xlsx that WeChat opens and a machine reads: a line a value, with its words and with its `table.column`. Every cell is text, so
 * that nothing in it is ever a formula.
 */
export async function storedWorkbook(file: StoredFile): Promise<Buffer> {
  // a cold start does not read the Excel libraries
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const about = [
    ...storedFileText.lines(file.name ?? storedFileText.nobody, shanghaiText(file.at)).map((line) => [asText(line)]),
    storedFileText.summary.map(asHeader),
    ...file.tables.map(({ table, rows }) => [tableWord(table), String(rows.length), ...whatFor(table, file.settings)].map(asText)),
  ];
  const lines = file.tables.flatMap(({ table, rows }) => rows.flatMap((row, index) => linesOf(file, { table, row, number: index + 1 })));
  return writeXlsxFile([
    { data: about, sheet: storedFileText.about, columns: [20, 10, 24, 44].map((width) => ({ width })) },
    {
      data: [storedFileText.columns.map(asHeader), ...lines.map((line) => line.map(asText))],
      sheet: storedFileText.all,
      stickyRowsCount: 1,
      columns: [18, 8, 18, 60, 20, 30].map((width) => ({ width })),
    },
  ]).toBuffer();
}

const tableWord = (table: string) => storedTableWords[table] ?? table;

function whatFor(table: string, settings: Settings): [string, string] {
  const entry = dataMap[table];
  return entry ? [purposeWords[entry.purpose], keptText(entry.keep, periodOf(entry.keep, settings))] : ['', ''];
}

/** The number of the setting that a period has, in its own unit; null where none runs. */
export function periodOf(keep: Keeping, settings: Settings): number | null {
  const setting = keepings[keep];
  return setting === null ? null : settings[setting];
}

function linesOf({ names, settings }: StoredFile, { table, row, number }: { table: string; row: StoredRow; number: number }): string[][] {
  const [purpose] = whatFor(table, settings);
  return Object.entries(row).flatMap(([column, value]) => {
    const text = inWords(`${table}.${column}`, value, names);
    const word = storedColumnWords[`${table}.${column}`] ?? storedColumnWords[column] ?? column;
    return inCells(text).map((part, index) => [
      tableWord(table),
      String(number),
      index === 0 ? word : storedFileText.goesOn(word),
      part,
      purpose,
      `${table}.${column}`,
    ]);
  });
}

/** What a stored value says: codes and ids in words, instants in Shanghai's time, structures as JSON. Nothing for what is empty. */
function inWords(place: string, value: unknown, names: ReadonlyMap<string, string>): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? storedFileText.yes : storedFileText.no;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.map((one) => inWords(place, one, names)).join('、');
  if (typeof value !== 'string') return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : JSON.stringify(value);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return shanghaiText(value);
  return storedValueWords[place]?.[value] ?? names.get(value) ?? value;
}

const shanghaiText = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

/** Nothing is no line. What XML cannot hold is left out. */
function inCells(text: string): string[] {
  const signs = [...text].filter((sign) => sign === '\n' || sign === '\t' || (sign >= ' ' && sign !== '\uFFFE' && sign !== '\uFFFF'));
  const cells: string[] = [];
  for (let from = 0; from < signs.length; from += cellLimit) cells.push(signs.slice(from, from + cellLimit).join(''));
  return cells;
}
