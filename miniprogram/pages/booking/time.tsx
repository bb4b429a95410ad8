import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { bookingText } from '../../../shared/text/pages/booking';
import { urgentEntryText } from '../../../shared/text/pages/urgent-entry';
import { dateText } from '../../../shared/text/when';
import { CalendarStrip } from '../../components/CalendarStrip';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Points } from '../../components/Points';
import { Section } from '../../components/Section';
import { serviceInstant } from '../../clock';
import { go, replace } from '../../go';
import { parameter, paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import type { Output } from '../../../shared/contract';
import { ForWhom } from '../../ForWhom';
import { AlsoItems } from './AlsoItems';
import { BookingSteps } from './BookingSteps';
import { Slots } from './Slots';
import { useAlso } from './useAlso';

type Days = Output<'halls.days'>;

/** When: a day of the coming fourteen, then a time. What is shown free is advice; the service decides. */
export default function TimePage() {
  const { params } = useRouter();
  const [code, hallId, move] = [parameter(params, 'code'), parameter(params, 'hall'), parameter(params, 'move')];
  const [picked, setPicked] = useState<string | null>(null);
  const read = useRead('halls.days', { hallId }, { refreshSeconds: 30 });
  const list = useRead('checklists.read', { code }).data;
  const [whom, setWhom] = useState('');
  // A relative's list is for that relative.
  const relativeId = list?.relative?.id ?? whom;
  const also = useAlso(code, hallId, relativeId);
  const date = picked ?? read.data?.days.find((day) => day.open && day.free > 0)?.date ?? null;
  return (
    <PageFrame title={move ? bookingText.moveTime : bookingText.time} {...(read.data ? { note: read.data.hall.name } : {})}>
      {move ? null : <BookingSteps at="time" />}
      <Reading read={read}>
        {(days) => (
          <>
            {move || !list || list.relative ? null : <ForWhom chosen={whom} onChoose={setWhom} />}
            {!move && also.most > 1 ? <AlsoItems lists={also.lists} most={also.most} chosen={also.chosen} onChange={also.choose} /> : null}
            <DayPicker days={days} date={date} fullToo={!move} onPick={setPicked} />
            {date ? (
              <Slots
                key={date}
                relativeId={relativeId}
                date={date}
                codes={[code, ...also.chosen]}
                minutes={move ? null : also.minutes}
                hallId={hallId}
                move={move}
                onTaken={read.refresh}
              />
            ) : (
              <AllFull days={days} mayWait={!move && days.days.some(({ open }) => open)} onOther={() => replace(paths.bookingHall(code, move))} />
            )}
            {move ? null : <UrgentEntry code={code} hallId={hallId} />}
          </>
        )}
      </Reading>
    </PageFrame>
  );
}

/** For what cannot wait until the hall is open or has a place. */
function UrgentEntry({ code, hallId }: { code: string; hallId: string }) {
  const list = useRead('checklists.read', { code }).data;
  const about = list ? { item: list.itemCode, name: list.itemName } : {};
  return (
    <Section kind="rows">
      <ListRow
        id="urgent-entry"
        icon="bell"
        title={urgentEntryText.entry}
        note={urgentEntryText.entryNote}
        onPress={() => go(paths.askUrgent({ hall: hallId, ...about }))}
      />
    </Section>
  );
}

/** A full day may be chosen for its wait list (C7), but not to move to. */
function DayPicker({ days, date, fullToo, onPick }: { days: Days; date: string | null; fullToo: boolean; onPick: (date: string) => void }) {
  const today = shanghaiDay(serviceInstant());
  const note = days.days.find((day) => day.date === date)?.note;
  return (
    <Section title={date ? dateText(date) : bookingText.day} kind="bare">
      <CalendarStrip
        days={days.days.map((day) => ({ date: day.date, free: day.free, closed: closedWord(day, today) }))}
        today={today}
        chosen={date}
        fullToo={fullToo}
        onChoose={onPick}
      />
      {note ? <InlineMessage what={note} /> : null}
    </Section>
  );
}

/** Why a day gives nothing, in a word; today's times may be taken or over, which the count does not tell apart. */
function closedWord(day: Days['days'][number], today: string): string | null {
  if (!day.open) return bookingText.closed;
  return day.date === today && day.free === 0 ? bookingText.noneToday : null;
}

/** Nothing free in fourteen days: a day's wait list, another hall, or the queue on the spot with its hours and phone. */
function AllFull({ days: { hall }, mayWait, onOther }: { days: Days; mayWait: boolean; onOther: () => void }) {
  return (
    <>
      <InlineMessage
        tone="attention"
        what={bookingText.allFull}
        {...(mayWait ? { next: bookingText.allFullNext } : {})}
        action={{ word: bookingText.otherHall, onPress: onOther }}
      />
      <Section title={hall.name}>
        <Facts
          facts={[
            [bookingText.address, hall.address],
            [bookingText.phone, hall.phone],
          ]}
        />
        <Points points={hall.openingLines} />
      </Section>
    </>
  );
}
