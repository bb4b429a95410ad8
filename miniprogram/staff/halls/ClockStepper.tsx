import { clockMinutes, minutesClock } from '../../../shared/rules/shanghai';
import { hallsText } from '../../../shared/text/pages/halls';
import { Stepper } from './Stepper';

const step = 30;

/** A time of day in steps of half an hour. */
export function ClockStepper({ label, value, onChange }: { label: string; value: string; onChange: (clock: string) => void }) {
  const minutes = clockMinutes(value);
  return (
    <Stepper
      label={label}
      value={value}
      less={hallsText.earlier}
      more={hallsText.later}
      {...(minutes >= step ? { onLess: () => onChange(minutesClock(minutes - step)) } : {})}
      {...(minutes <= 1440 - step ? { onMore: () => onChange(minutesClock(minutes + step)) } : {})}
    />
  );
}
