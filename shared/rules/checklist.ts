import type { Value } from './interview-conditions';

/** Original (shown and handed back), copy (kept), both, or a form filled in on the spot. */
export type MaterialForm = 'original' | 'copy' | 'original_and_copy' | 'form' | 'photo';

/** An answer that put something on the list, as the person gave it. */
export type Ground = { question: string; questionText: string; answer: Value | null; answerText: string };

export type MaterialContent = {
  id: string;
  name: string;
  form: MaterialForm;
  originals: number;
  copies: number;
  /** 收件要点: what the officer checks, one thing a line. */
  checkpoints: string[];
  /** Where a person gets it. */
  source: string;
  /** What a good one looks like, in words. */
  sample: string;
  /** Not asked for when the bureau can see it in shared data (简化办); the officer then ticks it from the screen. */
  sharedData: boolean;
};

export type ChecklistMaterial = MaterialContent & { because: Ground[] };
export type ChecklistNote = { id: string; text: string; because: Ground[] };
export type ChecklistRefusal = { id: string; text: string; instead: string; insteadItem: string | null; because: Ground[] };
export type FeeLine = { text: string; amountFen: number; because: Ground[] };

/** The answer of an interview, frozen with the version of its rules (B8): what the person, the officer and the approver see alike. */
export type Checklist = {
  item: string;
  version: number;
  outcome: 'materials' | 'refusal';
  materials: ChecklistMaterial[];
  notes: ChecklistNote[];
  refusals: ChecklistRefusal[];
  fees: FeeLine[];
  totalFen: number;
  /** 0 = done while the person waits. */
  promisedWorkingDays: number;
  statutoryWorkingDays: number | null;
  minutesAtWindow: number;
  halls: string[];
};

/** A text that is equal for two checklists exactly when they are the same situation (B4): materials, notes, duration, halls, refusal. */
export function situationKey(checklist: Checklist): string {
  const ids = (list: { id: string }[]) =>
    list
      .map((entry) => entry.id)
      .sort()
      .join(',');
  if (checklist.outcome === 'refusal') return `refusal:${ids(checklist.refusals)}`;
  return [ids(checklist.materials), ids(checklist.notes), checklist.promisedWorkingDays, [...checklist.halls].sort().join(',')].join('|');
}

/** Whether a person brings a material: not what the window sees in shared data, nor what is filled in on the spot. */
export function isBrought(material: Pick<MaterialContent, 'sharedData' | 'form'>): boolean {
  return !material.sharedData && material.form !== 'form';
}
