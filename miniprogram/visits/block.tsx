import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../shared/contract';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { groupsText } from '../../shared/text/pages/groups';
import { visitsText } from '../../shared/text/pages/visits';
import { dateText } from '../../shared/text/when';
import { serviceInstant } from '../clock';
import { ActionBar } from '../components/ActionBar';
import { CalendarStrip } from '../components/CalendarStrip';
import { EmptyState } from '../components/EmptyState';
import { InlineMessage } from '../components/InlineMessage';
import { ListRow } from '../components/ListRow';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { replace } from '../go';
import { parameter, paths } from '../paths';
import { useAct, useRead } from '../query';
import { Reading } from '../Reading';
import { useMe } from '../session';
import { SignedIn } from '../SignedIn';
import { Refusal } from '../Refusal';

type Days = Output<'groups.blockDays'>;

/** A block of places at a window for a list: which hall, which day, and as many as fit when not all do. */
export default function GroupBlock() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const [hallId, setHall] = useState<string | null>(null);
  const [picked, setDay] = useState<string | null>(null);
  const read = useRead('groups.blockDays', { id, ...(hallId ? { hallId } : {}) }, { enabled: me !== undefined, keep: false });
  const book = useAct('groups.book', {
    refreshes: ['groups.read', 'groups.list', 'groups.blockDays'],
    onDone: () => replace(paths.group(id)),
  });
  const date = picked ?? read.data?.offer?.date ?? null;
  const free = read.data?.days.find((day) => day.date === date)?.free ?? 0;
  const count = Math.min(read.data?.count ?? 0, free);
  const isAll = count === read.data?.count;
  const chosen = hallId !== null && date !== null && count > 0 ? { hallId, date } : null;
  return (
    <PageFrame
      title={groupsText.askWindow}
      {...(read.data ? { note: groupsText.forBlock(read.data.itemName, read.data.count) } : {})}
      {...(chosen
        ? {
            bottomBar: (
              <ActionBar
                primary={{
                  id: 'block-book',
                  word: isAll ? groupsText.bookAll(count) : groupsText.bookSome(count),
                  busy: book.busy,
                  onPress: () => void book.run({ id, ...chosen, ...(isAll ? {} : { count }) }),
                }}
                note={book.error ? <Refusal error={book.error} /> : null}
              />
            ),
          }
        : {})}
    >
      <SignedIn why={visitsText.signInWhy}>
        {() => (
          <Reading read={read}>
            {(days) => {
              if (days.count === 0) return <EmptyState icon="circle-check" what={groupsText.nobodyToPlace} />;
              return hallId === null ? (
                <Halls days={days} onChoose={setHall} />
              ) : (
                <Day
                  days={days}
                  date={date}
                  onPick={setDay}
                  hallName={days.halls.find((hall) => hall.id === hallId)?.name ?? ''}
                  onOther={() => {
                    setHall(null);
                    setDay(null);
                  }}
                />
              );
            }}
          </Reading>
        )}
      </SignedIn>
    </PageFrame>
  );
}

function Halls({ days: { halls }, onChoose }: { days: Days; onChoose: (id: string) => void }) {
  return (
    <Section title={groupsText.hall} kind="rows">
      {halls.map(({ id, name, address }) => (
        <ListRow key={id} id={`hall-${id}`} icon="map-pin" title={name} note={address} onPress={() => onChoose(id)} />
      ))}
    </Section>
  );
}

type DayProps = { days: Days; date: string | null; hallName: string; onPick: (date: string) => void; onOther: () => void };

function Day({ days: { days, count, offer }, date, hallName, onPick, onOther }: DayProps) {
  const free = days.find((day) => day.date === date)?.free ?? 0;
  return (
    <>
      <Section kind="rows">
        <ListRow id="block-hall" icon="map-pin" title={hallName} note={groupsText.otherHall} onPress={onOther} />
      </Section>
      {date && offer ? (
        <Section title={dateText(date)} kind="bare">
          <CalendarStrip days={days} today={shanghaiDay(serviceInstant())} chosen={date} onChoose={onPick} />
          <InlineMessage
            tone={free < count ? 'attention' : 'neutral'}
            what={free < count ? tooFew(date, free, count, offer) : groupsText.enough(dateText(date), count)}
          />
        </Section>
      ) : (
        <InlineMessage tone="attention" what={groupsText.noneFree} />
      )}
    </>
  );
}

/** What a day lacks, and the day that has more: the first with enough, else the fullest. */
function tooFew(date: string, free: number, count: number, offer: NonNullable<Days['offer']>): string {
  const fullest = offer.date === date ? groupsText.thisFullest : groupsText.fullest(dateText(offer.date), offer.count);
  const other = offer.count === count ? groupsText.firstEnough(dateText(offer.date)) : fullest;
  return `${groupsText.tooFew(dateText(date), free, count)}${other}`;
}
