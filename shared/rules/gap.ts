import type { MaterialContent, MaterialForm } from './checklist';
import type { Settings } from './settings';
import { addDays, type Day, type Instant, minutesClock, shanghaiInstant } from './shanghai';

/** What is wrong with a material at the window. */
export const gapReasons = ['not_brought', 'copy_missing', 'expired', 'illegible', 'not_matching', 'unsigned', 'other'] as const;
export type GapReason = (typeof gapReasons)[number];

/**
 * 容缺受理 (C13): which gaps may be supplied later. An original is what the decision rests on and must be seen first; a form is filled in on the
 * spot, only another's signature may follow; copies and photos may follow. What does not match or has run out never does: it is no gap but a doubt.
 * The catalogue says nothing of this for a single material, so the table decides by its form.
 */
const mayFollowTable: Record<MaterialForm, readonly GapReason[]> = {
  original: [],
  original_and_copy: ['copy_missing'],
  copy: ['not_brought', 'copy_missing', 'illegible', 'unsigned', 'other'],
  photo: ['not_brought', 'illegible', 'other'],
  form: ['unsigned'],
};

/** Whether an officer may accept the item while this is still to come. */
export const mayFollow = (material: Pick<MaterialContent, 'form'>, reason: GapReason): boolean => mayFollowTable[material.form].includes(reason);

/** Whether a promised day is within what an officer may agree to: tomorrow to `latest`. */
export const isSupplyDay = (day: Day, today: Day, latest: Day): boolean => day > today && day <= latest;

/** What is told in one go: everything that is not there and was not accepted with a promise. */
export const missingOf = <Ticked extends { state: 'ok' | 'gap'; supplyBy: Day | null }>(ticks: readonly Ticked[]): Ticked[] =>
  ticks.filter(({ state, supplyBy }) => state === 'gap' && supplyBy === null);

/** The promised days to remind of now: from today to so many days ahead, of what was promised before today; null before the hour (setting `reminderHour`). */
export function gapsToRemind(
  now: Instant,
  today: Day,
  { gapRemindDays, reminderHour }: Pick<Settings, 'gapRemindDays' | 'reminderHour'>,
): { today: Day; until: Day; acceptedBefore: Instant } | null {
  if (now < shanghaiInstant(today, minutesClock(reminderHour * 60))) return null;
  return { today, until: addDays(today, gapRemindDays), acceptedBefore: shanghaiInstant(today, '00:00') };
}

/** The hall hears of what is overdue in the morning (setting `overdueToldHour`), not at midnight. */
export const tellsHall = (now: Instant, today: Day, hour: number): boolean => now >= shanghaiInstant(today, minutesClock(hour * 60));
