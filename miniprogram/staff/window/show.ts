import { queryClient } from '../../query';
import type { Appointment } from './next-step';

/** Shows the answer of an act at once: it is the appointment as it now stands. */
export function showAppointment(appointment: Appointment): void {
  queryClient.setQueryData(['window.read', { id: appointment.id }], appointment);
}
