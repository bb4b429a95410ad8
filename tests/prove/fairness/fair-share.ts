import type { seeded } from '../../shared/numbers';

/** What each day of a scene has to give, and who wants how many. */
export type Demand = { citizens: number; bought: number; mostForBought: number; placesADay: number[] };

/**
 * The fair share of the citizens: places they would get if every identity, own or bought, asked equally often, so that each place went to one
 * drawn evenly from all who still want one. A citizen wants one place; a bought identity as many as the rules let one person have, one a day.
 * The mean of many draws; knows nothing of the product.
 */
export function fairShare({ citizens, bought, mostForBought, placesADay }: Demand, random: ReturnType<typeof seeded>, draws = 400): number {
  let sum = 0;
  for (let draw = 0; draw < draws; draw++) {
    let wanting = citizens;
    /** Bought identities by how many places they have. */
    const have = Array.from({ length: mostForBought }, (_, count) => (count === 0 ? bought : 0));
    for (const places of placesADay) {
      const asking = [...have];
      for (let place = 0; place < places; place++) {
        const all = wanting + asking.reduce((total, one) => total + one, 0);
        if (all === 0) break;
        let at = random.below(all);
        if (at < wanting) {
          wanting -= 1;
          continue;
        }
        at -= wanting;
        let count = 0;
        while (at >= (asking[count] ?? 0)) at -= asking[count++] ?? 0;
        asking[count] = (asking[count] ?? 0) - 1;
        have[count] = (have[count] ?? 0) - 1;
        if (count + 1 < mostForBought) have[count + 1] = (have[count + 1] ?? 0) + 1;
      }
    }
    sum += citizens - wanting;
  }
  return sum / draws;
}
