import type { Interview } from './interview-types';
import type { ServiceItem } from './service-item';
import type { Day } from './shanghai';

type WholeParts = Exclude<
  keyof ServiceItem,
  'code' | 'version' | 'effectiveUntil' | 'interview' | 'promisedWorkingDays' | 'statutoryWorkingDays' | 'minutesAtWindow' | 'halls'
>;
type InterviewParts = Exclude<keyof Interview, 'item' | 'version'>;
/** What of an item can differ between two versions; what the interview repeats of the item counts once. */
export type ItemPart = WholeParts | InterviewParts;

/** Why a file cannot be loaded over what is stored. */
export const planRefusals = ['held', 'behind', 'backwards', 'past'] as const;
export type PlanRefusal = (typeof planRefusals)[number];

/** What loading does, or would do, about one item. */
export type CatalogueStep = { code: string; name: string; version: number } & (
  | { does: 'add'; effectiveFrom: Day }
  | { does: 'raise'; fromVersion: number; effectiveFrom: Day; parts: ItemPart[] }
  /** The same version, which nobody holds yet. */
  | { does: 'correct'; parts: ItemPart[] }
  /** Only until when it is offered. */
  | { does: 'end'; effectiveUntil: Day | null }
  | { does: 'keep' }
  | { does: 'refuse'; why: PlanRefusal; storedVersion: number; storedFrom: Day; parts: ItemPart[] }
  /** Stored, and no file speaks of it: stays as it is. */
  | { does: 'absent' }
);

export type StoredVersion = {
  content: ServiceItem;
  /** A checklist was made with it, or somebody has been told of it: what it says can no longer change. */
  isHeld: boolean;
};

/**
 * Compares the files with what is stored, all versions of it. A version is greater than the last and holds no earlier than it; a new version
 * of an item that people know already begins today at the earliest, since nobody can have followed it before; a held version never changes.
 * `today` is the Shanghai date of the load. Steps come in the order of the codes.
 */
export function planCatalogue(stored: readonly StoredVersion[], files: readonly ServiceItem[], today: Day): CatalogueStep[] {
  const versions = new Map<string, StoredVersion[]>();
  for (const one of stored) versions.set(one.content.code, [...(versions.get(one.content.code) ?? []), one]);
  const codes = new Set(files.map(({ code }) => code));
  const absent = [...versions].flatMap(([code, list]): CatalogueStep[] => {
    const last = newest(list);
    return codes.has(code) || !last ? [] : [{ code, name: last.content.name, version: last.content.version, does: 'absent' }];
  });
  const steps = [...files.map((item) => stepFor(item, versions.get(item.code) ?? [], today)), ...absent];
  return steps.sort((a, b) => (a.code < b.code ? -1 : 1));
}

function stepFor(item: ServiceItem, versions: readonly StoredVersion[], today: Day): CatalogueStep {
  const { code, name, version, effectiveFrom } = item;
  const base = { code, name, version };
  const last = newest(versions);
  if (!last) return { ...base, does: 'add', effectiveFrom };
  const parts = changedParts(last.content, item);
  const { version: storedVersion, effectiveFrom: storedFrom } = last.content;
  const refuse = (why: PlanRefusal): CatalogueStep => ({ ...base, does: 'refuse', why, storedVersion, storedFrom, parts });
  if (version < storedVersion) return refuse('behind');
  if (version === storedVersion) {
    if (parts.length === 0) {
      if ((last.content.effectiveUntil ?? null) === item.effectiveUntil) return { ...base, does: 'keep' };
      return { ...base, does: 'end', effectiveUntil: item.effectiveUntil };
    }
    if (last.isHeld) return refuse('held');
    const before = newest(versions.filter((one) => one !== last));
    if (before && effectiveFrom < before.content.effectiveFrom) return refuse('backwards');
    if (before && effectiveFrom !== storedFrom && effectiveFrom < today) return refuse('past');
    return { ...base, does: 'correct', parts };
  }
  if (effectiveFrom < storedFrom) return refuse('backwards');
  if (effectiveFrom < today) return refuse('past');
  return { ...base, does: 'raise', fromVersion: storedVersion, effectiveFrom, parts: parts.filter((part) => part !== 'effectiveFrom') };
}

function newest(versions: readonly StoredVersion[]): StoredVersion | undefined {
  return versions.reduce<StoredVersion | undefined>((last, one) => (!last || one.content.version > last.content.version ? one : last), undefined);
}

const repeated = ['code', 'version', 'effectiveUntil', 'interview', 'promisedWorkingDays', 'statutoryWorkingDays', 'minutesAtWindow', 'halls'];

/**
 * The parts in which two versions of an item differ. A part that the stored one does not have at all came with newer software, not from the
 * editor, and does not count.
 */
export function changedParts(stored: ServiceItem, next: ServiceItem): ItemPart[] {
  const whole = Object.keys(next).filter((key) => !repeated.includes(key));
  const walked = Object.keys(next.interview).filter((key) => key !== 'item' && key !== 'version');
  return [...differing(stored, next, whole), ...differing(stored.interview, next.interview, walked)] as ItemPart[];
}

function differing<T extends object>(stored: T, next: T, keys: readonly string[]): string[] {
  const read = (from: T, key: string): unknown => from[key as keyof T];
  return keys.filter((key) => key in stored && canonical(read(stored, key)) !== canonical(read(next, key)));
}

/** Equal texts for equal values, whatever the order of keys: jsonb keeps its own. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
    .join(',')}}`;
}
