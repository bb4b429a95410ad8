import { bookingSteps } from '../../../shared/text/pages/booking';
import { StepBar } from '../../components/StepBar';

const order = ['hall', 'time', 'confirm'] as const;

/** How far a booking is. */
export function BookingSteps({ at }: { at: (typeof order)[number] }) {
  return <StepBar steps={order.map((step) => bookingSteps[step])} current={order.indexOf(at)} />;
}
