import { refuse } from '../../shared/contract/errors';

/** Rows on a page of a list. */
export const pageSize = 20;

const form = /^(-|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([a-z]+_[0-9a-z]{26})$/;

/** Where the next page begins: after this instant (null for none) and id. Null on the first page; anything else typed is refused. */
export function readCursor(cursor: string | undefined): { at: string | null; id: string } | null {
  if (cursor === undefined) return null;
  const [, at, id] = form.exec(cursor) ?? [];
  if (!at || !id || (at !== '-' && Number.isNaN(Date.parse(at))))
    return refuse('invalid_input', { issues: [{ path: 'cursor', problem: 'not a cursor of this list' }] });
  return { at: at === '-' ? null : at, id };
}

/** A page of at most `pageSize` rows out of one more, and the cursor of the next if there is one. */
export function pageOf<Row extends { id: string }>(rows: Row[], at: (row: Row) => string | null): { rows: Row[]; nextCursor: string | null } {
  const shown = rows.slice(0, pageSize);
  const last = shown.at(-1);
  return { rows: shown, nextCursor: rows.length > pageSize && last ? `${at(last) ?? '-'}~${last.id}` : null };
}

/** The same for a list whose rows all have an instant. */
export function readCursorWithInstant(cursor: string | undefined): { filedAt: string; id: string } | null {
  const after = readCursor(cursor);
  if (!after) return null;
  if (after.at === null) return refuse('invalid_input', { issues: [{ path: 'cursor', problem: 'not a cursor of this list' }] });
  return { filedAt: after.at, id: after.id };
}
