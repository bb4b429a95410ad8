import { useRouter } from '@tarojs/taro';
import { bookingText } from '../../../shared/text/pages/booking';
import { dateText } from '../../../shared/text/when';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { parameter, paths } from '../../paths';
import { type Read, useRead } from '../../query';
import { Reading } from '../../Reading';
import type { Output } from '../../../shared/contract';
import { BookingSteps } from './BookingSteps';

type Checklist = Output<'checklists.read'>;

/** Where: the halls that take this matter in this person's situation, those with a near free day first. */
export default function HallPage() {
  const { params } = useRouter();
  const code = parameter(params, 'code');
  const move = parameter(params, 'move');
  const checklist = useRead('checklists.read', { code });
  return (
    <PageFrame title={move ? bookingText.moveHall : bookingText.hall} {...(checklist.data ? { note: checklist.data.itemName } : {})}>
      {move ? null : <BookingSteps at="hall" />}
      <Reading read={checklist}>{(data) => <Halls checklist={data} move={move} />}</Reading>
    </PageFrame>
  );
}

function Halls({ checklist, move }: { checklist: Checklist; move: string }) {
  const read: Read<Output<'halls.list'>> = useRead('halls.list', { itemCode: checklist.itemCode });
  return (
    <Reading read={read}>
      {({ halls }) => {
        const open = halls.filter((hall) => checklist.content.halls.includes(hall.id));
        if (open.length === 0) {
          return (
            <EmptyState
              icon="map-pin"
              what={`${bookingText.noHall}${bookingText.noHallNext}`}
              first={{ word: bookingText.askFirst, onPress: () => go(paths.ask(checklist.itemName)) }}
            />
          );
        }
        const soonest = [...open].sort((a, b) => ((a.nextFree?.date ?? '9') < (b.nextFree?.date ?? '9') ? -1 : 1));
        return (
          <Section kind="rows">
            {soonest.map((hall) => (
              <ListRow
                key={hall.id}
                id={`hall-${hall.id}`}
                icon="map-pin"
                title={hall.name}
                note={hall.address}
                until={hall.nextFree ? bookingText.nextFree(dateText(hall.nextFree.date), hall.nextFree.free) : bookingText.noneFree}
                onPress={() => go(paths.bookingTime({ code: checklist.code, hall: hall.id, move }))}
              />
            ))}
          </Section>
        );
      }}
    </Reading>
  );
}
