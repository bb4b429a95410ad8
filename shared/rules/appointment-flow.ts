import { defaultSettings, type Settings } from './settings';
import { later } from './shanghai';

/** The life of an appointment: the table is the rule (C8, C9, C11–C13). Names after FHIR. */
export const appointmentStatuses = ['booked', 'confirmed', 'arrived', 'in_service', 'fulfilled', 'incomplete', 'cancelled', 'no_show'] as const;
export type AppointmentStatus = (typeof appointmentStatuses)[number];

export const appointmentActions = ['confirm', 'decline', 'cancel', 'move', 'checkIn', 'start', 'complete', 'giveNotice', 'markNoShow'] as const;
export type AppointmentAction = (typeof appointmentActions)[number];

export const appointmentFlow: Record<AppointmentStatus, Partial<Record<AppointmentAction, AppointmentStatus>>> = {
  booked: { confirm: 'confirmed', decline: 'cancelled', cancel: 'cancelled', move: 'booked', checkIn: 'arrived', markNoShow: 'no_show' },
  confirmed: { decline: 'cancelled', cancel: 'cancelled', move: 'booked', checkIn: 'arrived', markNoShow: 'no_show' },
  arrived: { start: 'in_service', markNoShow: 'no_show' },
  in_service: { complete: 'fulfilled', giveNotice: 'incomplete' },
  fulfilled: {},
  incomplete: {},
  cancelled: {},
  no_show: {},
};

/** An appointment still ahead counts against the limits per person; the database repeats this list in its partial unique indexes. */
export const liveStatuses = ['booked', 'confirmed', 'arrived', 'in_service'] as const satisfies readonly AppointmentStatus[];

/** Whether an appointment is still ahead or under way. */
export const isLive = (status: AppointmentStatus): boolean => (liveStatuses as readonly AppointmentStatus[]).includes(status);

const actionsOf: Record<'applicant' | 'officer', readonly AppointmentAction[]> = {
  applicant: ['cancel', 'move'],
  officer: ['confirm', 'move', 'decline', 'checkIn', 'start', 'complete', 'giveNotice', 'markNoShow'],
};

export type AppointmentTimes = { status: AppointmentStatus; startsAt: string; endsAt: string };

/** Minutes around the slot; product.md C9 and C11. */
export type AppointmentLimits = Pick<Settings, 'lateCancelMinutes' | 'checkInOpensMinutes' | 'checkInClosesMinutes'>;

const minutesFrom = (instant: string, minutes: number): string => later(instant, minutes * 60_000);

/** What this party may do with the appointment now, in the order in which the page offers it. */
export function availableAppointmentActions(
  appointment: AppointmentTimes,
  party: 'applicant' | 'officer',
  now: string,
  limits: AppointmentLimits = defaultSettings,
): AppointmentAction[] {
  return actionsOf[party].filter((action) => {
    if (!appointmentFlow[appointment.status][action]) return false;
    switch (action) {
      case 'cancel':
      case 'move':
        return now < appointment.startsAt;
      case 'checkIn':
        return (
          now >= minutesFrom(appointment.startsAt, -limits.checkInOpensMinutes) && now <= minutesFrom(appointment.endsAt, limits.checkInClosesMinutes)
        );
      case 'markNoShow':
        return now > appointment.endsAt;
      default:
        return true;
    }
  });
}

/** Until this instant the place may be given back without a mark (C9: 2 hours before the slot). */
export function lateChangeFrom(startsAt: string, limits: AppointmentLimits = defaultSettings): string {
  return minutesFrom(startsAt, -limits.lateCancelMinutes);
}

/** Whether giving the place back now is marked late. */
export function isLateChange(startsAt: string, now: string, limits: AppointmentLimits = defaultSettings): boolean {
  return now > lateChangeFrom(startsAt, limits);
}
