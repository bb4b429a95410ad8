import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { readCalendarFile } from '../db/content/city';
import { type Instant, isDay, shanghaiInstant, toInstant } from '../shared/rules/shanghai';
import { type WorkCalendar, workCalendar } from '../shared/rules/work-calendar';
import { addClockHours, addMonths, addWorkingDays, addWorkingHours, type Deadline } from '../shared/rules/work-time';
import { OperatorRefusal } from '../shared/text/operator.mjs';
import { dateText } from '../shared/text/when';
import { explainStep } from '../shared/text/work-time';
import { say } from './say';

const limits = {
  'working-days': (calendar: WorkCalendar, at: Instant, count: number) => addWorkingDays(calendar, at, count),
  'working-hours': (calendar: WorkCalendar, at: Instant, count: number) => addWorkingHours(calendar, at, count),
  'clock-hours': (_: WorkCalendar, at: Instant, count: number) => addClockHours(at, count),
  months: (_: WorkCalendar, at: Instant, count: number) => addMonths(at, count),
};
type Limit = keyof typeof limits;

const option = { type: 'string' } as const;
const options = {
  received: option,
  batch: { type: 'boolean' },
  'working-days': option,
  'working-hours': option,
  'clock-hours': option,
  months: option,
} as const;

const batchLine = z.strictObject({ received: z.string(), workingDays: z.int().check(z.minimum(1), z.maximum(5000)) });

/**
 * Explains a limit line by line over the calendar in db/content and ends with its date (D5): `--received 2026-08-28 --working-days 5`, also
 * `--working-hours`, `--clock-hours`, `--months`. A date and time (`2026-08-28T16:30`) is Shanghai's. `--batch` reads JSON lines
 * `{"received","workingDays"}` from standard input and answers each with `{"countsFrom","due"}`, outside the calendar with
 * `{"error":"calendar_unknown","knownUntil"}`, or `knownFrom` before it begins. Answers 1 when a date cannot be given or a line cannot be read.
 */
export async function deadline(words: readonly string[]): Promise<number> {
  const { values } = parsed(words);
  const calendar = workCalendar(readCalendarFile());
  if (values.batch) {
    if (Object.keys(values).length > 1) throw new OperatorRefusal('usage', 'deadline --batch < lines.jsonl');
    return batch(calendar);
  }
  const kinds = (Object.keys(limits) as Limit[]).filter((kind) => values[kind] !== undefined);
  const [kind] = kinds;
  if (values.received === undefined || kind === undefined || kinds.length > 1) {
    throw new OperatorRefusal('usage', 'deadline --received 2026-08-28 --working-days 5 | --working-hours 4 | --clock-hours 24 | --months 1');
  }
  const at = received(values.received);
  if (at === null) throw new OperatorRefusal('usage', `--received ${values.received} (2026-08-28, 2026-08-28T16:30)`);
  const count = Number(values[kind]);
  const mayBeBroken = kind === 'working-hours' || kind === 'clock-hours';
  if (!(count > 0 && count <= 5000) || !(mayBeBroken || Number.isInteger(count))) throw new OperatorRefusal('usage', `--${kind} ${values[kind]}`);
  return explain(limits[kind](calendar, at, count), isDay(values.received));
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, strict: true });
  } catch (error) {
    throw new OperatorRefusal('usage', (error as Error).message);
  }
}

function explain(limit: Deadline, byDay: boolean): number {
  for (const step of limit.steps) say(byDay && step.kind === 'received' ? `${dateText(step.date)} 收到。` : explainStep(step));
  if (limit.ok) say(limit.date);
  return limit.ok ? 0 : 1;
}

async function batch(calendar: WorkCalendar): Promise<number> {
  let unread = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    const answer = batchAnswer(calendar, line);
    if (answer.error === 'invalid_input') unread += 1;
    say(JSON.stringify(answer));
  }
  return unread === 0 ? 0 : 1;
}

function batchAnswer(calendar: WorkCalendar, line: string) {
  const asked = batchLine.safeParse(fromJson(line));
  const at = asked.success ? received(asked.data.received) : null;
  if (!asked.success || at === null) return { error: 'invalid_input', expected: '{"received":"2026-08-28","workingDays":5}' };
  const limit = addWorkingDays(calendar, at, asked.data.workingDays);
  if (limit.ok) return { countsFrom: limit.countsFrom, due: limit.date, error: undefined };
  return limit.refusal === 'calendar_unknown' ? { error: limit.refusal, ...limit.edge } : { error: limit.refusal };
}

function fromJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** A day means its office hours have begun; what has a zone is taken as it stands. Null when it is neither. */
function received(text: string): Instant | null {
  if (isDay(text)) return shanghaiInstant(text, '09:00');
  const parts = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(:[0-5]\d(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text);
  if (!parts || !isDay(parts[1] ?? '')) return null;
  return toInstant(Date.parse(parts[6] ? text : `${text}+08:00`));
}
