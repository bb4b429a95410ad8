import { later } from '../../../shared/rules/shanghai';
import type { Identity } from './scene';
import type { Town } from './town';

/** A citizen answers an offer within so many minutes, at random; one in so many does not see it in time. */
const answers = { from: 2, until: 28, missedOneIn: 20 } as const;

/** How people answer what the line offers them: robots in the same second, citizens when they have read their message. */
export function offers(town: Town, quick: Identity[]): { bought(): Promise<void>; citizens(): Promise<void> } {
  const everybody = new Map([...quick, ...town.scene.citizens].map((one) => [one.id, one]));
  const isQuick = new Set(quick);
  const known = new Set<string>();
  let due: { at: string; who: Identity; id: string }[] = [];

  /** As the message of the offer tells them. */
  async function newOffers(): Promise<{ who: Identity; id: string }[]> {
    const rows = await town.db<{ id: string; personId: string }[]>`
      select id, person_id as "personId" from wait_entry where hall_id = ${town.scene.hallId} and status = 'offered' order by id`;
    return rows.flatMap(({ id, personId }) => {
      const who = everybody.get(personId);
      if (!who || known.has(id)) return [];
      known.add(id);
      return [{ who, id }];
    });
  }

  return {
    async bought() {
      const fresh = await newOffers();
      for (const { who, id } of fresh) {
        if (isQuick.has(who) || town.random.below(answers.missedOneIn) === 0) continue;
        due.push({ at: later(town.now, (answers.from + town.random.below(answers.until - answers.from)) * 60_000), who, id });
      }
      await Promise.all(fresh.filter(({ who }) => isQuick.has(who)).map(({ who, id }) => town.accept(who, id)));
    },
    async citizens() {
      const now = due.filter(({ at }) => at <= town.now);
      due = due.filter((one) => !now.includes(one));
      await Promise.all(
        now.map(async ({ who, id }) => {
          if (who.live.length > 0 || !(await town.accept(who, id))) return;
          for (const date of [...who.entries.keys()]) await town.leave(who, date);
        }),
      );
    },
  };
}
