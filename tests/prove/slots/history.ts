/**
 * What clients saw of one slot, as intervals of the prover's own clock (milliseconds). Places of a slot are alike, so a slot is a number of places:
 * - take: one place went to somebody, at some moment between the first sending of the request and its answer
 * - free: one place became open again, likewise; by time (the end of a hold, a late release) between the sending of a tick and its answer
 * - full: somebody was told that nothing is open: at some moment in between that must have been so
 */
export type Happening = {
  kind: 'take' | 'free' | 'full';
  from: number;
  until: number;
  /** For full: the clock may have moved while it was asked; it may have judged by the time before the move. */
  clockFrom?: number;
  /** For free: by the move of the clock to this time. */
  byClock?: number;
  what: string;
};

export type Violation = { kind: 'given_twice' | 'phantom_full'; what: string };

type Take = { happening: Happening; invoked: number; done: number | null };

/**
 * Whether one order of all happenings exists in which each stands inside its interval, never more than `places` are taken, and each `full` stands
 * where all are taken: linearizability of a counter with a ceiling. Takes and frees are put as late as they may, a place is freed earlier
 * only for a take that must end, and takes are put earlier only for a `full` that would stand nowhere else, the ones that end first.
 * tests/prove/checker.test.ts compares the answer with every order of small histories.
 */
export function check(happenings: Happening[], places: number): Violation[] {
  const violations: Violation[] = [];
  const steps = happenings
    .flatMap((happening) => [
      { at: happening.from, ends: false, happening },
      { at: happening.until, ends: true, happening },
    ])
    // at the same instant a beginning comes before an end: then they overlap
    .sort((one, other) => one.at - other.at || Number(one.ends) - Number(other.ends));
  /** How many are taken after each step. */
  const taken: number[] = [];
  let count = 0;
  const takes = new Map<Happening, Take>();
  const lately: Take[] = [];
  const waitingFrees = new Set<Happening>();
  const fulls = new Map<Happening, number>();
  const freedByClock: { clock: number; step: number }[] = [];

  const free = (happening: Happening, step: number) => {
    waitingFrees.delete(happening);
    count -= 1;
    if (happening.byClock !== undefined) freedByClock.push({ clock: happening.byClock, step });
  };

  for (const [step, { ends, happening }] of steps.entries()) {
    if (!ends) {
      if (happening.kind === 'take') {
        const take = { happening, invoked: step, done: null };
        takes.set(happening, take);
        lately.push(take);
      } else if (happening.kind === 'free') waitingFrees.add(happening);
      else fulls.set(happening, step);
    } else if (happening.kind === 'free') {
      if (waitingFrees.has(happening)) free(happening, step);
    } else if (happening.kind === 'take') {
      const take = takes.get(happening);
      takes.delete(happening);
      if (take && take.done === null) {
        if (count >= places) {
          const earliest = firstToEnd(waitingFrees);
          if (earliest) free(earliest, step);
        }
        if (count >= places) violations.push({ kind: 'given_twice', what: happening.what });
        else count += 1;
        take.done = step;
      }
    } else {
      taken[step] = count;
      const from = fulls.get(happening) ?? step;
      fulls.delete(happening);
      const lenient = freedByClock.filter(({ clock, step: at }) => clock > (happening.clockFrom ?? Infinity) && at >= from).length;
      if (!placed(from, step, places - lenient)) violations.push({ kind: 'phantom_full', what: happening.what });
    }
    taken[step] = count;
    // ends long past have no part in a `full` that still waits
    if (fulls.size === 0) {
      lately.splice(0, lately.length, ...takes.values());
      freedByClock.length = 0;
    }
  }
  return violations;

  /** Finds the full a moment between two steps, moving as few takes as possible before it. */
  function placed(from: number, to: number, wanted: number): boolean {
    let best: { moment: number; moved: Take[]; cost: number; ends: number } | null = null;
    for (let moment = from; moment <= to; moment++) {
      const missing = wanted - (taken[moment] ?? 0);
      if (missing <= 0) return true;
      const movable = lately.filter((take) => take.invoked <= moment && (take.done === null || take.done > moment));
      if (movable.length < missing) continue;
      movable.sort((one, other) => Number(one.done === null) - Number(other.done === null) || one.happening.until - other.happening.until);
      const moved = movable.slice(0, missing);
      const ahead = moved.filter((take) => take.done === null).map((take) => take.happening.until);
      const [cost, ends] = [ahead.length, ahead.reduce((sum, end) => sum + end, 0)];
      if (!best || cost < best.cost || (cost === best.cost && ends < best.ends)) best = { moment, moved, cost, ends };
    }
    if (!best) return false;
    for (const take of best.moved) {
      const last = take.done ?? to + 1;
      for (let step = best.moment; step < last; step++) taken[step] = (taken[step] ?? 0) + 1;
      if (take.done === null) count += 1;
      take.done = best.moment;
    }
    return true;
  }
}

function firstToEnd(happenings: Iterable<Happening>): Happening | null {
  let first: Happening | null = null;
  for (const one of happenings) if (!first || one.until < first.until) first = one;
  return first;
}
