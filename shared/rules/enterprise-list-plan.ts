import { type EnterpriseAction, enterpriseFlow, type EnterpriseStatus, type EnterpriseTier, stepBetween } from './enterprise-flow';
import {
  columnLetter,
  type Columns,
  type ListAnswer,
  type ListColumn,
  type ListProblem,
  type ListProblemCode,
  type ListRow,
} from './enterprise-list';
import type { Day } from './shanghai';

/** An enterprise as stored, with the reason of its last step. */
export type StoredEnterprise = {
  id: string;
  uscc: string;
  name: string;
  town: string;
  unitId: string;
  unitName: string;
  tier: EnterpriseTier | null;
  liaisonId: string | null;
  liaisonName: string | null;
  status: EnterpriseStatus;
  since: Day | null;
  reason: string | null;
  throughTrain: boolean;
};

const particulars = ['name', 'town', 'unit', 'tier', 'liaison', 'train'] as const satisfies readonly ListColumn[];
export type Particular = (typeof particulars)[number];
export type Change = { column: Particular; from: string | null; to: string | null };

/** What a row of the list does: `import` brings the enterprise in, a step moves it on, null leaves its status; and what becomes of its through train. */
export type PlannedRow = {
  row: ListRow;
  stored: StoredEnterprise | null;
  action: 'import' | EnterpriseAction | null;
  changes: Change[];
  train: 'entitle' | 'disentitle' | null;
};

export type ListPlan = {
  added: PlannedRow[];
  changed: PlannedRow[];
  unchanged: PlannedRow[];
  /** On the register, but not in the list: nothing happens to them. */
  missing: StoredEnterprise[];
};

/**
 * Compares a list with what is stored, by code. An enterprise that is not on the register may come in with any status but removed; one that
 * is moves along one arrow of the flow, with day and reason. Nobody is removed by being left out.
 */
export function planList(rows: readonly ListRow[], stored: readonly StoredEnterprise[], at: Columns): { plan: ListPlan; problems: ListProblem[] } {
  const byCode = new Map(stored.map((one) => [one.uscc, one]));
  const problems: ListProblem[] = [];
  const plan: ListPlan = { added: [], changed: [], unchanged: [], missing: [] };
  for (const row of rows) {
    const known = byCode.get(row.uscc) ?? null;
    const complain = (column: ListColumn, code: ListProblemCode, detail?: string) =>
      problems.push({ code, row: row.row, column: columnLetter(at.get(column) ?? 0), ...(detail === undefined ? {} : { detail }) });
    const isNew = known === null || known.status === 'unlisted';
    const action = isNew ? bringIn(row, complain) : move(row, known, complain);
    const train = trainOf(row, known, complain);
    const planned = { row, stored: known, action, changes: known === null ? [] : changesOf(row, known), train };
    if (isNew) plan.added.push(planned);
    else if (action !== null || planned.changes.length > 0) plan.changed.push(planned);
    else plan.unchanged.push(planned);
  }
  const listed = new Set(rows.map((row) => row.uscc));
  plan.missing = stored.filter((one) => one.status !== 'unlisted' && one.status !== 'removed' && !listed.has(one.uscc));
  return { plan, problems };
}

type Complain = (column: ListColumn, code: ListProblemCode, detail?: string) => void;

function bringIn(row: ListRow, complain: Complain): 'import' {
  if (row.status === 'unlisted' || row.status === 'removed') complain('status', 'status_new');
  if (row.day === null) complain('day', 'required');
  if (row.reason === null) complain('reason', 'required');
  return 'import';
}

function move(row: ListRow, stored: StoredEnterprise, complain: Complain): EnterpriseAction | null {
  if (row.status === stored.status) {
    if (row.day !== null && row.day !== stored.since) complain('day', 'status_same', stored.since ?? '');
    if (row.reason !== null && row.reason !== stored.reason) complain('reason', 'status_same', stored.reason ?? '');
    return null;
  }
  const action = stepBetween(stored.status, row.status);
  if (action === null) complain('status', 'status_unreachable', [stored.status, ...Object.values(enterpriseFlow[stored.status])].join(' '));
  if (row.day === null) complain('day', 'required');
  else if (stored.since !== null && row.day < stored.since) complain('day', 'day_before', stored.since);
  if (row.reason === null) complain('reason', 'required');
  return action;
}

/** G4: given to registered enterprises, as on the phone (`setsThroughTrain`); taken back at any time. */
function trainOf(row: ListRow, stored: StoredEnterprise | null, complain: Complain): PlannedRow['train'] {
  const has = stored?.throughTrain ?? false;
  if (row.train === null || (row.train === 'yes') === has) return null;
  if (has) return 'disentitle';
  if (row.status !== 'registered') complain('train', 'train_not_registered');
  return 'entitle';
}

function changesOf(row: ListRow, stored: StoredEnterprise): Change[] {
  const before: ListAnswer = stored.throughTrain ? 'yes' : 'no';
  const both: Record<Particular, { was: string | null; is: string | null; from: string | null; to: string | null }> = {
    name: { was: stored.name, is: row.name, from: stored.name, to: row.name },
    town: { was: stored.town, is: row.town, from: stored.town, to: row.town },
    unit: { was: stored.unitId, is: row.unit.id, from: stored.unitName, to: row.unit.name },
    tier: { was: stored.tier, is: row.tier, from: stored.tier, to: row.tier },
    liaison: { was: stored.liaisonId, is: row.liaison?.id ?? null, from: stored.liaisonName, to: row.liaison?.name ?? null },
    train: { was: before, is: row.train ?? before, from: before, to: row.train ?? before },
  };
  return particulars
    .filter((column) => both[column].was !== both[column].is)
    .map((column) => ({ column, from: both[column].from, to: both[column].to }));
}
