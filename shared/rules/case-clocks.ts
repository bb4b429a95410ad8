import type { CaseCategory, CaseChannel } from './case-flow';
import { type Day, instantMs, type Instant, toInstant } from './shanghai';
import type { WorkCalendar } from './work-calendar';
import { addClockHours, addMonths, addWorkingDays, addWorkingHours, type Deadline, extendByWorkingDays, type Pause, untilSetDay } from './work-time';

/** The clocks of a case (D4): each kind says what it counts. Limits are data; work-time.ts is the only code that adds them up. */
export const clockKinds = ['contact', 'processing'] as const;
export type ClockKind = (typeof clockKinds)[number];

/** `day`: a date set by a unit head at `setAt`, until its end; pauses before that are in it already. */
export type ClockLimit =
  | { clockHours: number }
  | { workingDays: number }
  | { workingHours: number }
  | { months: number }
  | { day: Day; setAt: Instant };

/** General, complex, especially complex matters (D4). */
export const complexities = ['general', 'complex', 'especially_complex'] as const;
export type Complexity = (typeof complexities)[number];

/** First contact within 24 clock hours, also over a holiday (D4). */
export const contactLimit: ClockLimit = { clockHours: 24 };

/** A unit that is referred to says within 4 working hours whether it takes the case (D3). */
export const referralLimit = { workingHours: 4 };

/** A unit that is asked for assistance answers within 3 working days. */
export const assistanceLimit = { workingDays: 3 };

/** Processing time by category: general 10 working days, complaints about enforcement or service 5 (D4). */
const generalLimits: Record<CaseCategory, ClockLimit> = {
  consultation: { workingDays: 10 },
  handling: { workingDays: 10 },
  training: { workingDays: 10 },
  safety_guidance: { workingDays: 10 },
  investigation: { workingDays: 10 },
  complaint: { workingDays: 5 },
};

/** Orders of 12345, by Guangdong's rule of 2022-09-01: consultation 2, help and suggestions 10, complaints and reports 15 working days. */
const hotlineLimits: Record<CaseCategory, ClockLimit> = {
  consultation: { workingDays: 2 },
  handling: { workingDays: 10 },
  training: { workingDays: 10 },
  safety_guidance: { workingDays: 10 },
  investigation: { workingDays: 15 },
  complaint: { workingDays: 15 },
};

/** What a complex matter is given instead; an especially complex one has its own date (D4). */
const complexLimit: ClockLimit = { months: 1 };

export type Classified =
  | { category: CaseCategory; channel: CaseChannel; complexity: 'general' | 'complex' }
  | { category: CaseCategory; channel: CaseChannel; complexity: 'especially_complex'; own: { day: Day; setAt: Instant } };

/** Within what a case is to be settled, by category, channel and complexity (D4). */
export function processingLimit(subject: Classified): ClockLimit {
  if (subject.complexity === 'especially_complex') return subject.own;
  if (subject.complexity === 'complex') return complexLimit;
  return (subject.channel === 'hotline_12345' ? hotlineLimits : generalLimits)[subject.category];
}

/** Extensions of the processing clock (D7): how often, and at most how many working days each. */
export const extensionLimits: Record<Complexity, { times: number; workingDays: number }> = {
  general: { times: 1, workingDays: 10 },
  complex: { times: 1, workingDays: 20 },
  especially_complex: { times: 2, workingDays: 30 },
};

export type Extension = { workingDays: number; grantedAt: Instant };

/** When a limit ends: the limit itself with the pauses left out, then each granted extension, counted after the date before it. */
export function limitEnd(
  calendar: WorkCalendar,
  limit: ClockLimit,
  startedAt: Instant,
  pauses: readonly Pause[] = [],
  extensions: readonly Extension[] = [],
): Deadline {
  let end = firstEnd(calendar, limit, startedAt, pauses);
  for (const { workingDays } of extensions) {
    if (!end.ok) return end;
    end = extendByWorkingDays(calendar, end, workingDays, pauses);
  }
  return end;
}

function firstEnd(calendar: WorkCalendar, limit: ClockLimit, startedAt: Instant, pauses: readonly Pause[]): Deadline {
  if ('clockHours' in limit) return addClockHours(startedAt, limit.clockHours, pauses);
  if ('workingDays' in limit) return addWorkingDays(calendar, startedAt, limit.workingDays, pauses);
  if ('workingHours' in limit) return addWorkingHours(calendar, startedAt, limit.workingHours, undefined, pauses);
  if ('months' in limit) return addMonths(startedAt, limit.months, pauses);
  const since = pauses.filter((pause) => pause.from >= limit.setAt);
  return untilSetDay(startedAt, limit.day, since);
}

/** How an open case stands: by its most urgent clock. */
export const openStates = ['overdue', 'due_soon', 'running', 'paused'] as const satisfies readonly ClockState[];
export type OpenState = (typeof openStates)[number];

export type ClockState = 'running' | 'due_soon' | 'overdue' | 'paused' | 'met' | 'missed';

/** How a clock stands at `now`: amber from the instant at which a third of its whole time is left (D6), judged on elapsed time. */
export function clockState(
  clock: { startedAt: Instant; dueAt: Instant; stoppedAt: Instant | null; pausedAt: Instant | null },
  now: Instant,
): ClockState {
  if (clock.stoppedAt) return clock.stoppedAt <= clock.dueAt ? 'met' : 'missed';
  if (clock.pausedAt) return 'paused';
  if (now > clock.dueAt) return 'overdue';
  return now > amberFrom(clock) ? 'due_soon' : 'running';
}

/** From when on a running clock is amber: when a third of its whole time is left. */
export function amberFrom({ startedAt, dueAt }: { startedAt: Instant; dueAt: Instant }): Instant {
  const due = instantMs(dueAt);
  return toInstant(due - Math.floor((due - instantMs(startedAt)) / 3));
}
