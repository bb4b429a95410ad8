import type { FormField } from './form-types';
import type { Interview } from './interview-types';

/** The groups of the 80 window items (B1). */
export const windowCategories = ['household', 'residence_permit', 'exit_entry', 'traffic', 'public_order'] as const;

/** The groups of the 35 public-security work items; a request about one is filed under the same word (`caseCategories`). */
export const workCategories = ['consultation', 'handling', 'training', 'safety_guidance', 'investigation'] as const;
export type WorkCategory = (typeof workCategories)[number];

/** The groups in which items are listed (B1). */
export const itemCategories = [...windowCategories, ...workCategories] as const;
export type ItemCategory = (typeof itemCategories)[number];

/** Whether an item is one of the 35 that enterprises also file as a request. */
export function isWorkCategory(category: ItemCategory): category is WorkCategory {
  return (workCategories as readonly string[]).includes(category);
}

/** The police branch that owns an item (A7). */
export const branches = ['household', 'exit_entry', 'traffic', 'public_order', 'economic', 'criminal', 'network', 'narcotics'] as const;
export type Branch = (typeof branches)[number];

/** How an item can be handled; door, simplified and fast are the 三办 (B2). */
export const itemModes = ['online', 'window', 'door', 'simplified', 'fast', 'delivery'] as const;
export type ItemMode = (typeof itemModes)[number];

/** One entry of the catalogue, as its data file says it. */
export type ServiceItem = {
  code: string;
  version: number;
  /** The Shanghai date from which this version holds. */
  effectiveFrom: string;
  /** The last Shanghai date on which it is offered; null while no end is set. Lists made before stay good. */
  effectiveUntil: string | null;
  name: string;
  category: ItemCategory;
  branch: Branch;
  /** One line: what it is for. */
  summary: string;
  /** Who may apply. */
  conditions: string[];
  /** Laws and rules by name; only those that are certain. */
  basis: string[];
  modes: ItemMode[];
  /** The fee in words, for who has not answered the questions. */
  feeText: string;
  promisedWorkingDays: number;
  /** Null where the law counts otherwise; then `statutoryText` says how. */
  statutoryWorkingDays: number | null;
  statutoryText: string;
  /** Without what the answers add. */
  minutesAtWindow: number;
  halls: string[];
  synonyms: string[];
  lifeEvents: string[];
  /** What the owner of the item still has to confirm, and why. */
  verify: { about: string; reason: string }[];
  interview: Interview;
  /** What is filled in before the visit (B10). */
  form: FormField[];
};
