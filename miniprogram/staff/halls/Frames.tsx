import { View } from '@tarojs/components';
import type { OpeningFrame, OpeningPattern } from '../../../shared/rules/opening';
import { placesPerSlot } from '../../../shared/rules/calendar-change';
import { clockMinutes, minutesClock } from '../../../shared/rules/shanghai';
import { framesLine, hallsText } from '../../../shared/text/pages/halls';
import { Action } from '../../components/Action';
import { CheckLine } from '../../components/CheckLine';
import { Chips } from '../../components/Chips';
import { Section } from '../../components/Section';
import { ClockStepper } from './ClockStepper';
import { Stepper } from './Stepper';

const days = ['1', '2', '3', '4', '5', '6', '7'] as const;

export type FramesProps = {
  title: string;
  /** What stands there when there is no frame. */
  none: string;
  frames: OpeningFrame[];
  onChange: (frames: OpeningFrame[]) => void;
  /** Counters of the hall: no frame has more people. */
  counters: number;
  pattern: Pick<OpeningPattern, 'slotMinutes' | 'minutesPerVisit' | 'shares'>;
  /** The days of this list, 1 Monday … 7 Sunday, to which a frame may be limited; none for a single day. */
  onDays?: readonly number[];
};

/** The frames of a day, each with its hours and the people at the counters; all by taps. */
export function Frames({ title, none, frames, onChange, counters, pattern, onDays = [] }: FramesProps) {
  const put = (index: number, part: Partial<OpeningFrame>) => onChange(frames.map((frame, at) => (at === index ? { ...frame, ...part } : frame)));
  const named = frames.map((frame, index) => ({ frame, index, name: hallsText.frame(index + 1) }));
  const last = frames[frames.length - 1]?.to ?? '09:00';
  const next = { from: minutesClock(Math.min(clockMinutes(last), 1320)), to: minutesClock(Math.min(clockMinutes(last) + 120, 1440)), staff: 1 };
  return (
    <>
      <Section title={title}>{frames.length === 0 ? none : framesLine(frames)}</Section>
      {named.map(({ frame, index, name }) => (
        <Section key={name} title={name}>
          <ClockStepper label={hallsText.begin} value={frame.from} onChange={(from) => put(index, { from })} />
          <ClockStepper label={hallsText.end} value={frame.to} onChange={(to) => put(index, { to })} />
          <Stepper
            label={hallsText.staff}
            value={String(frame.staff)}
            less={hallsText.less}
            more={hallsText.more}
            {...(frame.staff > 0 ? { onLess: () => put(index, { staff: frame.staff - 1 }) } : {})}
            {...(frame.staff < counters ? { onMore: () => put(index, { staff: frame.staff + 1 }) } : {})}
          />
          <View>{hallsText.perSlot(placesPerSlot(pattern, frame.staff))}</View>
          {onDays.length > 0 ? <OnDays frame={frame} onDays={onDays} onChange={(part) => put(index, part)} /> : null}
          <Action kind="text" word={hallsText.removeFrame} onPress={() => onChange(frames.filter((_, at) => at !== index))} />
        </Section>
      ))}
      <Action kind="plain" word={hallsText.addFrame} onPress={() => onChange([...frames, next])} />
    </>
  );
}

function OnDays({
  frame,
  onDays,
  onChange,
}: {
  frame: OpeningFrame;
  onDays: readonly number[];
  onChange: (part: Pick<OpeningFrame, 'on' | 'afterHours'>) => void;
}) {
  const shown = days.filter((day) => onDays.includes(Number(day)));
  const chosen = shown.filter((day) => frame.on?.includes(Number(day)) ?? true);
  const toggle = (day: (typeof days)[number]) => {
    const on = shown.filter((one) => (one === day ? !chosen.includes(one) : chosen.includes(one))).map(Number);
    onChange({ ...frame, on: on.length === 0 || on.length === shown.length ? undefined : on });
  };
  return (
    <>
      <CheckLine checked={frame.afterHours === true} word={hallsText.afterHoursTick} onChange={(afterHours) => onChange({ ...frame, afterHours })} />
      <Chips
        label={hallsText.onDays}
        role="checkbox"
        chips={shown.map((value) => ({ value, word: hallsText.weekdayNames[Number(value) - 1] ?? '' }))}
        chosen={chosen}
        onPress={toggle}
      />
    </>
  );
}
