import { incompleteRemedies, lateRemedies, remediesDueSoon, remedyById, type RemedyRow } from '../../db/queries/remedies';
import { staffReaching } from '../../db/queries/staff';
import type { Database, Tx } from '../../db/client';
import { outsideQuietHours } from '../../shared/rules/case-ladder';
import { isOpenRemedy, remedyLimitState, runningLimit } from '../../shared/rules/remedy-flow';
import { remedyText } from '../../shared/text/remedies';
import { currentCalendar } from '../calendar';
import type { Room } from '../call';
import { dueText, remedyLimits, remedyOwner, stepRemedy, tellOfRemedy, tellOwner } from '../remedies';
import { currentSettings } from '../settings';

const batch = 200;

/**
 * E3: gives orders an owner and dates where there was nobody above the rated, or no calendar, and tells once, outside the night, that a limit is
 * near or has passed. Each order is looked at again under its lock, so any number of runs at once do each thing once.
 */
export async function remedies(room: Room, now: string): Promise<Record<'remediesCompleted' | 'remediesDueSoon' | 'remediesLate', number>> {
  const { database } = room;
  const done = { remediesCompleted: 0, remediesDueSoon: 0, remediesLate: 0 };
  for (const id of await incompleteRemedies(database, batch)) if (await complete(database, id, now)) done.remediesCompleted += 1;
  if (outsideQuietHours(now) !== now) return done;
  for (const id of await remediesDueSoon(database, now, batch)) if (await remind(database, id, now)) done.remediesDueSoon += 1;
  for (const id of await lateRemedies(database, now, batch)) if (await warn(database, id, now)) done.remediesLate += 1;
  return done;
}

async function complete(database: Database, id: string, now: string): Promise<boolean> {
  const [calendar, settings] = [await currentCalendar(database), await currentSettings(database)];
  return database.begin(async (tx) => {
    const row = await remedyById(tx, id, 'lock');
    if (!row || !isOpenRemedy(row.status)) return false;
    const limits = remedyLimits(calendar, row, settings);
    const ownerId = row.ownerId ?? (await remedyOwner(tx, row));
    const contactDueAt = row.contactDueAt ?? (row.contactedAt === null ? limits.contactDueAt : null);
    const dueAt = row.dueAt ?? limits.dueAt;
    if (ownerId === row.ownerId && contactDueAt === row.contactDueAt && dueAt === row.dueAt) return false;
    const explanation = row.dueAt === null ? limits.explanation : row.explanation;
    const entry = { action: 'amend', status: row.status, at: now, actorId: null, text: remedyText.amended } as const;
    const after = await stepRemedy(tx, row, entry, { ownerId, contactDueAt, dueAt, explanation });
    if (ownerId !== null && row.ownerId === null) await tellOwner(tx, after, ownerId, now);
    return true;
  });
}

const remind = (database: Database, id: string, now: string): Promise<boolean> =>
  database.begin(async (tx) => {
    const row = await remedyById(tx, id, 'lock');
    const next = row && runningLimit(row);
    if (!row?.ownerId || !next || remedyLimitState({ openedAt: row.openedAt, next }, now) !== 'due_soon') return false;
    const column = next.kind === 'contact' ? 'contactRemindedAt' : 'remindedAt';
    if (row[column] !== null) return false;
    const what = remedyText[next.kind];
    await stepRemedy(tx, row, { action: 'remind', status: row.status, at: now, actorId: null, text: remedyText.reminded(what) }, { [column]: now });
    await tellOfRemedy(tx, row, 'staff_remedy_due_soon', row.ownerId, { what, due: dueText(next.dueAt, now) }, now);
    return true;
  });

const warn = (database: Database, id: string, now: string): Promise<boolean> =>
  database.begin(async (tx) => {
    const row = await remedyById(tx, id, 'lock');
    if (!row || !isOpenRemedy(row.status)) return false;
    const isContactLate =
      row.contactedAt === null && !row.isAnonymous && row.contactWarnedAt === null && row.contactDueAt !== null && row.contactDueAt < now;
    const isLate = row.warnedAt === null && row.dueAt !== null && row.dueAt < now;
    if (!isContactLate && !isLate) return false;
    const change = { contactWarnedAt: isContactLate ? now : row.contactWarnedAt, warnedAt: isLate ? now : row.warnedAt };
    const text = isLate ? remedyText.warned : remedyText.warnedContact;
    await stepRemedy(tx, row, { action: 'warn', status: row.status, at: now, actorId: null, text }, change);
    const facts = { what: isLate ? remedyText.remedy : remedyText.contact, due: dueText(isLate ? row.dueAt : row.contactDueAt, now) };
    for (const personId of await toldOf(tx, row)) await tellOfRemedy(tx, row, 'staff_remedy_overdue', personId, facts, now);
    return true;
  });

/** Who has it, and the supervisors over it. */
async function toldOf(tx: Tx, row: RemedyRow): Promise<Set<string>> {
  const supervisors = (await staffReaching(tx, 'supervisor', row.unitPath)).map(({ id }) => id);
  const all = [...(row.ownerId ? [row.ownerId] : []), ...supervisors];
  return new Set(all.filter((id) => id !== row.raterId && !row.handledBy.includes(id)));
}
