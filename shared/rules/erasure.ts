import type { DataPurpose } from './personal-data';
import { type Day, shanghaiDay } from './shanghai';
import type { Settings } from './settings';

/**
 * Why something stays when a person asks to be forgotten (PIPL art. 47: what law makes a state organ keep, and what cannot be done without, is
 * only stored from then on):
 * - `open`: somebody works on it still; it ends first.
 * - `record`: what was done in office for the person, kept as any such record (政务服务电子文件归档和电子档案管理办法; the period is the bureau's setting).
 * - `enterprise`: filed or decided in the name of an enterprise, whose matter it is.
 * - `identity`: for whom the records above were made.
 * - `service`: what somebody did in office who worked here (公务 records, for answering for it).
 * - `audit`: the log that 等保 level 3 asks for (GB/T 22239-2019, 8.1.4.3), and the steps of consent, which the bureau must be able to show (PIPL art. 69).
 */
export const erasureGrounds = ['open', 'record', 'enterprise', 'identity', 'service', 'audit'] as const;
export type ErasureGround = (typeof erasureGrounds)[number];

/** What becomes of a table's rows about a person: they all go, or those go of which nothing was made that the ground names. */
export type Fate = 'goes' | 'record' | 'enterprise' | 'identity' | 'service' | 'audit';

/** What is ended by the person first, since others depend on it. */
export const erasureBlockers = ['staff', 'last_principal', 'at_window', 'relative_visit'] as const;
export type ErasureBlocker = (typeof erasureBlockers)[number];

/** A matter that stays after everything else has gone: of which purpose, whether it is open, and when it ended. */
export type KeptMatter = { purpose: DataPurpose; ofFirm: boolean; open: boolean; endedAt: string };

/** `until`: the day after which a job cuts it from the person; null while nobody can say. */
export type KeptFor = { ground: ErasureGround; until: Day | null };
export type ErasurePart = { purpose: DataPurpose; goes: number; stays: number; grounds: KeptFor[] };

type Counted = { purpose: DataPurpose; fate: Fate; before: number; after: number };

/** Lists belong to the visit that they were made for. */
const partOf: Partial<Record<DataPurpose, DataPurpose>> = { preparing: 'visiting', running: 'requesting' };

/**
 * What goes and what stays, by what it was kept for, from rows counted before and after. A part that stays without a ground would be a defect:
 * tests/functions/erasure.test.ts.
 */
export function erasureParts(tables: readonly Counted[], kept: readonly KeptMatter[], settings: Pick<Settings, 'keepRecordYears'>): ErasurePart[] {
  const parts = new Map<DataPurpose, ErasurePart>();
  for (const { purpose, fate, before, after } of tables) {
    const part = parts.get(purpose) ?? { purpose, goes: 0, stays: 0, grounds: [] };
    part.goes += before - after;
    part.stays += after;
    if (after > 0)
      for (const kind of groundsOf(fate, partOf[purpose] ?? purpose, kept, settings))
        if (!part.grounds.some(({ ground }) => ground === kind.ground)) part.grounds.push(kind);
    parts.set(purpose, part);
  }
  return [...parts.values()].filter(({ goes, stays }) => goes + stays > 0);
}

function groundsOf(fate: Fate, purpose: DataPurpose, kept: readonly KeptMatter[], settings: Pick<Settings, 'keepRecordYears'>): KeptFor[] {
  if (fate === 'goes') return [];
  if (fate === 'service' || fate === 'audit') return [{ ground: fate, until: null }];
  if (fate === 'identity') return kept.length > 0 ? [{ ground: 'identity', until: lastDay(kept, settings) }] : [{ ground: 'service', until: null }];
  if (fate === 'enterprise') return [{ ground: 'enterprise', until: null }];
  const same = kept.filter((matter) => matter.purpose === purpose);
  // photos and findings stand beside matters of several purposes; without any they are part of a claim on an enterprise
  const matters = same.length > 0 ? same : kept;
  if (matters.length === 0) return [{ ground: 'enterprise', until: null }];
  const of = (ground: ErasureGround, some: readonly KeptMatter[]): KeptFor[] => (some.length > 0 ? [{ ground, until: lastDay(some, settings) }] : []);
  const firms = matters.filter(({ ofFirm }) => ofFirm);
  const own = matters.filter(({ ofFirm }) => !ofFirm);
  return [
    ...of(
      'open',
      own.filter(({ open }) => open),
    ),
    ...of(
      'record',
      own.filter(({ open }) => !open),
    ),
    ...of('enterprise', firms),
  ];
}

/** The day on which the last of these is cut from the person; null as long as one is open. */
function lastDay(matters: readonly KeptMatter[], { keepRecordYears }: Pick<Settings, 'keepRecordYears'>): Day | null {
  if (matters.some(({ open }) => open)) return null;
  const last = new Date(matters.map(({ endedAt }) => endedAt).reduce((one, other) => (one > other ? one : other)));
  last.setUTCFullYear(last.getUTCFullYear() + keepRecordYears);
  return shanghaiDay(last.toISOString());
}

/** Of a person: what is in the way. Each is ended where it stands, and then nothing is. */
export function erasureBlockersOf(found: Readonly<Record<ErasureBlocker, boolean>>): ErasureBlocker[] {
  return erasureBlockers.filter((blocker) => found[blocker]);
}
