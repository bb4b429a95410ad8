import { useState } from 'react';
import { addDays, shanghaiDay } from '../../../shared/rules/shanghai';
import { figuresText } from '../../../shared/text/pages/hall-figures';
import { serviceInstant } from '../../clock';
import { Chips } from '../../components/Chips';

const spans = { week: 7, month: 30, quarter: 90, year: 365 } as const;
type Span = keyof typeof spans;
const names = ['week', 'month', 'quarter', 'year'] as const;

/** The days up to today that figures are of, and the chips that choose how many. */
export function usePeriod(): { period: { from: string; until: string }; chips: JSX.Element } {
  const [span, setSpan] = useState<Span>('month');
  const until = shanghaiDay(serviceInstant());
  const chips = (
    <Chips
      label={figuresText.period}
      role="radio"
      chips={names.map((value) => ({ value, word: figuresText.periods[value] }))}
      chosen={[span]}
      onPress={setSpan}
    />
  );
  return { period: { from: addDays(until, 1 - spans[span]), until }, chips };
}
