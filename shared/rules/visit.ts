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

type FreeSlot = { startsAt: string; endsAt: string; free: number };

/**
 * The slots of a day, in the order of time, from which a visit of so many minutes fits: with the end of its last place, and free as often as
 * the scarcest slot of its run. Slots follow each other when one begins where the other ends.
 */
export function slotsForVisit<Slot extends FreeSlot>(slots: readonly Slot[], minutes: number): Slot[] {
  return slots.flatMap((slot, at) => {
    const places = placesNeeded(minutes, (Date.parse(slot.endsAt) - Date.parse(slot.startsAt)) / 60_000);
    if (places === 1) return [slot];
    const run = slots.slice(at, at + places);
    const last = run[run.length - 1];
    const joined = run.length === places && run.every((one, nth) => nth === 0 || one.startsAt === run[nth - 1]?.endsAt);
    const free = Math.min(...run.map((one) => one.free));
    return last && joined && free > 0 ? [{ ...slot, endsAt: last.endsAt, free }] : [];
  });
}
