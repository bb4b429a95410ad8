import type { Database } from '../../../db/client';
import type { Client, Reply, Someone } from './client';
import type { Ground, Held, Ledger } from './ledger';
import type { Service } from './start-service';

/** Somebody's place in the line of a day, and the item it is for. */
export type Waiting = { id: string; item: number };

/**
 * The wait list of one day (C7), whose offers the job makes when the prover runs it: an offer is a take by the job, its lapse is a free by the clock.
 * What was given back is open to the line at once and to others only later; the ledger is told so of this day's slots.
 */
export class Line {
  private readonly offers = new Map<string, Held>();
  /** Left before the prover knew whether something had been offered. */
  private readonly left = new Map<string, Reply<'waitList.leave'>>();
  private readonly seen = new Set<string>();
  constructor(
    readonly hallId: string,
    readonly date: string,
    readonly grounds: readonly Ground[],
  ) {}

  offerTo(person: Someone): Held | null {
    return (person.waiting && this.offers.get(person.waiting.id)) ?? null;
  }

  /** The place offered to who has left comes back: to the line at once, to all later. */
  hasLeft(ledger: Ledger, entryId: string, reply: Reply<'waitList.leave'>): void {
    const offer = this.offers.get(entryId);
    if (!offer) this.left.set(entryId, reply);
    else if (reply.clockFrom < offer.until) {
      offer.ended = true;
      ledger.comesBack(offer.slotId, reply, `left the line by ${entryId}`);
    }
  }

  /** Runs the job, and takes down what it has offered. */
  async serve(db: Database, { run }: Pick<Service, 'run'>, ledger: Ledger): Promise<void> {
    const [from, clockFrom] = [ledger.now(), ledger.clock];
    await run('waitList');
    const span = { from, until: ledger.now() };
    const rows = await db<{ id: string; slotId: string; holdId: string; until: string }[]>`
      select id, slot_id as "slotId", hold_id as "holdId", offered_until as until from wait_entry where hold_id is not null and not id = any(${[...this.seen]})`;
    for (const { id, slotId, holdId, until } of rows) {
      this.seen.add(id);
      const offer: Held = { holdId, slotId, until, ended: false, comesBackLate: true };
      this.offers.set(id, offer);
      ledger.taken(slotId, span, `offered to ${id}`);
      ledger.held(offer, id);
      const left = this.left.get(id);
      if (left)
        this.hasLeft(ledger, id, { ...left, from: Math.min(from, left.from), clockFrom: clockFrom < left.clockFrom ? clockFrom : left.clockFrom });
    }
  }
}

/** Joins the line of the day for an item. */
export async function join(client: Client, person: Someone, line: Line, item: number, way: string): Promise<void> {
  const { hallId, date } = line;
  const reply = await client.send('waitList.join', { hallId, date, checklistCode: client.field.lists[item] ?? '' }, person, way);
  const entry = reply.body?.entries.find(({ status }) => status === 'waiting' || status === 'offered');
  if (entry) person.waiting = { id: entry.id, item };
}

/** Books what the line has offered; it must be there until its end. */
export async function takeOffer(client: Client, person: Someone, line: Line, way: string): Promise<void> {
  const { waiting } = person;
  const offer = line.offerTo(person);
  if (!waiting || !offer) return;
  const reply = await client.send('waitList.accept', { id: waiting.id }, person, way, offer.slotId);
  if (reply.body) {
    if (reply.clockFrom >= offer.until) client.field.ledger.wrong.push(`an offer until ${offer.until} was taken at ${reply.clockFrom}`);
    offer.ended = true;
    person.live.push({ id: reply.body.id, slotId: offer.slotId, items: [waiting.item] });
    person.waiting = null;
  } else if (reply.code === 'hold_expired') {
    if (reply.clockUntil < offer.until) client.field.ledger.wrong.push(`an offer until ${offer.until} was gone at ${reply.clockUntil}`);
    person.waiting = null;
  } else await leave(client, person, line, way);
}

export async function leave(client: Client, person: Someone, line: Line, way: string): Promise<void> {
  const { waiting } = person;
  if (!waiting) return;
  const reply = await client.send('waitList.leave', { id: waiting.id }, person, way);
  if (reply.body) line.hasLeft(client.field.ledger, waiting.id, reply);
  person.waiting = null;
}
