import { later } from '../../../shared/rules/shanghai';
import type { Happening } from './history';

/** One slot of the load: its places are all of one kind. */
export type Ground = { slotId: string; hallId: string; places: number; kind: 'public' | 'green_channel' };
/** `comesBackLate`: when it ends by itself, its place is open to the wait list at once, and to all only some time after. */
export type Held = { holdId: string; slotId: string; until: string; ended: boolean; comesBackLate?: boolean };
/** When a request was on its way, and between which readings of the service's clock it was judged. */
export type Span = { from: number; until: number; clockFrom: string; clockUntil: string };
type Tick = { at: string; sent: number; done: number };

/** A freed place comes back within so many minutes (C4), the prover's own figure. */
const latestRelease = 15 * 60_000;

type Seen = { slotId: string; happening: Happening };

/** Everything that clients saw, as intervals, slot by slot; and what was wrong at first sight. */
export class Ledger {
  private readonly seen: Seen[] = [];
  readonly wrong: string[] = [];
  readonly attempts: Record<string, number> = {};
  readonly answers: Record<string, number> = {};
  /** What was answered with 200, by actor and key: it must stand so in the database. */
  readonly kept = new Map<string, { endpoint: string; text: string }>();
  /** Refused after an earlier try of the same key was cut off: that try may have gone through after all. */
  readonly doubtful: { actor: string; comes: string; key: string; slotId: string; from: number }[] = [];
  readonly ticks: Tick[] = [];
  /** When the latest write that was acknowledged had been sent. */
  lastSent = 0;
  private readonly holds: { held: Held; from: string }[] = [];
  private readonly freed: { slotId: string; span: Span; what: string }[] = [];

  constructor(
    public clock: string,
    /** Slots with a wait list, to which a place that was given back is open before it is to others. */
    private readonly awaited: ReadonlySet<string> = new Set(),
    private readonly started = performance.now(),
  ) {}

  now(): number {
    return performance.now() - this.started;
  }

  ticked(tick: Tick): void {
    this.ticks.push(tick);
  }

  taken(slotId: string, { from, until }: Pick<Span, 'from' | 'until'>, what: string): void {
    this.record(slotId, { kind: 'take', from, until, what });
  }

  opened(slotId: string, { from, until }: Pick<Span, 'from' | 'until'>, what: string): void {
    this.record(slotId, { kind: 'free', from, until, what });
  }

  full(slotId: string, { from, until, clockFrom }: Span, what: string): void {
    this.record(slotId, { kind: 'full', from, until, clockFrom: Date.parse(clockFrom), what });
  }

  /** Held from now on; by itself it ends with the clock. */
  held(held: Held, what: string): void {
    this.holds.push({ held, from: what });
  }

  /** The place of a cancelled, declined or moved appointment comes back some time after. */
  comesBack(slotId: string, span: Span, what: string): void {
    this.freed.push({ slotId, span, what });
  }

  /**
   * The happenings of each slot up to now, when nothing is under way: with what the clock has done by itself, and with the takes of tries that were
   * in doubt and went through.
   */
  histories(wentThrough: Pick<Ledger['doubtful'][number], 'slotId' | 'from' | 'actor'>[]): Map<string, Happening[]> {
    const all: (Seen | null)[] = [...this.seen];
    for (const { slotId, from, actor } of wentThrough)
      all.push({ slotId, happening: { kind: 'take', from, until: Infinity, what: `in doubt of ${actor}` } });
    for (const { held, from } of this.holds) {
      const latest = held.comesBackLate ? later(held.until, latestRelease) : held.until;
      if (!held.ended) all.push(this.openedByClock(held.slotId, held.until, latest, `the hold of ${from} ended`));
    }
    for (const { slotId, span, what } of this.freed)
      all.push(this.openedByClock(slotId, later(span.clockFrom, 1), later(span.clockUntil, latestRelease), `late release after ${what}`, span.from));
    const histories = new Map<string, Happening[]>();
    for (const one of all) {
      if (!one) continue;
      const list = histories.get(one.slotId);
      if (list) list.push(one.happening);
      else histories.set(one.slotId, [one.happening]);
    }
    return histories;
  }

  private openedByClock(slotId: string, earliest: string, latest: string, what: string, notBefore = 0): Seen | null {
    const awaited = notBefore > 0 && this.awaited.has(slotId);
    const first = this.tickFrom(({ at, done }) => at >= earliest && done >= notBefore);
    if (!first && !awaited) return null;
    const last = this.tickFrom(({ at }) => at >= latest);
    const happening: Happening = {
      kind: 'free',
      from: awaited || !first ? notBefore : Math.max(first.sent, notBefore),
      until: Math.max(last?.done ?? Infinity, notBefore),
      byClock: Date.parse((awaited ? last?.at : first?.at) ?? latest),
      what,
    };
    return { slotId, happening };
  }

  /** The first move of the clock that is late enough; all after it are too. */
  private tickFrom(isLateEnough: (tick: Tick) => boolean): Tick | undefined {
    let [before, from] = [-1, this.ticks.length];
    while (from - before > 1) {
      const middle = (before + from) >> 1;
      const tick = this.ticks[middle];
      if (tick && isLateEnough(tick)) from = middle;
      else before = middle;
    }
    return this.ticks[from];
  }

  private record(slotId: string, happening: Happening): void {
    this.seen.push({ slotId, happening });
  }
}
