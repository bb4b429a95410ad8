import { later } from '../../../shared/rules/shanghai';
import type { Identity } from './scene';
import type { Town } from './town';

/** Sales begin so many minutes after the first places were given out. */
const firstSale = 55;
/** Longer than any freed place may stay away. */
const tryingMinutes = 17;
/** The service serves the line every five seconds: so long a buyer has the freed place before him, if it is to be seen. */
const secondsAlone = 5;

type Sale = { placeId: number; slotId: string; buyer: Identity; until: number };

/**
 * Cancel and rebook: somebody with a bought identity cancels, and an accomplice, who waits in line like everybody, tries to book in the same
 * instant, each second until the line is served, and each minute for as long as the place may stay away.
 */
export function resale(town: Town, bought: Identity[], salesADay: number) {
  const result = { tries: 0, passedOn: 0, resold: new Map<string, number>() };
  const buyers = [...town.scene.buyers];
  let running: Sale[] = [];

  async function sell(minute: number): Promise<void> {
    const seller = town.random.pick(bought.filter(({ live }) => live.length > 0));
    const live = seller?.live[0];
    const buyer = live && buyers.shift();
    if (!live || !buyer) return;
    const [place] = await town.db<{ id: number; slotId: string; date: string }[]>`
      select p.id, p.slot_id as "slotId", s.day as date from place p join slot s on s.id = p.slot_id where p.appointment_id = ${live.id}`;
    if (!place) return;
    await town.join(buyer, place.date);
    if (!(await town.cancel(seller, live.id))) return;
    result.tries += 1;
    result.resold.set(place.date, (result.resold.get(place.date) ?? 0) + 1);
    const sale = { placeId: place.id, slotId: place.slotId, buyer, until: minute + tryingMinutes };
    running.push(sale);
    const since = town.now;
    for (let second = 0; second <= secondsAlone; second++) {
      if (second > 0) await town.at(later(since, second * 1000), false);
      if (buyer.live.length === 0) await town.book(buyer, sale.slotId);
    }
  }

  async function settle(sale: Sale): Promise<void> {
    const mine = [sale.buyer.id, ...[...sale.buyer.entries.values()].map(({ id }) => id)];
    const [row] = await town.db`
      select 1 from place p left join appointment a on a.id = p.appointment_id
      where p.id = ${sale.placeId} and (a.person_id = ${sale.buyer.id} or p.held_by = any(${mine}) and p.held_until > ${town.now})`;
    if (row) result.passedOn += 1;
    for (const date of [...sale.buyer.entries.keys()]) await town.leave(sale.buyer, date);
  }

  return Object.assign(result, {
    /** One minute of the morning. */
    async step(minute: number): Promise<void> {
      for (const sale of running) {
        if (minute >= sale.until) await settle(sale);
        else if (sale.buyer.live.length === 0) await town.book(sale.buyer, sale.slotId);
      }
      running = running.filter(({ until }) => minute < until);
      if (minute >= firstSale && minute % 2 === 0 && (minute - firstSale) / 2 < salesADay) await sell(minute);
    },
  });
}
