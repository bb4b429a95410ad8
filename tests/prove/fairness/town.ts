import type { Database } from '../../../db/client';
import type { Input, Output } from '../../../shared/contract/index';
import type { EndpointName } from '../../../shared/contract/routes';
import type { seeded } from '../../shared/numbers';
import { codeOf, requestOf } from '../slots/client';
import type { Service } from '../slots/start-service';
import { Wire } from '../slots/wire';
import { type Identity, mostLive, type Scene } from './scene';

const lines = 24;
/** Days for which one person may wait at once (C7), the prover's own figure. */
const mostWaits = 5;

/** What the people of a scene do over the wire, and how often. */
export class Town {
  readonly requests = { citizens: 0, robots: 0 };
  /** Tries to book that were not held back, by person and minute. */
  private readonly letThrough = new Map<string, number>();
  private readonly free: Wire[];
  private readonly waiting: ((wire: Wire) => void)[] = [];
  private readonly citizens: ReadonlySet<Identity>;

  constructor(
    readonly db: Database,
    readonly service: Service,
    readonly scene: Scene,
    readonly random: ReturnType<typeof seeded>,
  ) {
    this.free = Array.from({ length: lines }, () => new Wire(service.port));
    this.citizens = new Set(scene.citizens);
  }

  now = '';

  get mostLetThrough(): number {
    return Math.max(0, ...this.letThrough.values());
  }

  /** Puts the clock forward and lets the wait list be served, as the service does every few seconds. */
  async at(instant: string, serve = true): Promise<void> {
    this.now = instant;
    await this.service.setClock(instant);
    if (serve) await this.service.run('waitList');
  }

  /** Slots with a place left, as everybody sees them. */
  async open(date: string): Promise<string[]> {
    const answer = await fetch(`http://127.0.0.1:${this.service.port}/api/halls/${this.scene.hallId}/slots?date=${date}`);
    const { slots } = (await answer.json()) as Output<'halls.slots'>;
    return slots.filter(({ free }) => free > 0).map(({ id }) => id);
  }

  async slotsOf(date: string): Promise<string[]> {
    const rows = await this.db<{ id: string }[]>`select id from slot where hall_id = ${this.scene.hallId} and day = ${date} order by starts_at`;
    return rows.map(({ id }) => id);
  }

  /** One try to book; true when it got a place. */
  async book(who: Identity, slotId: string): Promise<boolean> {
    const item = wanted(who);
    const { code, body } = await this.ask(who, 'appointments.book', { slotId, checklistCode: this.scene.lists[item] ?? '' });
    if (code !== 'too_many_requests') {
      const minute = `${who.id} ${this.now.slice(0, 16)}`;
      this.letThrough.set(minute, (this.letThrough.get(minute) ?? 0) + 1);
    }
    if (body) who.live.push({ id: body.id, slotId, items: [item] });
    return body !== null;
  }

  /** Joins the line of a date; who waits for as many days as one may leaves the oldest. */
  async join(who: Identity, date: string): Promise<void> {
    const [oldest] = [...who.entries.keys()].sort();
    if (!who.entries.has(date) && who.entries.size >= mostWaits && oldest) await this.leave(who, oldest);
    const item = wanted(who);
    const { body } = await this.ask(who, 'waitList.join', { hallId: this.scene.hallId, date, checklistCode: this.scene.lists[item] ?? '' });
    const entry = body?.entries.find((one) => one.date === date && one.status === 'waiting');
    if (entry) who.entries.set(date, { id: entry.id, item });
  }

  async leave(who: Identity, date: string): Promise<void> {
    const entry = who.entries.get(date);
    who.entries.delete(date);
    if (entry) await this.ask(who, 'waitList.leave', { id: entry.id });
  }

  /** Takes what the line offers. */
  async accept(who: Identity, id: string): Promise<boolean> {
    const { body } = await this.ask(who, 'waitList.accept', { id });
    const [date, entry] = [...who.entries].find(([, one]) => one.id === id) ?? [];
    if (date) who.entries.delete(date);
    if (body) who.live.push({ id: body.id, slotId: '', items: [entry?.item ?? wanted(who)] });
    return body !== null;
  }

  async cancel(who: Identity, appointmentId: string): Promise<boolean> {
    const { body } = await this.ask(who, 'appointments.cancel', { id: appointmentId });
    if (body) who.live = who.live.filter(({ id }) => id !== appointmentId);
    return body !== null;
  }

  private async ask<Name extends EndpointName>(
    who: Identity,
    name: Name,
    input: Input<Name>,
  ): Promise<{ code: string | null; body: Output<Name> | null }> {
    this.requests[this.citizens.has(who) ? 'citizens' : 'robots'] += 1;
    const wire = this.free.pop() ?? (await new Promise<Wire>((resolve) => this.waiting.push(resolve)));
    const request = { ...requestOf(name, input, who), device: who.device };
    // as the phone does: the service may close a line that was idle for seconds in the instant in which a request goes out on it
    const answer = (await wire.request(request)) ?? (await wire.request(request));
    const next = this.waiting.shift();
    if (next) next(wire);
    else this.free.push(wire);
    if (!answer || answer.status >= 500) throw new Error(`${name} was answered ${answer?.status} ${answer?.text}`);
    return answer.status === 200 ? { code: null, body: JSON.parse(answer.text) as Output<Name> } : { code: codeOf(answer.text), body: null };
  }
}

/** The item for which a person has no appointment yet. */
function wanted({ first, live }: Identity): number {
  return live.some(({ items }) => items.includes(first)) ? 1 - first : first;
}

export const mayHaveMore = ({ live }: Identity) => live.length < mostLive;
