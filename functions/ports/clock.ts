/** The only source of "now". Instants are ISO 8601 strings in UTC with milliseconds, so they compare as strings. */
export interface Clock {
  now(): string;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date().toISOString() };

export interface TestClock extends Clock {
  set(instant: string): void;
  /** Moves forward (or back) by milliseconds. */
  advance(milliseconds: number): void;
}

/** A clock that stands still until it is told otherwise: for tests on both sides of a limit. */
export function testClock(start: string): TestClock {
  let at = instantToMs(start);
  return {
    now: () => new Date(at).toISOString(),
    set: (instant) => {
      at = instantToMs(instant);
    },
    advance: (milliseconds) => {
      at += milliseconds;
    },
  };
}

/** Milliseconds since 1970 of an instant. Throws on anything that is not one. */
export function instantToMs(instant: string): number {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) throw new RangeError(`not an instant: ${instant}`);
  return at;
}
