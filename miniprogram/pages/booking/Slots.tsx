import { View } from '@tarojs/components';
import { useState } from 'react';
import { shanghaiClock } from '../../../shared/rules/shanghai';
import { slotsForVisit } from '../../../shared/rules/visit';
import { bookingText } from '../../../shared/text/pages/booking';
import { kitText } from '../../../shared/text/kit';
import { InlineMessage } from '../../components/InlineMessage';
import { Section } from '../../components/Section';
import { TimeChips } from '../../components/TimeChips';
import { serviceInstant } from '../../clock';
import { go } from '../../go';
import { paths } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { useSession } from '../../session';
import { JoinWaitList } from './JoinWaitList';
import { MoveTo } from './MoveTo';
import styles from './Slots.module.scss';
import { Refusal } from '../../Refusal';

type SlotsProps = {
  date: string;
  /** The checklist of each item, the first one's first. */
  codes: [string, ...string[]];
  /** Of all items; null while that is not known, and when a visit is moved. */
  minutes: number | null;
  hallId: string;
  move: string;
  /** Who comes instead of the person (A4); empty for the person. */
  relativeId: string;
  onTaken: () => void;
};

/** The times of a day. A tap holds the place and goes on; when moving, it chooses and asks below. */
export function Slots({ date, codes, minutes, hallId, move, relativeId, onTaken }: SlotsProps) {
  const [code, ...also] = codes;
  const { signedIn } = useSession();
  const [chosen, setChosen] = useState<string | null>(null);
  const read = useRead('halls.slots', { hallId, date }, { refreshSeconds: 15, keep: false });
  const hold = useAct('appointments.hold', { refreshes: ['halls.slots', 'halls.days', 'halls.list'] });
  const fitting = read.data && minutes !== null ? slotsForVisit(read.data.slots, minutes) : (read.data?.slots ?? []);
  const slot = fitting.find(({ id }) => id === chosen);
  const isFull = read.data !== undefined && read.data.slots.length > 0 && read.data.slots.every(({ free }) => free === 0);

  const choose = async (slotId: string) => {
    const picked = fitting.find(({ id }) => id === slotId);
    if (!picked || hold.busy) return;
    setChosen(slotId);
    if (move) return;
    const times = {
      code,
      hall: hallId,
      slot: slotId,
      startsAt: picked.startsAt,
      endsAt: picked.endsAt,
      ...(also.length > 0 ? { also: also.join(',') } : {}),
      ...(relativeId ? { relative: relativeId } : {}),
    };
    // Not signed in: the next page signs in and holds, so that the time chosen survives leaving for the sign-in.
    if (!signedIn) return go(paths.bookingConfirm(times));
    const held = await hold.run({ slotId, checklistCodes: codes, ...(relativeId ? { relativeId } : {}) });
    setChosen(null);
    if (held) go(paths.bookingConfirm({ ...times, hold: held.holdId, heldUntil: held.heldUntil }));
    else onTaken();
  };

  return (
    <Section title={bookingText.slots} kind="bare">
      {isFull ? null : <View className={styles.note}>{hold.busy ? bookingText.holding : move ? bookingText.moveNote : bookingText.slotsNote}</View>}
      {hold.error ? (
        <Refusal
          tone={hold.error.code === 'slot_full' || hold.error.code === 'slot_past' ? 'attention' : 'danger'}
          error={hold.error}
          {...(hold.error.code === 'slot_full' ? { next: bookingText.fullNext } : {})}
          {...(hold.error.code === 'offline' ? { action: { word: kitText.close, onPress: hold.clear } } : {})}
        />
      ) : null}
      <Reading read={read}>
        {({ slots }) =>
          slots.length === 0 ? (
            <InlineMessage what={bookingText.noSlots} />
          ) : fitting.length === 0 ? (
            <InlineMessage tone="attention" what={bookingText.noRun} />
          ) : (
            <TimeChips
              slots={fitting.map((one) => ({
                id: one.id,
                from: shanghaiClock(one.startsAt),
                to: shanghaiClock(one.endsAt),
                free: one.free,
                capacity: one.capacity,
                past: one.startsAt <= serviceInstant(),
              }))}
              chosen={chosen}
              onChoose={(id) => void choose(id)}
            />
          )
        }
      </Reading>
      {!move && isFull ? <JoinWaitList key={relativeId} hallId={hallId} date={date} code={code} relativeId={relativeId} /> : null}
      {move && slot ? <MoveTo appointmentId={move} slot={slot} onRefused={onTaken} onKeep={() => setChosen(null)} /> : null}
    </Section>
  );
}
