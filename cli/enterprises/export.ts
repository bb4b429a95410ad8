import type { Db } from '../../db/client';
import { placesOfLists, storedEnterprises } from '../../db/queries/enterprise-list';
import { type ListColumn, liaisonsOf, listColumns, neutralised } from '../../shared/rules/enterprise-list';
import { listWords } from '../../shared/text/enterprise-list';
import { enterpriseStatusWords, enterpriseTierWords } from '../../shared/text/enterprises';
import { writeWorkbook } from './workbook';

/** Writes the register, the removed included, as a list that can be imported again unchanged. Answers how many there are. */
export async function exportList(db: Db, file: string): Promise<number> {
  const known = await placesOfLists(db);
  const register = (await storedEnterprises(db)).filter((one) => one.status !== 'unlisted');
  const rows = register.map((one) => {
    const namesakes = liaisonsOf(known, one.unitPath).filter(({ name }) => name === one.liaisonName).length;
    const cells: Record<ListColumn, string | null> = {
      uscc: one.uscc,
      name: one.name,
      town: one.town,
      unit: one.unitName,
      tier: one.tier && enterpriseTierWords[one.tier],
      liaison: namesakes > 1 ? one.liaisonId : one.liaisonName,
      status: enterpriseStatusWords[one.status],
      day: one.since,
      reason: one.reason,
      train: listWords.answers[one.throughTrain ? 'yes' : 'no'],
    };
    return Object.fromEntries(listColumns.map((column) => [column, neutralised(cells[column] ?? '')])) as Record<ListColumn, string>;
  });
  await writeWorkbook(rows, file);
  return rows.length;
}
