import type { Output } from '../../../shared/contract';
import { queryClient } from '../../query';
import { staffPaths } from '../paths';
import type { Appointment } from './next-step';

export type Turn = Output<'queue.read'>;

/** Shows the answer of an act at once: it is the appointment as it now stands. */
export function showAppointment(appointment: Appointment): void {
  queryClient.setQueryData(['window.read', { id: appointment.id }], appointment);
}

/** The same for a step of a ticket, with its appointment when it has one. */
export function showTurn(turn: Turn): void {
  queryClient.setQueryData(['queue.read', { id: turn.ticket.id }], turn);
  if (turn.appointment) showAppointment(turn.appointment);
}

/** Where a ticket is worked on: with its appointment, or by itself while nobody knows who walked in. */
export const pathOfTicket = ({ id, appointmentId }: Pick<Turn['ticket'], 'id' | 'appointmentId'>): string =>
  appointmentId ? staffPaths.appointment(appointmentId) : staffPaths.ticket(id);
