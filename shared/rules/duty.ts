import { reachesUnit } from './access';
import type { Actor, StaffRole } from './roles';
import { addDays, type Clock, type Day, type Instant, shanghaiClock, shanghaiDay, shanghaiInstant } from './shanghai';

/** A7: who is on duty for a contact channel, by shift. A night belongs to the day on which it begins. */
export const dutyShifts = ['day', 'night'] as const;
export type DutyShift = (typeof dutyShifts)[number];
export type ShiftOn = { day: Day; shift: DutyShift };

/** When each begins; it ends where the other one does. */
export const dutyBegins: Record<DutyShift, Clock> = { day: '08:30', night: '17:30' };

/** A roster is kept from the present shift on for so many days. */
export const dutyDays = 14;

export const dutyEvents = ['contact', 'assign', 'free'] as const;
export type DutyEvent = (typeof dutyEvents)[number];

/** Who keeps phone, hours and roster of the channels of their tree. */
export const dutyKeepers = ['unit_head', 'administrator'] as const satisfies readonly StaffRole[];
export const keepsDuty = (actor: Actor, unitPath: string): boolean => reachesUnit(actor, dutyKeepers, unitPath);

/** Who works at the channel, in its tree or above it reads who is on duty. */
export const seesDuty = (actor: Actor, unitPath: string): boolean =>
  actor.staff.some((held) => held.unitPath.startsWith(unitPath) || unitPath.startsWith(held.unitPath));

/** The shift that an instant belongs to. */
export function shiftAt(now: Instant): ShiftOn {
  const [day, clock] = [shanghaiDay(now), shanghaiClock(now)];
  if (clock >= dutyBegins.night) return { day, shift: 'night' };
  return clock >= dutyBegins.day ? { day, shift: 'day' } : { day: addDays(day, -1), shift: 'night' };
}

/** The first instant that belongs to the next one. */
export const shiftEnds = ({ day, shift }: ShiftOn): Instant =>
  shift === 'day' ? shanghaiInstant(day, dutyBegins.night) : shanghaiInstant(addDays(day, 1), dutyBegins.day);

/** The shifts of the roster, the present one first. */
export function shiftsAhead(now: Instant): ShiftOn[] {
  const first = shiftAt(now);
  const days = Array.from({ length: dutyDays }, (_, ahead) => addDays(first.day, ahead));
  return days.flatMap((day) => dutyShifts.map((shift) => ({ day, shift }))).slice(first.shift === 'night' ? 1 : 0);
}
