import { type Checklist, isBrought, type MaterialContent } from './checklist';

/** What a person would notice of a material. Where to get it and what a good one looks like are help, not a demand. */
export const materialParts = ['name', 'copies', 'checkpoints'] as const;
export type MaterialPart = (typeof materialParts)[number];

export type ChangedMaterial = { id: string; before: MaterialContent; after: MaterialContent; parts: MaterialPart[] };
export type TextLine = { id: string; text: string };
export type RefusalLine = TextLine & { instead: string };
export type BeforeAfter<Kind> = { before: Kind; after: Kind };

/** What differs between two checklists of one person, by the ids of things; null and empty lists = the same. */
export type ChecklistChange = {
  outcome: BeforeAfter<Checklist['outcome']> | null;
  materials: { added: MaterialContent[]; removed: MaterialContent[]; changed: ChangedMaterial[] };
  notes: { added: TextLine[]; removed: TextLine[]; changed: (BeforeAfter<TextLine> & { id: string })[] };
  refusals: { added: RefusalLine[]; removed: RefusalLine[]; changed: (BeforeAfter<RefusalLine> & { id: string })[] };
  /** In fen. */
  fee: BeforeAfter<number> | null;
  /** Promised working days; 0 = at once. */
  promisedDays: BeforeAfter<number> | null;
  /** Statutory working days; null = the law counts otherwise. */
  statutoryDays: BeforeAfter<number | null> | null;
  /** Minutes at the window. */
  minutes: BeforeAfter<number> | null;
  /** Ids of halls. */
  halls: { added: string[]; removed: string[] };
};

/**
 * What changed for a person between two checklists (B9), made of the same answers before and after a new version; null when nothing did. The
 * reasons (`because`) and the version do not count: a thing on the list for another reason is still the same thing.
 */
export function checklistChange(before: Checklist, after: Checklist): ChecklistChange | null {
  const halls = { added: without(after.halls, before.halls), removed: without(before.halls, after.halls) };
  const change: ChecklistChange = {
    outcome: differing(before.outcome, after.outcome),
    materials: materialsChange(before.materials, after.materials),
    notes: linesChange(before.notes, after.notes, ({ text }) => text),
    refusals: linesChange(before.refusals, after.refusals, ({ text, instead }) => `${text}\n${instead}`),
    fee: differing(before.totalFen, after.totalFen),
    promisedDays: differing(before.promisedWorkingDays, after.promisedWorkingDays),
    statutoryDays: differing(before.statutoryWorkingDays, after.statutoryWorkingDays),
    minutes: differing(before.minutesAtWindow, after.minutesAtWindow),
    halls,
  };
  const lists = [change.materials, change.notes, change.refusals].some((list) => list.added.length + list.removed.length + list.changed.length > 0);
  const values = [change.outcome, change.fee, change.promisedDays, change.statutoryDays, change.minutes].some((value) => value !== null);
  return lists || values || halls.added.length + halls.removed.length > 0 ? change : null;
}

/** The parts in which two descriptions of one material differ. */
export function differingParts(before: MaterialContent, after: MaterialContent): MaterialPart[] {
  const differs: Record<MaterialPart, boolean> = {
    name: before.name !== after.name,
    copies: needs(before) !== needs(after),
    checkpoints: before.checkpoints !== after.checkpoints && before.checkpoints.join('\n') !== after.checkpoints.join('\n'),
  };
  return materialParts.filter((part) => differs[part]);
}

function materialsChange(before: readonly MaterialContent[], after: readonly MaterialContent[]): ChecklistChange['materials'] {
  const changed = after.flatMap((material) => {
    const earlier = before.find(({ id }) => id === material.id);
    const parts = earlier ? differingParts(earlier, material) : [];
    return earlier && parts.length > 0 ? [{ id: material.id, before: earlier, after: material, parts }] : [];
  });
  return { added: withoutIds(after, before), removed: withoutIds(before, after), changed };
}

function linesChange<Line extends { id: string }>(before: readonly Line[], after: readonly Line[], words: (line: Line) => string) {
  const changed = after.flatMap((line) => {
    const earlier = before.find(({ id }) => id === line.id);
    return earlier && words(earlier) !== words(line) ? [{ id: line.id, before: earlier, after: line }] : [];
  });
  return { added: withoutIds(after, before), removed: withoutIds(before, after), changed };
}

function differing<Kind>(before: Kind, after: Kind): BeforeAfter<Kind> | null {
  return before === after ? null : { before, after };
}

function without(list: readonly string[], others: readonly string[]): string[] {
  return list.filter((one) => !others.includes(one));
}

function withoutIds<Entry extends { id: string }>(list: readonly Entry[], others: readonly Entry[]): Entry[] {
  return list.filter(({ id }) => !others.some((other) => other.id === id));
}

/** What is asked of a person: copies of what is filled in on the spot or seen in shared data are nobody's errand. */
function needs(material: MaterialContent): string {
  if (!isBrought(material)) return material.sharedData ? 'shared' : 'on the spot';
  return `${material.form === 'photo' ? 'photos' : 'papers'} ${material.originals} ${material.copies}`;
}
