import type { Settings } from './settings';
import { later } from './shanghai';

/**
 * The stated rule of who comes first (C12): each ticket has a place in time, and the earliest is called next. The place is given once, when
 * the ticket is issued, so nobody who comes later than that place and the longest head start can pass: nobody waits for ever.
 */
export const lanes = ['booked', 'booked_green', 'late', 'green_channel', 'walk_in', 'walk_in_extra'] as const;
export type Lane = (typeof lanes)[number];

/** Letters of the numbers that are called: booked, walk-in, green channel. */
export const ticketSeries = ['A', 'B', 'C'] as const;
export type TicketSeries = (typeof ticketSeries)[number];

/** The minutes of the rule, as a bureau has set them. */
export type QueueMinutes = Pick<Settings, 'greenHeadStartMinutes' | 'walkInBehindMinutes' | 'walkInExtraBehindMinutes'>;

type LaneRule = {
  series: TicketSeries;
  /** What the place counts from: the beginning of the slot, or the arrival. */
  from: 'slot' | 'arrival';
  /** Minutes added; less than nothing is a head start. */
  minutes: (set: QueueMinutes) => number;
};

/** Booked in time: the slot's beginning. Late: the arrival. Walk-in: behind who is booked for the next minutes, and further behind without a free place. */
export const laneRules: Record<Lane, LaneRule> = {
  booked: { series: 'A', from: 'slot', minutes: () => 0 },
  booked_green: { series: 'A', from: 'slot', minutes: (set) => -set.greenHeadStartMinutes },
  late: { series: 'A', from: 'arrival', minutes: () => 0 },
  green_channel: { series: 'C', from: 'arrival', minutes: (set) => -set.greenHeadStartMinutes },
  walk_in: { series: 'B', from: 'arrival', minutes: (set) => set.walkInBehindMinutes },
  walk_in_extra: { series: 'B', from: 'arrival', minutes: (set) => set.walkInExtraBehindMinutes },
};

export type Arrival = {
  at: string;
  /** The slot that was booked; null for a walk-in. */
  slot: { startsAt: string; endsAt: string } | null;
  greenChannel: boolean;
  /** Whether a walk-in found a free place of the share for walk-ins. */
  hasPlace: boolean;
};

/** Which rule holds for a person who arrives. In time means: before the booked slot has ended. */
export function laneOf({ at, slot, greenChannel, hasPlace }: Arrival): Lane {
  if (slot) {
    if (at > slot.endsAt) return 'late';
    return greenChannel ? 'booked_green' : 'booked';
  }
  if (greenChannel) return 'green_channel';
  return hasPlace ? 'walk_in' : 'walk_in_extra';
}

/** The place in time that a ticket of this lane gets; `slotStart` is ignored by lanes that count from the arrival. */
export function placeInQueue(lane: Lane, arrival: string, slotStart: string | null, set: QueueMinutes): string {
  const { from, minutes } = laneRules[lane];
  return later(from === 'slot' && slotStart !== null ? slotStart : arrival, minutes(set) * 60_000);
}
