import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { endpoints } from '../../../shared/contract/index';
import type { Input, Output } from '../../../shared/contract/index';
import { type EndpointName, pathParameters, routes } from '../../../shared/contract/routes';
import type { Closing } from './closing';
import type { BlockDay, Group } from './groups';
import type { Ground, Held, Ledger, Span } from './ledger';
import type { Line, Waiting } from './line';
import type { DoorVisit, Teams } from './teams';
import { Wire, type Wanted } from './wire';

/** A visit ahead, with its items. */
export type Live = { id: string; slotId: string; items: number[] };
export type Someone = { id: string; idNumber: string; token: string; elder: boolean; hold: Held | null; live: Live[]; waiting: Waiting | null };
/** Where walk-ins are taken in: a ground that is under way, or soon will be, and the officer of its hall. */
export type Door = Ground & { startsAt: string; itemCode: string; officer: { id: string; token: string } };
/** What all clients share. */
export type Field = {
  port: number;
  grounds: Ground[];
  /** Slots that people walk in to, one a hall, with who takes them in; they can be booked until they begin. */
  doors: Door[];
  /** The wait list of a day that has some of the grounds. */
  line: Line | null;
  /** A hall that shuts, days of teams for visits at the door, and the day on which groups take blocks. */
  closing: Closing | null;
  teams: Teams | null;
  blockDay: BlockDay | null;
  ledger: Ledger;
  /** Codes of checklists that anybody may book with, each of another item. */
  lists: string[];
  officer: { id: string; token: string };
  /** The service is killed meanwhile, so that requests may fail. */
  breakable?: boolean;
};
export type Reply<Name extends EndpointName> = Span & { body: Output<Name> | null; code: string | null; text: string };
/** `comes` is the person of the visit, whoever asks. */
export type Request = Wanted & { name: EndpointName; actor: string; comes: string };

const shares = { cut: 0.01, twin: 0.03, repeatedAtOnce: 0.06, otherBody: 0.01 };

/** One of the concurrent clients: speaks for a few people of its own, one thing after the other, as a phone with a bad line does. */
export class Client {
  private readonly lines: [Wire, Wire];
  private readonly remembered: (Request & { text: string })[] = [];
  constructor(
    readonly field: Field,
    readonly people: Someone[],
    readonly random: () => number,
    /** A list and a visit at the door that only this client has in hand. */
    readonly group: Group | null = null,
    readonly visit: DoorVisit | null = null,
  ) {
    this.lines = [new Wire(field.port), new Wire(field.port)];
  }

  any<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)] as T;
  }

  /**
   * One write: sent, sent again with the same key when no answer came, now and then twice at the same time and again after its answer; all
   * answers to one key must be the same bytes. A refusal for want of a place goes into the ledger of `slotId`.
   */
  async send<Name extends EndpointName>(
    name: Name,
    input: Input<Name>,
    as: { id: string; token: string },
    way: string,
    slotId?: string,
    comes: string = as.id,
  ): Promise<Reply<Name>> {
    const request = { ...requestOf(name, input, as), comes };
    const twin = this.random() < shares.twin;
    const replies = await Promise.all([
      this.ask(request, this.lines[0], way, slotId),
      ...(twin ? [this.ask(request, this.lines[1], way, slotId)] : []),
    ]);
    const good = replies.filter((reply) => reply.body !== null).sort((one, other) => one.until - other.until);
    const reply = good[0] ?? replies[0];
    if (!reply) throw new Error('nothing was asked');
    reply.from = Math.min(...replies.map(({ from }) => from));
    if (reply.body !== null) {
      this.keep(request, reply.text);
      if (good[1]) this.same(request, good[1].text, reply.text, 'twin');
      if (this.random() < shares.repeatedAtOnce) await this.repeat(request, reply.text);
      if (this.random() < shares.otherBody) await this.reuse(request);
    }
    return reply as Reply<Name>;
  }

  /** An earlier request once more, however long ago and whatever became of its place. */
  async repeatEarlier(): Promise<void> {
    const earlier = this.any(this.remembered);
    if (earlier) await this.repeat(earlier, earlier.text);
  }

  hasEarlier(): boolean {
    return this.remembered.length > 0;
  }

  private async ask(request: Request, line: Wire, way: string, slotId?: string): Promise<Reply<EndpointName>> {
    const { ledger } = this.field;
    const from = ledger.now();
    const clockFrom = ledger.clock;
    for (let tries = 1; ; tries++) {
      const tryFrom = ledger.now();
      const tryClock = ledger.clock;
      ledger.attempts[way] = (ledger.attempts[way] ?? 0) + 1;
      const answering = line.request(request);
      if (this.random() < shares.cut) setTimeout(() => line.cut(), this.random() * 60);
      const answer = await answering;
      // a failure is a finding where nothing is killed; the service that is down, or says that it may be asked again, is asked again
      if (answer?.status === 500 && !this.field.breakable) ledger.wrong.push(`${way} was answered ${answer.status} ${answer.text}`);
      else if (!answer || answer.status >= 500 || (answer.status === 409 && codeOf(answer.text) === 'still_running')) {
        count(ledger.answers, answer ? codeOf(answer.text) : 'no answer');
        // a service that is down, or says so, is not asked so often that it has no time to come back
        await pause(!answer || answer.status === 503 ? 40 : 5);
        continue;
      }
      const span = { from, until: ledger.now(), clockFrom, clockUntil: answer.now };
      if (answer.status === 200) {
        count(ledger.answers, 'ok');
        ledger.lastSent = Math.max(ledger.lastSent, tryFrom);
        if (slotId && !this.entitled(slotId, request.comes)) ledger.wrong.push(`${way}: a place kept for others went to ${request.comes}`);
        return { ...span, body: JSON.parse(answer.text), code: null, text: answer.text };
      }
      const code = codeOf(answer.text);
      count(ledger.answers, code);
      if (code !== 'too_many_requests' && answer.status !== 500 && !endpoints[request.name].errors.some((known) => known === code))
        ledger.wrong.push(`${way} was answered ${answer.status} ${answer.text}`);
      if (tries > 1 && slotId) ledger.doubtful.push({ actor: request.actor, comes: request.comes, key: request.key, slotId, from });
      if (code === 'slot_full' && slotId && this.entitled(slotId, request.comes))
        ledger.full(slotId, { ...span, from: tryFrom, clockFrom: tryClock }, `${way} of ${request.comes}`);
      return { ...span, body: null, code, text: answer.text };
    }
  }

  /** Places of the green channel are for some people only; to others they are never open. */
  private entitled(slotId: string, personId: string): boolean {
    const ground = this.field.grounds.find((one) => one.slotId === slotId);
    return ground?.kind !== 'green_channel' || this.people.some(({ id, elder }) => id === personId && elder);
  }

  private keep(request: Request, text: string): void {
    this.field.ledger.kept.set(`${request.actor} ${request.key}`, { endpoint: request.name, text });
    if (this.remembered.length < 40) this.remembered.push({ ...request, text });
    else this.remembered[Math.floor(this.random() * 40)] = { ...request, text };
  }

  private async repeat(request: Request, text: string): Promise<void> {
    const reply = await this.ask(request, this.lines[0], 'repeated key');
    this.same(request, reply.text, text, 'repeated');
  }

  private async reuse(request: Request): Promise<void> {
    const { ledger } = this.field;
    ledger.attempts['repeated key'] = (ledger.attempts['repeated key'] ?? 0) + 1;
    const answer = await this.lines[0].request({ ...request, body: `${request.body} ` });
    if (answer && answer.status < 500 && codeOf(answer.text) !== 'idempotency_key_reused')
      ledger.wrong.push(`a key with another body was answered ${answer.text}`);
  }

  private same(request: Request, text: string, first: string, how: string): void {
    if (text !== first) this.field.ledger.wrong.push(`${how} ${request.name}: another answer than the first: ${text.slice(0, 300)}`);
  }
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

export function codeOf(text: string): string {
  return (JSON.parse(text) as { error?: { code: string } }).error?.code ?? '';
}

/** A write of the contract as it goes over the wire, with a new key. */
export function requestOf<Name extends EndpointName>(name: Name, input: Input<Name>, as: { id: string; token: string }): Request {
  const values: Record<string, unknown> = { ...(input as Record<string, unknown>) };
  let path: string = routes[name].path;
  for (const parameter of pathParameters(path)) {
    path = path.replace(`:${parameter}`, encodeURIComponent(String(values[parameter])));
    delete values[parameter];
  }
  return { name, actor: as.id, comes: as.id, path, token: as.token, key: randomUUID(), body: JSON.stringify(values) };
}
