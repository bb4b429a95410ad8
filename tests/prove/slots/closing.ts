import type { Database } from '../../../db/client';
import { later, shanghaiClock, shanghaiDay } from '../../../shared/rules/shanghai';
import { aSlot } from '../../support/builders';
import type { CaseTown } from '../../support/case-town';
import { testNow } from '../../support/test-city';
import { aTownHall } from '../../support/town-hall';
import { type Client, requestOf, type Someone } from './client';
import type { Held, Ledger } from './ledger';
import type { Service } from './start-service';
import { type Answered, Wire } from './wire';

type ClosingSlot = { slotId: string; startsAt: string; isClosed: boolean };
type Offer = { id: string; held: Held };

const count = 220;
const mostTries = 10;
const neverOpen = {
  slotMinutes: 30,
  minutesPerVisit: 15,
  shares: { public: 1, green_channel: 0, enterprise: 0, walk_in: 0 },
  weekday: [],
  weekend: [],
};

/**
 * A hall that shuts one slot after the other (C10). Who has booked there is offered the nearest place, which is one of the watched slots: the offer is
 * a take by the service, held for that person; a job gives back what is needed no more. Its own slots are not watched: their places are withdrawn.
 */
export class Closing {
  private readonly wire: Wire;
  private readonly offers = new Map<string, Offer>();
  private readonly seen = new Set<string>();
  private constructor(
    port: number,
    readonly hallId: string,
    private readonly head: { id: string; token: string },
    readonly slots: ClosingSlot[],
  ) {
    this.wire = new Wire(port);
  }

  static async of(db: Database, port: number, town: CaseTown, places: number): Promise<Closing> {
    const hallId = await aTownHall(db, town, { id: 'shutting', pattern: neverOpen });
    const slots: ClosingSlot[] = [];
    for (let n = 0; n < count; n++) {
      const startsAt = later(testNow, (4 + Math.floor(n / 28)) * 86_400_000 + (n % 28) * 1_800_000);
      const slot = await aSlot(db, { hallId, places, startsAt });
      if (n > 0) await db`update place set released_at = ${later(testNow, 365 * 86_400_000)} where slot_id = ${slot.id}`;
      slots.push({ slotId: slot.id, startsAt, isClosed: false });
    }
    return new Closing(port, hallId, town.unitHead, slots);
  }

  /** The slot that can be booked now and shuts next; its other slots are not released. */
  open(): ClosingSlot | undefined {
    return this.slots.find(({ isClosed }) => !isClosed);
  }

  offerFor(person: Someone): { visit: Someone['live'][number]; offer: Offer } | null {
    for (const visit of person.live) {
      const offer = this.offers.get(visit.id);
      if (offer) return { visit, offer };
    }
    return null;
  }

  done(visitId: string): void {
    this.offers.delete(visitId);
  }

  /** Shuts the open slot, takes down what is offered, and releases the next. When somebody books there each time, nothing is saved: next time. */
  async shut(db: Database, ledger: Ledger): Promise<void> {
    const slot = this.open();
    if (!slot) return;
    const from = ledger.now();
    const saved = await this.save(slot);
    if (saved?.status === 409) return;
    if (saved?.status !== 200) {
      ledger.wrong.push(`a closure was answered ${saved?.text}`);
      return;
    }
    slot.isClosed = true;
    const until = ledger.now();
    const rows = await db<{ id: string; appointmentId: string; slotId: string; holdId: string; expiresAt: string }[]>`
      select id, appointment_id as "appointmentId", slot_id as "slotId", hold_id as "holdId", expires_at as "expiresAt"
      from rebooking where hold_id is not null and from_slot_id = ${slot.slotId}`;
    for (const { id, appointmentId, slotId, holdId, expiresAt } of rows) {
      const held: Held = { holdId, slotId, until: expiresAt, ended: false };
      this.offers.set(appointmentId, { id, held });
      ledger.taken(slotId, { from, until }, `offered by ${id}`);
      ledger.held(held, id);
    }
    const next = this.open();
    if (next) await db`update place set released_at = ${testNow} where slot_id = ${next.slotId}`;
  }

  /** Looks at what the closure does and saves it; somebody books there all the time, so that this takes some tries. */
  private async save(slot: ClosingSlot): Promise<Answered> {
    const date = shanghaiDay(slot.startsAt);
    const change = { kind: 'closure', date, from: shanghaiClock(slot.startsAt), to: shanghaiClock(later(slot.startsAt, 60_000)) } as const;
    for (let tries = 1; ; tries++) {
      const preview = await this.wire.request(requestOf('hallCalendar.preview', { hallId: this.hallId, change }, this.head));
      const { digest } = JSON.parse(preview?.text ?? '{}') as { digest: string };
      const saved = await this.wire.request(requestOf('hallCalendar.save', { hallId: this.hallId, change, digest, reason: '停电检修' }, this.head));
      if (saved?.status !== 409 || tries === mostTries) return saved;
    }
  }

  /** Runs the job that ends offers of visits that were moved or cancelled, and takes down which places it gave back. */
  async settle(db: Database, { run }: Pick<Service, 'run'>, ledger: Ledger): Promise<void> {
    const [from, clockFrom] = [ledger.now(), ledger.clock];
    await run('rebookings');
    const until = ledger.now();
    const rows = await db<{ id: string; appointmentId: string; ending: string }[]>`
      select id, appointment_id as "appointmentId", ending from rebooking where ending is not null and hold_id is not null and not id = any(${[...this.seen]})`;
    for (const { id, appointmentId, ending } of rows) {
      this.seen.add(id);
      const held = this.offers.get(appointmentId)?.held;
      if (!held || ending === 'accepted') continue;
      this.done(appointmentId);
      if (held.until <= clockFrom) continue;
      held.ended = true;
      ledger.opened(held.slotId, { from, until }, `${id} ended as ${ending}`);
    }
  }
}

/** Takes the place that is offered instead of a withdrawn one; it must be there until its end. */
export async function takeOther(client: Client, person: Someone, closing: Closing, way: string): Promise<void> {
  const found = closing.offerFor(person);
  if (!found) return;
  const { visit, offer } = found;
  const { ledger } = client.field;
  const reply = await client.send('rebookings.accept', { id: offer.id }, person, way, offer.held.slotId);
  closing.done(visit.id);
  if (reply.body) {
    if (reply.clockFrom >= offer.held.until) ledger.wrong.push(`an offer until ${offer.held.until} was taken at ${reply.clockFrom}`);
    offer.held.ended = true;
    visit.slotId = offer.held.slotId;
  } else if (reply.code === 'hold_expired' && reply.clockUntil < offer.held.until)
    ledger.wrong.push(`an offer until ${offer.held.until} was gone at ${reply.clockUntil}`);
}
