import type { CaseCategory } from './case-flow';

/** The clocks of a case (D4): each kind says what it counts. Limits are data; work-time.ts is the only code that adds them up. */
export const clockKinds = ['contact', 'processing'] as const;
export type ClockKind = (typeof clockKinds)[number];

export type ClockLimit = { clockHours: number } | { workingDays: number } | { months: number };

/** First contact within 24 clock hours, also over a holiday (D4). */
export const contactLimit: ClockLimit = { clockHours: 24 };

/** Processing time by category: general 10 working days, complaints about enforcement or service 5 (D4). */
export const processingLimits: Record<CaseCategory, ClockLimit> = {
  consultation: { workingDays: 10 },
  handling: { workingDays: 10 },
  training: { workingDays: 10 },
  safety_guidance: { workingDays: 10 },
  investigation: { workingDays: 10 },
  complaint: { workingDays: 5 },
};

export type ClockState = 'running' | 'due_soon' | 'overdue' | 'paused' | 'met' | 'missed';

/**
 * How a clock stands at `now`: amber when less than a third of its whole time is left (D6), judged on elapsed time.
 */
export function clockState(clock: { startedAt: string; dueAt: string; stoppedAt: string | null; pausedAt: string | null }, now: string): ClockState {
  if (clock.stoppedAt) return clock.stoppedAt <= clock.dueAt ? 'met' : 'missed';
  if (clock.pausedAt) return 'paused';
  if (now > clock.dueAt) return 'overdue';
  const whole = Date.parse(clock.dueAt) - Date.parse(clock.startedAt);
  return Date.parse(clock.dueAt) - Date.parse(now) < whole / 3 ? 'due_soon' : 'running';
}
