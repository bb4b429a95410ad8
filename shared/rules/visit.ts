/**
 * C6: a visit is as long as its items together. The minutes of an item are those its interview came to (`minutesAtWindow` of the
 * checklist); nothing is taken off for doing several at once, because each has its own materials and its own form.
 */
export function visitMinutes(items: readonly { minutesAtWindow: number }[]): number {
  return items.reduce((sum, { minutesAtWindow }) => sum + minutesAtWindow, 0);
}

/** Adjacent places of `slotMinutes` each that a visit of so many minutes needs; one at least. */
export function placesNeeded(minutes: number, slotMinutes: number): number {
  return Math.max(1, Math.ceil(minutes / slotMinutes));
}
