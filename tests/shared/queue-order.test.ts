import fc from 'fast-check';
import { type Arrival, laneOf, laneRules, lanes, placeInQueue } from '../../shared/rules/queue-order';
import { defaultSettings } from '../../shared/rules/settings';
import { later } from '../../shared/rules/shanghai';
import { afterSkip, availableTicketActions, ticketFlow, ticketStatuses } from '../../shared/rules/ticket-flow';

const nine = '2026-11-24T01:00:00.000Z';
const at = (minutes: number) => later(nine, minutes * 60_000);
const slot = { startsAt: nine, endsAt: at(30) };
const arrival = (part: Partial<Arrival>): Arrival => ({ at: nine, slot: null, greenChannel: false, hasPlace: true, ...part });

test.each([
  ['booked, at the last instant of the slot', arrival({ slot, at: at(30) }), 'booked'],
  ['booked, a millisecond after the slot', arrival({ slot, at: later(at(30), 1) }), 'late'],
  ['booked, of the green channel', arrival({ slot, greenChannel: true }), 'booked_green'],
  ['of the green channel, but late', arrival({ slot, greenChannel: true, at: at(31) }), 'late'],
  ['a walk-in of the green channel, place or not', arrival({ greenChannel: true, hasPlace: false }), 'green_channel'],
  ['a walk-in with a place of the share', arrival({}), 'walk_in'],
  ['a walk-in without one', arrival({ hasPlace: false }), 'walk_in_extra'],
] as const)('a person who is %s goes into the lane %s', (_, who, lane) => {
  expect(laneOf(who)).toBe(lane);
});

test('who is booked goes before a walk-in who came up to twenty minutes before the slot, and after one who came earlier', () => {
  const booked = placeInQueue('booked', at(-30), nine, defaultSettings);
  expect(placeInQueue('walk_in', at(-19), null, defaultSettings) > booked).toBe(true);
  expect(placeInQueue('walk_in', at(-21), null, defaultSettings) < booked).toBe(true);
});

test('a walk-in without a place of the share comes behind one who has a place and came forty minutes later', () => {
  expect(placeInQueue('walk_in_extra', nine, null, defaultSettings)).toBe(placeInQueue('walk_in', at(40), null, defaultSettings));
});

/** The furthest that anybody's place can lie before the arrival: a slot of half an hour, checked in at its end, with a head start. */
const slotMinutes = 30;
const headStart = slotMinutes - Math.min(...lanes.map((lane) => laneRules[lane].minutes(defaultSettings)));

test('nobody starves: whoever arrives later than a place in the queue and the longest head start is called after it, however many come', () => {
  const person = fc.record({
    minute: fc.integer({ min: 0, max: 480 }),
    slotStarts: fc.option(fc.integer({ min: -60, max: slotMinutes }), { nil: null }),
    green: fc.boolean(),
    hasPlace: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(person, { maxLength: 60 }), fc.integer({ min: 1, max: 15 }), (people, serviceMinutes) => {
      const queue = people
        .map(({ minute, slotStarts, green, hasPlace }, index) => {
          // Checking in opens 60 minutes before the slot and closes 30 after its end.
          const own = slotStarts === null ? null : { startsAt: at(minute - slotStarts), endsAt: at(minute - slotStarts + slotMinutes) };
          const lane = laneOf({ at: at(minute), slot: own, greenChannel: green, hasPlace });
          return { index, minute, place: placeInQueue(lane, at(minute), own?.startsAt ?? null, defaultSettings) };
        })
        .sort((one, other) => one.minute - other.minute || one.index - other.index);
      const waiting: typeof queue = [];
      const called: typeof queue = [];
      for (let minute = 0; called.length < people.length; minute += serviceMinutes) {
        while (queue[0] && queue[0].minute <= minute) waiting.push(queue.shift() as (typeof queue)[number]);
        waiting.sort((one, other) => one.place.localeCompare(other.place) || one.index - other.index);
        const next = waiting.shift();
        if (!next) continue;
        for (const left of waiting) {
          if (at(next.minute - headStart) > left.place) throw new Error('somebody who came later than place and head start was called first');
        }
        called.push(next);
      }
    }),
    { numRuns: 500 },
  );
});

test('the third missed call ends a ticket, and a way back leads from there', () => {
  expect([0, 1, 2].map((missed) => afterSkip(missed, defaultSettings))).toEqual(['waiting', 'waiting', 'missed']);
  expect(ticketFlow.missed.bringBack).toBe('waiting');
});

test('every status but the end leads on, and whoever has the person alone decides', () => {
  for (const status of ticketStatuses) {
    const mine = availableTicketActions({ status, calledBy: 'me' }, 'me');
    const others = availableTicketActions({ status, calledBy: 'me' }, 'other');
    expect(mine.length > 0).toBe(status !== 'done');
    expect(others).toEqual(status === 'called' || status === 'serving' ? [] : mine);
  }
});
