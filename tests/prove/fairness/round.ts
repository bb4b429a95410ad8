import { later } from '../../../shared/rules/shanghai';
import { seeded } from '../../shared/numbers';
import { freshDatabase } from '../../support/database';
import { liftRateLimits } from '../../support/rate-limits';
import { startService } from '../slots/start-service';
import { fairShare } from './fair-share';
import { offers } from './offers';
import { resale } from './resale';
import { identitiesARobot, laySceneOut, midnight, mostLive, robotsDay, type Size, sizes, slotsADay } from './scene';
import { mayHaveMore, Town } from './town';

/** One scene on one service: arguments are the folder of the source, the size, the seed, SQL to run before. Prints one JSON line, `Fairness`. */
export type Fairness = {
  places: number;
  given: { citizens: number; bought: number; buyers: number };
  fairShare: number;
  sales: number;
  passedOn: number;
  mostLetThrough: number;
  requests: { citizens: number; robots: number };
  seconds: number;
};

const [folder = '.', sizeName = 'part', seed = '1', withRobots = 'robots', sql = ''] = process.argv.slice(2);
const whole: Size = sizeName === 'whole' ? sizes.whole : sizes.part;
const size: Size = withRobots === 'robots' ? whole : { ...whole, robots: 0, salesADay: 0 };
const minute = 60_000;
/** In these minutes of a day places are given out and everybody is awake to it; at other times the clock goes on by the quarter of an hour. */
const morning = { from: 7 * 60 + 45, until: 10 * 60 + 30 };
const wakeful = { from: 7 * 60, until: 23 * 60 };

const database = await freshDatabase();
const service = await startService(folder, database.url);
try {
  for (const statement of sql.split(';').filter(Boolean)) await database.db.unsafe(statement);
  process.stdout.write(`${JSON.stringify(await play())}\n`);
} finally {
  service.child.kill('SIGKILL');
  await database.drop();
}

async function play(): Promise<Fairness> {
  const started = performance.now();
  const random = seeded(Number(seed));
  await liftRateLimits(database.db);
  const scene = await laySceneOut(database.db, size);
  const town = new Town(database.db, service, scene, random);
  const bought = scene.robots.flatMap(({ identities }) => identities);
  const answering = offers(town, [...bought, ...scene.buyers]);
  const selling = resale(town, bought, size.salesADay);

  for (let day = 0; day <= size.days; day++) {
    const newest = scene.dates[day];
    await service.setClock(midnight(day));
    await service.run('places');
    await town.at(midnight(day));
    if (newest) await storm(newest);
    const visits = scene.citizens.map((citizen) => ({ citizen, at: wakeful.from + random.below(wakeful.until - wakeful.from) }));
    visits.sort((one, other) => one.at - other.at);
    if (newest) {
      await town.at(later(midnight(day), 5 * 60 * minute));
      await Promise.all(scene.robots.map((robot) => beforeDawn(robot.identities, newest)));
    }
    const opened = scene.dates[day - 1];
    for (let at = wakeful.from; at <= wakeful.until; ) {
      const isMorning = at >= morning.from && at < morning.until;
      await town.at(later(midnight(day), at * minute));
      await answering.bought();
      if (isMorning && opened) await robotsTry(opened);
      if (isMorning && opened) await selling.step(at - morning.from);
      await answering.citizens();
      const next = visits.findIndex((one) => one.at > at);
      const visitors = visits.splice(0, next < 0 ? visits.length : next);
      if (visitors.length > 0) {
        const open = (await Promise.all(scene.dates.slice(0, day + 1).map((date) => town.open(date)))).flat();
        await Promise.all(visitors.map(({ citizen }) => visit(citizen, open, newest)));
      }
      at += isMorning ? 1 : 15;
    }
  }

  const slots = await Promise.all(scene.dates.map((date) => town.slotsOf(date)));
  const have = (people: { id: string }[]) => countOf(people.map(({ id }) => id));
  const perDay = scene.dates.map((date) => slotsADay * size.placesASlot + (selling.resold.get(date) ?? 0));
  return {
    places: slots.flat().length * size.placesASlot,
    given: { citizens: await have(scene.citizens), bought: await have(bought), buyers: await have(scene.buyers) },
    fairShare: fairShare({ citizens: size.citizens, bought: bought.length, mostForBought: mostLive, placesADay: perDay }, seeded(Number(seed))),
    sales: selling.tries,
    passedOn: selling.passedOn,
    mostLetThrough: town.mostLetThrough,
    requests: town.requests,
    seconds: Math.round((performance.now() - started) / 1000),
  };

  /** The minute in which a day comes into sight. */
  async function storm(date: string): Promise<void> {
    const slotIds = await town.slotsOf(date);
    await Promise.all(
      scene.robots.map(async ({ identities }) => {
        const [first] = identities;
        for (const one of identities) if (mayHaveMore(one)) await town.join(one, date);
        for (let tries = 0; first && tries < robotsDay.triesAtMidnight; tries++)
          await town.book(identities.find(mayHaveMore) ?? first, random.pick(slotIds));
      }),
    );
  }

  async function beforeDawn(identities: typeof bought, date: string): Promise<void> {
    for (let joins = 0; joins < robotsDay.joinsBeforeDawn; joins++) {
      const one = identities[joins % identitiesARobot];
      if (one && mayHaveMore(one)) await town.join(one, date);
    }
  }

  /** Robots are always quicker than people: in each minute their turn comes first, and they go where a place is seen. */
  async function robotsTry(date: string): Promise<void> {
    const [open, all] = [await town.open(date), await town.slotsOf(date)];
    const share = (robotsDay.triesInTheMorning * 1000) / (morning.until - morning.from);
    const now = scene.robots.filter(() => random.below(1000) < share);
    await Promise.all(
      now.map(async ({ identities }) => {
        const one = identities.find(mayHaveMore);
        if (one) await town.book(one, random.pick(open.length > 0 ? open : all));
      }),
    );
  }

  async function visit(citizen: (typeof bought)[number], open: string[], newest: string | undefined): Promise<void> {
    if (citizen.live.length > 0) return;
    if (open.length > 0 && (await town.book(citizen, random.pick(open)))) return;
    if (newest && !citizen.entries.has(newest)) await town.join(citizen, newest);
  }
}

async function countOf(ids: string[]): Promise<number> {
  const [row] = await database.db<{ count: number }[]>`
    select count(*) from appointment where person_id = any(${ids}) and status in ('booked', 'confirmed') and lead_id is null`;
  return row?.count ?? 0;
}
