import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import type { fileProblems, ListCell, ListSheet } from '../shared/rules/enterprise-list';
import { workbookLimits } from '../shared/text/enterprise-list';

export type WorkbookProblem = { code: (typeof fileProblems)[number]; detail?: string };

const mostBytes = 20 * 1024 * 1024;
const mostUnpacked = 100 * 1024 * 1024;
const mostRows = 20_000;

/** One sheet of an .xlsx file, by its name. What is no such file, lacks the sheet or is too big is named. */
export async function readWorkbook(bytes: Buffer, sheetName: string): Promise<{ sheet: ListSheet } | { problem: WorkbookProblem }> {
  if (bytes.length === 0) return { problem: { code: 'empty' } };
  if (bytes.length > mostBytes) return { problem: { code: 'too_big', detail: workbookLimits.bytes(mostBytes) } };
  const parts = unpacked(bytes);
  if (parts === 'too_big') return { problem: { code: 'too_big', detail: workbookLimits.unpacked(mostUnpacked) } };
  if (parts === null) return { problem: { code: 'not_xlsx' } };
  const { names, xml } = sheetXml(parts, sheetName);
  if (!names.includes(sheetName)) return { problem: { code: 'no_sheet', detail: names.join('、') } };
  if (lastRow(xml) > mostRows) return { problem: { code: 'too_big', detail: workbookLimits.rows(mostRows) } };
  try {
    const sheets = await readXlsxFile(bytes, { trim: false });
    const found = sheets.find(({ sheet }) => sheet === sheetName);
    // the types of the library say `typeof Date` where it gives a Date
    return { sheet: { rows: (found?.data ?? []) as unknown as ListCell[][], formulas: formulasOf(xml) } };
  } catch {
    return { problem: { code: 'not_xlsx' } };
  }
}

type Parts = Record<string, Uint8Array>;

/** The workbook's XML; null when it is no such file. Sizes are looked at before anything is unpacked. */
function unpacked(bytes: Buffer): Parts | 'too_big' | null {
  let total = 0;
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        total += originalSize;
        return total <= mostUnpacked && /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/.test(name);
      },
    });
    if (total > mostUnpacked) return 'too_big';
    return parts['xl/workbook.xml'] ? parts : null;
  } catch {
    return null;
  }
}

const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
const unescaped = (text: string) =>
  text.replace(/&#(\d+);|&(lt|gt|amp|quot|apos);/g, (_, code: string | undefined, name: string) =>
    code ? String.fromCodePoint(Number(code)) : ({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }[name] ?? ''),
  );

/** Names of the sheets, and the XML of the one that is read: the reader shows a formula as its last value, so formulas are looked for here. */
function sheetXml(parts: Parts, sheetName: string): { names: string[]; xml: string } {
  const text = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const tags = [...text('xl/workbook.xml').matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(([tag]) => ({
    name: unescaped(attribute(tag, 'name')),
    target: attribute(tag, '(?:\\w+:)?id'),
  }));
  const relation = [...text('xl/_rels/workbook.xml.rels').matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)]
    .map(([tag]) => tag)
    .find((tag) => attribute(tag, 'Id') === tags.find(({ name }) => name === sheetName)?.target);
  const file = relation ? attribute(relation, 'Target').replace(/^\/?(xl\/)?/, 'xl/') : '';
  return { names: tags.map(({ name }) => name), xml: text(file) };
}

function formulasOf(xml: string): Set<string> {
  return new Set([...xml.matchAll(/<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f[\s/>]/g)].map(([, attributes]) => attribute(` ${attributes}`, 'r')));
}

function lastRow(xml: string): number {
  let last = 0;
  for (const [, row] of xml.matchAll(/<(?:\w+:)?row\s[^>]*?\br="(\d+)"/g)) last = Math.max(last, Number(row));
  return last;
}
