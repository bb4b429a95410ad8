import fc from 'fast-check';
import { type Act, acts, dueAt, may, people, type Who } from './model';
import type { Walk } from './world';

type Command = fc.AsyncCommand<{ walk: Walk }, { walk: Walk }>;

/** A step that the case allows now, by somebody who may take it: walks get far. */
class TakeAllowed implements Command {
  constructor(
    readonly pick: number,
    readonly number: number,
  ) {}
  check = () => true;
  async run({ walk }: { walk: Walk }): Promise<void> {
    const allowed: [Who, Act][] = [];
    for (const who of people) for (const act of acts) if (may(walk.model, who, act, walk.world.worked)) allowed.push([who, act]);
    // Ends come late: a case that is withdrawn at once tells little.
    const gentle = allowed.filter(([, act]) => act !== 'withdraw' && act !== 'decline');
    const from = this.number % 9 === 0 || gentle.length === 0 ? allowed : gentle;
    const byAct = [...new Set(from.map(([, act]) => act))];
    const act = byAct[this.pick % Math.max(1, byAct.length)];
    const who = from.filter(([, one]) => one === act);
    const chosen = who[this.number % Math.max(1, who.length)];
    if (chosen) await walk.try(chosen[0], chosen[1], this.number);
    else await walk.try('employee', 'dispute', this.number);
  }
  toString = () => `allowed(${this.pick}, ${this.number})`;
}

/** Anybody tries anything. */
class TryAnything implements Command {
  constructor(
    readonly who: Who,
    readonly act: Act,
    readonly number: number,
  ) {}
  check = () => true;
  run = ({ walk }: { walk: Walk }) => walk.try(this.who, this.act, this.number);
  toString = () => `${this.who}.${this.act}(${this.number})`;
}

const minute = 60_000;
const day = 24 * 60 * minute;

const wholeMinute = (at: number) => Math.ceil(at / minute) * minute;

/** Time goes on: by minutes, hours, days, or to the last and the first instant around a limit. */
class Wait implements Command {
  constructor(readonly how: (typeof waits)[number]) {}
  check = () => true;
  async run({ walk }: { walk: Walk }): Promise<void> {
    const { model, world } = walk;
    const due = dueAt(model, world.worked);
    const edge = {
      due,
      referral: model.referral?.dueAt ?? null,
      dispute: model.completedAt && new Date(Date.parse(model.completedAt) + 10 * day).toISOString(),
    };
    const [what, extra] = typeof this.how === 'number' ? [null, this.how] : this.how;
    const target = what === null ? wholeMinute(model.now) + extra : Date.parse(edge[what] ?? '') + extra;
    if (Number.isNaN(target) || target <= model.now) return walk.wait(wholeMinute(model.now) + minute);
    await walk.wait(target);
    // On each side of a limit somebody tries what it limits.
    if (what === 'due') await walk.try(walk.model.owner, 'askExtension', extra);
    if (what === 'dispute') await walk.try('employee', 'dispute', extra);
    // The naive working hours count whole minutes: what may be referred from here on begins on one.
    if (what === 'referral' && extra > 0) await walk.wait(wholeMinute(target));
  }
  toString = () => `wait(${String(this.how)})`;
}

const waits = [
  minute,
  45 * minute,
  4 * 60 * minute,
  day,
  3 * day,
  ['due', 0],
  ['due', 1],
  ['referral', 0],
  ['referral', 1],
  ['dispute', 0],
  ['dispute', 1],
] as const;

const number = fc.nat(999);
export const commands = fc.commands(
  [
    fc.tuple(fc.nat(29), number).map(([pick, n]) => new TakeAllowed(pick, n)),
    fc.tuple(fc.nat(29), number).map(([pick, n]) => new TakeAllowed(pick, n)),
    fc.tuple(fc.constantFrom(...people), fc.constantFrom(...acts), number).map(([who, act, n]) => new TryAnything(who, act, n)),
    fc.constantFrom(...waits).map((how) => new Wait(how)),
  ],
  { maxCommands: 60, size: 'max' },
);

/** When a case is filed, to the minute, and what kind of case: across years, festivals, make-up days, nights. */
export const beginnings = fc.record({
  minute: fc.integer({ min: Date.parse('2023-01-01T00:00:00Z') / minute, max: Date.parse('2026-05-31T00:00:00Z') / minute }),
  train: fc.boolean(),
  category: fc.constantFrom('handling' as const, 'complaint' as const),
});
