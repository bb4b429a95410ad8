/** The order of the stops of a home visit and the times that follow from it. Pure arithmetic over points; times are minutes of a day. */
export type Stop = {
  id: string;
  latitude: number;
  longitude: number;
  /** When somebody is there: from, until. */
  opens: number;
  closes: number;
  /** How long the visit takes. */
  minutes: number;
};
export type Start = { latitude: number; longitude: number; leavesAt: number };
export type Timed = { id: string; arrivesAt: number; beginsAt: number; leavesAt: number; isLate: boolean };

/** A city car: kilometres an hour, how much longer roads are than the straight line, minutes to park and find the door. */
const travel = { kmPerHour: 30, detour: 1.3, parking: 5 } as const;
/** What the firm is told: from the quarter before the visit begins, an hour long. */
const told = { step: 15, length: 60 } as const;

type Point = { latitude: number; longitude: number };

/** Kilometres along the great circle. */
export function distanceKm(from: Point, to: Point): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (a: number, b: number) => Math.sin(rad(b - a) / 2) ** 2;
  const h = half(from.latitude, to.latitude) + Math.cos(rad(from.latitude)) * Math.cos(rad(to.latitude)) * half(from.longitude, to.longitude);
  return 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Whole minutes by car from door to door. */
export function travelMinutes(from: Point, to: Point): number {
  const km = distanceKm(from, to);
  return km < 0.05 ? 0 : Math.ceil(((km * travel.detour) / travel.kmPerHour) * 60) + travel.parking;
}

/** When the team is at each stop, in the given order: it waits where it comes before the door opens. */
export function timesOf(start: Start, stops: readonly Stop[]): Timed[] {
  let [at, time]: [Point, number] = [start, start.leavesAt];
  return stops.map((stop) => {
    const arrivesAt = time + travelMinutes(at, stop);
    const beginsAt = Math.max(arrivesAt, stop.opens);
    [at, time] = [stop, beginsAt + stop.minutes];
    return { id: stop.id, arrivesAt, beginsAt, leavesAt: time, isLate: time > stop.closes };
  });
}

/** The window of time a firm is told. */
export function windowOf({ beginsAt }: Pick<Timed, 'beginsAt'>): { from: number; until: number } {
  const from = Math.floor(beginsAt / told.step) * told.step;
  return { from, until: from + told.length };
}

type Cost = [minutesLate: number, backAt: number];

function costOf(start: Start, stops: readonly Stop[]): Cost {
  const times = timesOf(start, stops);
  const late = times.reduce((sum, { leavesAt }, index) => sum + Math.max(0, leavesAt - (stops[index]?.closes ?? leavesAt)), 0);
  const last = stops[stops.length - 1];
  return [late, last ? (times[times.length - 1]?.leavesAt ?? 0) + travelMinutes(last, start) : start.leavesAt];
}

const better = (one: Cost, other: Cost) => one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);

/**
 * The stops in the order in which nobody is met outside the hours if that can be found, and the team is back earliest: the nearest next stop,
 * made better by turning stretches round (2-opt), and the given order made better likewise. Never worse than the given order; the same
 * for the same stops and order.
 */
export function orderStops(start: Start, given: readonly Stop[]): Stop[] {
  const candidates = [twoOpt(start, [...given]), twoOpt(start, nearestNext(start, given))];
  return candidates.reduce((best, next) => (better(costOf(start, next), costOf(start, best)) ? next : best));
}

function nearestNext(start: Start, given: readonly Stop[]): Stop[] {
  const left = [...given];
  const order: Stop[] = [];
  let [at, time]: [Point, number] = [start, start.leavesAt];
  while (left.length > 0) {
    const ready = (stop: Stop) => Math.max(time + travelMinutes(at, stop), stop.opens);
    const next = left.reduce((best, stop) => (ready(stop) < ready(best) ? stop : best));
    time = ready(next) + next.minutes;
    at = next;
    order.push(next);
    left.splice(left.indexOf(next), 1);
  }
  return order;
}

function twoOpt(start: Start, stops: Stop[]): Stop[] {
  let [best, cost] = [stops, costOf(start, stops)];
  for (let improved = true; improved; ) {
    improved = false;
    for (let from = 0; from < best.length - 1; from += 1) {
      for (let to = from + 1; to < best.length; to += 1) {
        const turned = [...best.slice(0, from), ...best.slice(from, to + 1).reverse(), ...best.slice(to + 1)];
        const turnedCost = costOf(start, turned);
        if (better(turnedCost, cost)) [best, cost, improved] = [turned, turnedCost, true];
      }
    }
  }
  return best;
}
