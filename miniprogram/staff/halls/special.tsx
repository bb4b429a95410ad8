import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { OpeningFrame, OpeningPattern } from '../../../shared/rules/opening';
import { addDays, shanghaiDay, weekday } from '../../../shared/rules/shanghai';
import { hallsText } from '../../../shared/text/pages/halls';
import { serviceInstant } from '../../clock';
import { PageFrame } from '../../components/PageFrame';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { headRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { DaySwitch } from '../window/DaySwitch';
import { Frames } from './Frames';
import { PreviewAndSave } from './PreviewAndSave';

/** One day with hours of its own: begins with what the pattern has for it. */
export default function SpecialDay() {
  const hallId = parameter(useRouter().params, 'id');
  return (
    <PageFrame title={hallsText.special} note={hallsText.specialNote}>
      <StaffOnly roles={headRoles}>{() => <Read hallId={hallId} />}</StaffOnly>
    </PageFrame>
  );
}

function Read({ hallId }: { hallId: string }) {
  const today = shanghaiDay(serviceInstant());
  const [date, setDate] = useState(addDays(today, 1));
  const read = useRead('hallCalendar.read', { hallId }, { keep: false });
  return (
    <>
      <DaySwitch date={date} today={today} onChange={(day) => setDate(day < today ? today : day)} />
      <Reading read={read} rows={4}>
        {({ hall, patterns }) => {
          const pattern = patterns.find((one) => one.current)?.pattern ?? patterns[0]?.pattern;
          return pattern ? <Day key={date} hallId={hallId} counters={hall.counters} date={date} pattern={pattern} /> : null;
        }}
      </Reading>
    </>
  );
}

function Day({ hallId, counters, date, pattern }: { hallId: string; counters: number; date: string; pattern: OpeningPattern }) {
  const day = weekday(date) || 7;
  const [frames, setFrames] = useState<OpeningFrame[]>(() =>
    (day > 5 ? pattern.weekend : pattern.weekday).filter((frame) => frame.on?.includes(day) ?? true).map(({ on: _days, ...frame }) => frame),
  );
  return (
    <>
      <Frames title={hallsText.hours} none={hallsText.closedThatDay} frames={frames} onChange={setFrames} counters={counters} pattern={pattern} />
      <PreviewAndSave hallId={hallId} change={{ kind: 'exception', date, frames }} onSaved={() => void Taro.navigateBack()} />
    </>
  );
}
