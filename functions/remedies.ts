import type { Db, Tx } from '../db/client';
import type { OccasionRecord } from '../db/queries/ratings';
import { insertRemedy, type RemedyChange, remedyById, type RemedyRow, type RemedyStep, takeRemedyStep } from '../db/queries/remedies';
import { staffReaching } from '../db/queries/staff';
import type { RatingLevel } from '../shared/rules/rating';
import { contactLimit, remedyLimit, remedyRoles } from '../shared/rules/remedy-flow';
import type { Settings } from '../shared/rules/settings';
import { shanghaiDay } from '../shared/rules/shanghai';
import type { WorkCalendar } from '../shared/rules/work-calendar';
import type { NoticeKind } from '../shared/text/notices';
import { ratingLevelWords } from '../shared/text/ratings';
import { remedyText } from '../shared/text/remedies';
import { dateText } from '../shared/text/when';
import { explainDeadline } from '../shared/text/work-time';
import { newId } from './ids';
import { notify } from './notify';

type Rated = { unitPath: string; raterId: string; handledBy: readonly string[] };

/** Who takes up a low rating: the nearest head who had no part in it and is not the rater, else a supervisor; null where there is none. */
export async function remedyOwner(db: Db, { unitPath, raterId, handledBy }: Rated): Promise<string | null> {
  for (const role of remedyRoles) {
    const found = (await staffReaching(db, role, unitPath)).find(({ id }) => id !== raterId && !handledBy.includes(id));
    if (found) return found.id;
  }
  return null;
}

/** The limits of an order as the calendar has them; null for a day that it does not know yet, which the jobs fill in later. */
export function remedyLimits(
  calendar: WorkCalendar,
  { openedAt, kind, isAnonymous }: Pick<RemedyRow, 'openedAt' | 'kind' | 'isAnonymous'>,
  settings: Settings,
): Pick<RemedyRow, 'contactDueAt' | 'dueAt' | 'explanation'> {
  const contact = contactLimit(calendar, openedAt, settings);
  const remedy = remedyLimit(calendar, openedAt, kind, settings);
  return {
    contactDueAt: contact.ok && !isAnonymous ? contact.at : null,
    dueAt: remedy.ok ? remedy.at : null,
    explanation: explainDeadline(remedy),
  };
}

/** Opens the one order of a low rating, in the transaction of the rating, and tells who takes it up (J2). */
export async function openRemedy(
  tx: Tx,
  calendar: WorkCalendar,
  occasion: OccasionRecord,
  { isAnonymous }: { level: RatingLevel; isAnonymous: boolean },
  { settings, now }: { settings: Settings; now: string },
): Promise<void> {
  const id = newId('rem', now);
  const limits = remedyLimits(calendar, { openedAt: now, kind: 'ordinary', isAnonymous }, settings);
  const { unitPath, handledBy, personId: raterId } = occasion;
  const ownerId = await remedyOwner(tx, { unitPath, handledBy, raterId });
  await insertRemedy(tx, { id, occasionId: occasion.id, unitId: occasion.unitId, ownerId, ...limits, now });
  const row = await remedyById(tx, id);
  if (row && ownerId) await tellOwner(tx, row, ownerId, now);
}

/** Tells whoever takes it up; nothing in it says who rated. */
export async function tellOwner(tx: Tx, row: RemedyRow, ownerId: string, now: string): Promise<void> {
  await tellOfRemedy(tx, row, 'staff_low_rating', ownerId, { level: ratingLevelWords[row.level], due: dueText(row.dueAt, now) }, now);
}

type RemedyNotice = Extract<NoticeKind, 'rating_remedied' | 'staff_low_rating' | `staff_remedy_${string}`>;

/** Tells one person of an order: the rater by the rating, staff by the order. */
export async function tellOfRemedy(
  tx: Tx,
  row: RemedyRow,
  kind: RemedyNotice,
  personId: string,
  facts: Record<string, string>,
  now: string,
): Promise<void> {
  const subjectId = kind.startsWith('staff_') ? row.id : row.occasionId;
  await notify(tx, { personId, kind, subjectId, facts: { title: row.title, unit: row.unitName, ...facts }, now });
}

/** A limit for people: its date, or that the calendar of that year is still to come. */
export const dueText = (dueAt: string | null, now: string): string =>
  dueAt === null ? remedyText.unknownDay : dateText(shanghaiDay(dueAt), shanghaiDay(now));

/** A step with its entry in the history; the row as it is then. */
export async function stepRemedy(tx: Tx, row: RemedyRow, step: RemedyStep, change: RemedyChange): Promise<RemedyRow> {
  await takeRemedyStep(tx, row, step, change);
  const after = await remedyById(tx, row.id);
  if (!after) throw new Error('a locked remedy is gone');
  return after;
}
