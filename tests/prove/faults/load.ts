import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Someone } from '../slots/client';

/** So much later than an answer must come does a client give up, and a late answer is told from none. */
const patienceMs = 10_000;
const betweenTriesMs = 120;
/** So long a write that is sent again may wait for its first try, whose session Postgres still takes for alive; then it is told `still_running` (ADR 0004). */
const firstTryMs = 5_500;

type Seen = { status: number; ms: number; retryAfter: string | null; text: string };
export type Acknowledged = { actor: string; key: string; what: 'booking' | 'cancelling' | 'request'; id: string; text: string };

export type Scene = {
  port: number;
  /** Whoever waits longer for an answer has waited too long, and is a finding: milliseconds. */
  withinMs: number;
  people: Someone[];
  slots: string[];
  list: string;
  firm: { enterpriseId: string; token: string; id: string };
  hallId: string;
};

/** Everything that clients saw while the line was at fault, and what was wrong at sight. */
export class Load {
  readonly wrong: string[] = [];
  readonly acknowledged: Acknowledged[] = [];
  /** Keys that a 503 or nothing was answered to at least once. */
  readonly repeated = new Set<string>();
  readonly counts = { writes: 0, reads: 0, refused: 0, fromMemory: 0, unanswered: 0 };
  slowestMs = 0;
  /** Of those that waited for their first try. */
  slowestRepeatMs = 0;
  /** When the latest acknowledged write had been sent, by performance.now(). */
  lastSent = 0;
  /** What is going on, for findings. */
  phase = 'before';
  private going = true;
  private readonly known = new Map<string, string>();
  private next = 0;
  private readonly further: Promise<void>[] = [];

  constructor(private readonly scene: Scene) {}

  private get patienceMs(): number {
    return this.scene.withinMs + patienceMs;
  }

  /** Reads that everybody may, once each while all is well: what is answered later must have been seen here. */
  async warm(): Promise<void> {
    for (const path of this.reads()) {
      const { status, text } = await this.ask('GET', path, null);
      if (status !== 200) throw new Error(`${path} was answered ${status} while all was well: ${text}`);
      this.known.set(path, text);
    }
  }

  start(writers: number, readers: number): Promise<unknown> {
    return Promise.all([
      ...Array.from({ length: writers }, (_, n) => this.write(n % 3 === 2 ? 'request' : 'booking')),
      ...Array.from({ length: readers }, (_, n) => this.read(n)),
    ]).then(() => Promise.all(this.further));
  }

  stop(): void {
    this.going = false;
  }

  /** Milliseconds from now until a write was acknowledged that was sent from now on, be it by somebody new; null when none was within the patience. */
  async firstGood(): Promise<number | null> {
    const since = performance.now();
    for (let turn = 1; this.lastSent < since; turn++) {
      if (performance.now() - since > this.patienceMs) return null;
      if (turn % 40 === 0) this.further.push(this.book());
      await pause(5);
    }
    return performance.now() - since;
  }

  /** One write without a session, sent once. */
  once(path: string, input: object): Promise<Seen> {
    return this.ask('POST', path, null, input, randomUUID());
  }

  /** One write, sent again with its key until it is answered for good. */
  async post(path: string, token: string, input: object, key = randomUUID()): Promise<Seen> {
    for (;;) {
      const sentAt = performance.now();
      const seen = await this.ask('POST', path, token, input, key, this.repeated.has(key));
      if (seen.status === 200) {
        this.lastSent = Math.max(this.lastSent, sentAt);
        return seen;
      }
      const again = seen.status === 0 || seen.status === 503 || (seen.status === 409 && seen.text.includes('still_running'));
      if (!again) return seen;
      this.repeated.add(key);
      await pause(betweenTriesMs);
    }
  }

  private async write(what: 'booking' | 'request'): Promise<void> {
    while (this.going) {
      if (what === 'booking') await this.book();
      else await this.file();
      await pause(20);
    }
  }

  private async book(): Promise<void> {
    const { people, slots, list } = this.scene;
    const person = people[this.next];
    const slotId = slots[this.next % slots.length];
    if (!person || !slotId) throw new Error('nobody is left who has not booked');
    this.next += 1;
    const booked = await this.done('booking', '/api/appointments', person, { slotId, checklistCode: list });
    if (booked && this.next % 4 === 0) await this.done('cancelling', `/api/appointments/${booked}/cancel`, person, {});
  }

  private file(): Promise<string | null> {
    const { firm } = this.scene;
    this.next += 1;
    const number = this.next;
    return this.done('request', '/api/cases', firm, {
      enterpriseId: firm.enterpriseId,
      category: 'handling',
      title: `第 ${number} 件诉求`,
      body: '大门口总有货车乱停乱放，请尽快处理',
    });
  }

  private async done(what: Acknowledged['what'], path: string, as: { id: string; token: string }, input: object): Promise<string | null> {
    const key = randomUUID();
    const { status, text } = await this.post(path, as.token, input, key);
    if (status !== 200) {
      this.note(`a ${what} was answered ${status} ${text.slice(0, 160)}`);
      return null;
    }
    const id = String((JSON.parse(text) as { id: unknown }).id);
    this.acknowledged.push({ actor: as.id, key, what, id, text });
    this.counts.writes += 1;
    return id;
  }

  private async read(n: number): Promise<void> {
    const paths = this.reads();
    const token = n % 2 === 0 ? null : (this.scene.people.at(-1 - n)?.token ?? null);
    for (let turn = n; this.going; turn++) {
      const path = paths[turn % paths.length] ?? '';
      const { status, text } = await this.ask('GET', path, token);
      if (status === 200) this.compare(path, text);
      else this.note(`a public read of ${path} was answered ${status} ${text.slice(0, 120)}`);
      this.counts.reads += 1;
      await pause(25);
    }
  }

  /** Halls carry how many places are free; all else is the same as while all was well. */
  private compare(path: string, text: string): void {
    const before = this.known.get(path) ?? '';
    const sameFor = (words: string) =>
      path.startsWith('/api/halls') ? words.replace(/"(free|nextFree|capacity)":(\d+|null|\{[^}]*\})/g, '') : words;
    if (sameFor(text) !== sameFor(before)) this.note(`a public read of ${path} has another answer than before`);
  }

  private reads(): string[] {
    return [
      '/api/halls',
      '/api/items',
      '/api/items?query=%E8%BA%AB%E4%BB%BD%E8%AF%81',
      '/api/answers?query=%E5%B1%85%E4%BD%8F%E8%AF%81',
      '/api/settings/promised',
      '/api/channels',
    ];
  }

  private async ask(method: 'GET' | 'POST', path: string, token: string | null, input?: object, key?: string, again = false): Promise<Seen> {
    const at = performance.now();
    const seen = await fetch(`http://127.0.0.1:${this.scene.port}${path}`, {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(input && { 'Content-Type': 'application/json' }),
        ...(key && { 'Idempotency-Key': key }),
      },
      ...(input && { body: JSON.stringify(input) }),
      signal: AbortSignal.timeout(this.patienceMs),
    })
      .then(async (response) => {
        const text = await response.text();
        if (response.headers.has('age')) this.counts.fromMemory += 1;
        return { status: response.status, retryAfter: response.headers.get('retry-after'), text, ms: performance.now() - at };
      })
      .catch(() => ({ status: 0, retryAfter: null, text: '', ms: performance.now() - at }));
    this.judge(`${method} ${path.split('?')[0]?.replace(/apt_[^/]+/, ':id')}`, seen, again);
    return seen;
  }

  private judge(what: string, { status, ms, retryAfter, text }: Seen, again: boolean): void {
    const waitedForFirst = again && (status === 200 || status === 409);
    const withinMs = waitedForFirst ? Math.max(firstTryMs, this.scene.withinMs) : this.scene.withinMs;
    if (waitedForFirst) this.slowestRepeatMs = Math.max(this.slowestRepeatMs, ms);
    else this.slowestMs = Math.max(this.slowestMs, ms);
    if (status === 0) {
      this.counts.unanswered += 1;
      this.note(`${what} was not answered within ${this.patienceMs} ms, or cut off`);
    } else if (ms > withinMs) this.note(`${what} was answered ${status} after more than ${withinMs} ms: ${Math.round(ms)}`);
    if (status === 503) {
      this.counts.refused += 1;
      if (!Number(retryAfter)) this.note(`${what} was refused with 503 and no Retry-After`);
    } else if (status >= 500) this.note(`${what} was answered ${status} ${text.slice(0, 160)}`);
  }

  note(what: string): void {
    if (this.wrong.length < 60) this.wrong.push(`${this.phase}: ${what}`);
  }
}
