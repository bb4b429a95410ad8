import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { placeKinds } from '../../../shared/rules/opening';
import { shanghaiClock, shanghaiDay } from '../../../shared/rules/shanghai';
import { hallsText, placeKindWords } from '../../../shared/text/pages/halls';
import { serviceInstant } from '../../clock';
import { EmptyState } from '../../components/EmptyState';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { hallRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { DaySwitch } from '../window/DaySwitch';

/** One day of a hall by slot: how many places of each kind, and how many are taken. */
export default function HallDay() {
  const { params } = useRouter();
  const today = shanghaiDay(serviceInstant());
  const [date, setDate] = useState(parameter(params, 'date') || today);
  return (
    <PageFrame title={hallsText.day}>
      <StaffOnly roles={hallRoles}>
        {() => (
          <>
            <DaySwitch date={date} today={today} onChange={setDate} />
            <Slots hallId={parameter(params, 'id')} date={date} />
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

function Slots({ hallId, date }: { hallId: string; date: string }) {
  const read = useRead('hallCalendar.day', { hallId, date }, { keep: false });
  return (
    <Reading read={read} rows={6}>
      {({ hallName, note, slots }) => (
        <>
          {note ? <InlineMessage tone="attention" what={note} /> : null}
          {slots.length === 0 ? (
            <EmptyState icon="calendar" what={hallsText.noSlots} />
          ) : (
            <Section kind="rows" title={hallName}>
              {slots.map((slot) => (
                <ListRow
                  key={slot.startsAt}
                  title={`${shanghaiClock(slot.startsAt)}–${shanghaiClock(slot.endsAt)}`}
                  note={placeKinds
                    .filter((kind) => slot.places[kind] > 0)
                    .map((kind) => hallsText.slotPlaces(placeKindWords[kind], slot.taken[kind], slot.places[kind]))
                    .join(' · ')}
                  {...stateOf(slot)}
                />
              ))}
            </Section>
          )}
        </>
      )}
    </Reading>
  );
}

function stateOf({ hit, afterHours }: { hit: number; afterHours: boolean }) {
  if (hit > 0) return { state: { word: hallsText.dayHit(hit), tone: 'danger' as const, icon: 'circle-alert' as const } };
  return afterHours ? { state: { word: hallsText.afterHours, tone: 'accent' as const, icon: 'clock' as const } } : {};
}
