import { auditEntries } from '../../db/queries/audit';
import { refuse } from '../../shared/contract/errors';
import { pathsHeld } from '../../shared/rules/access';
import { lookedAtOf } from '../../shared/rules/audit';
import { isPeriod, longestDays } from '../../shared/rules/period';
import type { Handlers } from '../call';
import { pageSize } from './cursor';

/** K2: the audit administrators of a tree read what its staff did, those of the bureau also what everybody else did. */
export const audit = {
  'audit.search': async ({ input, actor, database }) => {
    const { from, until, cursor } = input;
    if (!isPeriod(from, until)) refuse('period_wrong', { longestDays });
    const rows = await auditEntries(database, {
      from,
      until,
      paths: pathsHeld(actor, ['audit_administrator']),
      actor: input.actor ?? null,
      object: input.object ?? null,
      effect: input.effect ?? null,
      before: cursor === undefined ? null : Number(cursor),
      limit: pageSize + 1,
    });
    const entries = rows.slice(0, pageSize).map((row) => ({ ...row, what: lookedAtOf(row.endpoint) }));
    return { entries, nextCursor: rows.length > pageSize ? String(entries.at(-1)?.id) : null };
  },
} satisfies Handlers<'audit.'>;
