import type { SettingName, Settings } from './settings';

/** What sort of personal data a column holds. `person` names somebody by an id; `words` are typed by people and may hold anything. */
export const dataCategories = [
  'name',
  'document',
  'birth',
  'phone',
  'address',
  'place',
  'person',
  'words',
  'answers',
  'photo',
  'sign_in',
  'standing',
  'rating',
] as const;
export type DataCategory = (typeof dataCategories)[number];

/** Sensitive (PIPL art. 28, 31). Birth dates, since some are of children under 14; answers, since they tell of families. */
export const sensitiveCategories: readonly DataCategory[] = ['document', 'birth', 'place', 'answers', 'photo', 'standing'];

export const dataPurposes = [
  'identity',
  'signing_in',
  'preparing',
  'visiting',
  'requesting',
  'asking',
  'complaining',
  'telling',
  'rating',
  'relatives',
  'enterprise',
  'bureau',
  'proving',
  'running',
] as const;
/** What a table is for: PIPL art. 6, a stated purpose and no more than it needs. */
export type DataPurpose = (typeof dataPurposes)[number];

/**
 * How long a table keeps what it holds. A setting is counted in its own unit from the end of what the row is about; no law that we could read
 * names these periods, so each is the shortest that the service can work with (PIPL art. 19), and a bureau may set another. `audit` alone is
 * named by a rule: 等保 level 3 wants the log of every user kept for at least six months; the service itself never removes it.
 */
export const keepings = {
  /** As long as the account; goes with it. */
  account: null,
  session: 'keepSessionDays',
  notice: 'keepNoticeDays',
  letter: 'keepLetterDays',
  unused: 'keepUnusedDays',
  receipt: 'keepReceiptDays',
  /** What was done for a person; then cut from the person and emptied of words. */
  record: 'keepRecordYears',
  /** As long as the enterprise is registered. */
  enterprise: null,
  /** Of staff in their office, as long as the bureau answers for what they did. */
  service: null,
  audit: null,
  /** Until the checklist runs out. */
  checklist: null,
  /** Seven days. */
  week: null,
  /** Until its window of minutes is over. */
  minutes: null,
  none: null,
} as const satisfies Record<string, SettingName | null>;
export type Keeping = keyof typeof keepings;

/** Those that a setting ends. */
export type Timed = { [Name in Keeping]: (typeof keepings)[Name] extends null ? never : Name }[Keeping];

/** From when on, counted back from `now`, what is over is no longer kept. Settings count days or calendar years. */
export function keptSince(setting: (typeof keepings)[Timed], settings: Settings, now: string): string {
  const at = new Date(now);
  if (setting === 'keepRecordYears') at.setUTCFullYear(at.getUTCFullYear() - settings[setting]);
  else at.setUTCDate(at.getUTCDate() - settings[setting]);
  return at.toISOString();
}
