import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { distanceKm, orderStops, type Start, type Stop, timesOf, travelMinutes, windowOf } from '../../shared/rules/route-order';

const start: Start = { latitude: 23.02, longitude: 113.75, leavesAt: 9 * 60 };
const stop = (id: string, latitude: number, longitude: number, with_: Partial<Stop> = {}): Stop => ({
  id,
  latitude,
  longitude,
  opens: 9 * 60,
  closes: 18 * 60,
  minutes: 30,
  ...with_,
});
const lateMinutes = (from: Start, stops: readonly Stop[]) =>
  timesOf(from, stops).reduce((sum, { leavesAt }, index) => sum + Math.max(0, leavesAt - (stops[index] as Stop).closes), 0);
const backAt = (from: Start, stops: readonly Stop[]) =>
  stops.length === 0 ? from.leavesAt : (timesOf(from, stops).at(-1)?.leavesAt ?? 0) + travelMinutes(stops.at(-1) as Stop, from);

const someStops = fc
  .array(
    fc.record({
      latitude: fc.double({ min: 22.8, max: 23.2, noNaN: true }),
      longitude: fc.double({ min: 113.5, max: 114.1, noNaN: true }),
      opens: fc.integer({ min: 8 * 60, max: 14 * 60 }),
      length: fc.integer({ min: 30, max: 300 }),
      minutes: fc.integer({ min: 5, max: 90 }),
    }),
    { maxLength: 9 },
  )
  .map((drawn) => drawn.map(({ length, ...one }, index) => ({ ...one, id: `s${index}`, closes: one.opens + length })));

describe('the order of the stops', () => {
  test('is never worse than the given one, keeps every stop once, and is the same each time', () => {
    fc.assert(
      fc.property(someStops, (stops) => {
        const order = orderStops(start, stops);
        expect(order.map(({ id }) => id).sort()).toEqual(stops.map(({ id }) => id).sort());
        expect(orderStops(start, stops)).toEqual(order);
        const [given, found] = [lateMinutes(start, stops), lateMinutes(start, order)];
        expect(found).toBeLessThanOrEqual(given);
        if (found === given) expect(backAt(start, order)).toBeLessThanOrEqual(backAt(start, stops));
      }),
      { numRuns: 500 },
    );
  });

  test('finds the best of all orders of four stops, nearly always', () => {
    const orders = (stops: Stop[]): Stop[][] =>
      stops.length < 2 ? [stops] : stops.flatMap((first) => orders(stops.filter((other) => other !== first)).map((rest) => [first, ...rest]));
    let [best, runs] = [0, 0];
    fc.assert(
      fc.property(
        someStops.filter((stops) => stops.length === 4),
        (stops) => {
          const found = orderStops(start, stops);
          const least = Math.min(...orders(stops).map((order) => lateMinutes(start, order) * 10_000 + backAt(start, order)));
          runs += 1;
          if (lateMinutes(start, found) * 10_000 + backAt(start, found) === least) best += 1;
        },
      ),
      { numRuns: 150, seed: 7 },
    );
    expect(best / runs).toBeGreaterThan(0.9);
  });

  test('goes along a street instead of to and fro', () => {
    const [a, b, c, d] = [stop('a', 23.02, 113.8), stop('b', 23.02, 113.85), stop('c', 23.02, 113.9), stop('d', 23.02, 113.95)];
    expect(backAt(start, orderStops(start, [c, a, d, b]))).toBeLessThanOrEqual(backAt(start, [a, b, c, d]));
    expect(backAt(start, orderStops(start, [c, a, d, b]))).toBeLessThan(backAt(start, [c, a, d, b]));
  });

  test('goes first to a door that closes first', () => {
    const far = stop('closes-early', 23.1, 113.9, { closes: 10 * 60 + 15 });
    expect(orderStops(start, [stop('near', 23.021, 113.751, { minutes: 60 }), far]).map(({ id }) => id)).toEqual(['closes-early', 'near']);
  });

  test('waits at a door that is not open yet, and says when a stop cannot be met within its hours', () => {
    const [one, other] = timesOf(start, [stop('opens-at-ten', 23.021, 113.751, { opens: 600 }), stop('closed', 23.3, 114.2, { closes: 640 })]);
    expect([one?.beginsAt, one?.isLate, other?.isLate]).toEqual([600, false, true]);
  });

  test('an empty day has no order', () => {
    expect(orderStops(start, [])).toEqual([]);
    expect(timesOf(start, [])).toEqual([]);
  });
});

test('distances are those of the great circle, and the same door costs no time', () => {
  expect(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 1 })).toBeCloseTo(111.19, 1);
  expect(travelMinutes(start, start)).toBe(0);
});

test('a firm is told an hour from the quarter before', () => {
  expect(windowOf({ beginsAt: 9 * 60 + 29 })).toEqual({ from: 9 * 60 + 15, until: 10 * 60 + 15 });
  expect(windowOf({ beginsAt: 9 * 60 + 30 })).toEqual({ from: 9 * 60 + 30, until: 10 * 60 + 30 });
});
