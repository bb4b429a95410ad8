import type { AppointmentStatus } from './appointment-flow';
import { defaultSettings, type Settings } from './settings';
import { addDays, type Day } from './shanghai';

/** First day whose missed appointments count (C9). */
export function noShowsCountFrom(today: Day, settings: Pick<Settings, 'noShowWithinDays'> = defaultSettings): Day {
  return addDays(today, -settings.noShowWithinDays);
}

/** What the window says to an explanation. */
export const explanationOutcomes = ['accepted', 'refused'] as const;
export type ExplanationOutcome = (typeof explanationOutcomes)[number];

/** An explanation waits until the window has answered it. */
export type ExplanationState = 'waiting' | ExplanationOutcome;
export const explanationState = (outcome: ExplanationOutcome | null): ExplanationState => outcome ?? 'waiting';

type Missed = { status: AppointmentStatus; day: Day; explained: boolean };

/** Whether the person may say why the appointment was missed: once, as long as it counts (C9). */
export function mayExplain({ status, day, explained }: Missed, today: Day, settings: Pick<Settings, 'noShowWithinDays'> = defaultSettings): boolean {
  return status === 'no_show' && !explained && day >= noShowsCountFrom(today, settings);
}
