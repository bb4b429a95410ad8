import writeXlsxFile from 'write-excel-file/node';
import { listColumns } from '../../shared/rules/enterprise-list';
import { listHeaders, listSheetName } from '../../shared/text/enterprise-list';

const widths = { uscc: 22, name: 36, town: 10, unit: 28, tier: 12, liaison: 12, status: 10, day: 12, reason: 40, train: 12 } as const;

/** An .xlsx of the register: every cell text, the header in bold and always in sight. */
export async function writeWorkbook(rows: readonly Record<(typeof listColumns)[number], string>[], file: string): Promise<void> {
  const header = listColumns.map((column) => ({ value: listHeaders[column], fontWeight: 'bold' as const }));
  const body = rows.map((row) => listColumns.map((column) => (row[column] === '' ? null : { value: row[column], type: String, format: '@' })));
  const columns = listColumns.map((column) => ({ width: widths[column] }));
  await writeXlsxFile([header, ...body], { sheet: listSheetName, columns, stickyRowsCount: 1 }).toFile(file);
}
