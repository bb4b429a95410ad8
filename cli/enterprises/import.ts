import type { Database, Db } from '../../db/client';
import { placesOfLists, type ListedEvent, lockRegister, storedEnterprises, writeListed } from '../../db/queries/enterprise-list';
import { newId } from '../../functions/ids';
import { type ListProblem, readList } from '../../shared/rules/enterprise-list';
import { type ListPlan, planList, type PlannedRow } from '../../shared/rules/enterprise-list-plan';
import { type Instant, shanghaiDay } from '../../shared/rules/shanghai';
import { changesText, listSheetName, listText, listWords } from '../../shared/text/enterprise-list';
import { readWorkbook } from '../../functions/workbook';

export type ImportResult = { plan: ListPlan; problems: [] } | { plan: null; problems: ListProblem[] };

/**
 * What a list would do to the register, or with `apply` does, in one transaction against which nothing else changes an enterprise.
 * Any problem anywhere, and nothing is written.
 */
export async function importList(database: Database, bytes: Buffer, { apply, now }: { apply: boolean; now: Instant }): Promise<ImportResult> {
  const read = await readWorkbook(bytes, listSheetName);
  if ('problem' in read) return { plan: null, problems: [read.problem] };
  const compare = async (db: Db): Promise<ImportResult> => {
    const { rows, problems, at } = readList(read.sheet, await placesOfLists(db), listWords, shanghaiDay(now));
    const compared = planList(rows, await storedEnterprises(db), at);
    const all = [...problems, ...compared.problems].sort((one, other) => (one.row ?? 0) - (other.row ?? 0));
    return all.length > 0 ? { plan: null, problems: all } : { plan: compared.plan, problems: [] };
  };
  if (!apply) return compare(database);
  return database.begin(async (tx) => {
    await lockRegister(tx);
    const result = await compare(tx);
    const touched = result.plan ? [...result.plan.added, ...result.plan.changed] : [];
    if (touched.length > 0) {
      const written = touched.map((planned) => ({ id: planned.stored?.id ?? newId('ent', now), planned }));
      const enterprises = written.map(({ id, planned }) => stored(id, planned));
      await writeListed(
        tx,
        enterprises,
        written.flatMap(({ id, planned }) => events(id, planned, now)),
        now,
      );
    }
    return result;
  });
}

function stored(id: string, { row, action, stored: before, train }: PlannedRow) {
  const { uscc, name, town, tier, status } = row;
  const particulars = { id, uscc, name, town, tier, status, unit_id: row.unit.id, liaison_id: row.liaison?.id ?? null };
  const through_train = train === null ? (before?.throughTrain ?? false) : train === 'entitle';
  return { ...particulars, through_train, status_since: action === null ? null : row.day };
}

function events(id: string, { row, stored: before, action, changes, train }: PlannedRow, now: Instant): ListedEvent[] {
  const particulars = changes.filter(({ column }) => column !== 'train');
  const today = shanghaiDay(now);
  const amended = {
    enterprise_id: id,
    action: 'amend' as const,
    status: before?.status ?? row.status,
    day: today,
    reason: changesText(particulars),
  };
  const entitled = { enterprise_id: id, status: row.status, day: today, reason: listText.byList };
  const step = { enterprise_id: id, status: row.status, day: row.day ?? '', reason: row.reason ?? '' };
  return [
    ...(particulars.length > 0 ? [amended] : []),
    ...(action === null ? [] : [{ ...step, action }]),
    ...(train === null ? [] : [{ ...entitled, action: train }]),
  ];
}
