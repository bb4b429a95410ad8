import { shanghaiClock } from '../../../shared/rules/shanghai';
import { bookingText } from '../../../shared/text/pages/booking';
import { whenText } from '../../../shared/text/when';
import { useSecondsUntil } from '../../clock';
import { ActionBar } from '../../components/ActionBar';
import { Countdown } from '../../components/Countdown';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { stepBack, startAt } from '../../go';
import { askForNotices } from '../../grants';
import { paths } from '../../paths';
import { useAct, useRead } from '../../query';
import { useRelatives } from '../../relatives/read';
import type { Me } from '../../session';
import { RealNameFields } from '../me/RealNameFields';
import { agreeToIdentity, useRealName } from '../me/useRealName';
import { BookingSteps } from './BookingSteps';
import { Refused } from './Refused';
import { type Held, useHold } from './useHold';
import { Refusal } from '../../Refusal';

type ConfirmProps = {
  me: Me;
  code: string;
  /** Checklists of further items of the same visit (C6). */
  also: string[];
  hallId: string;
  slot: { id: string; startsAt: string; endsAt: string };
  given: Held | null;
  /** Who comes instead of the person (A4); empty for the person. */
  relativeId: string;
};

/** What is booked, who comes, how long the place is kept; one tap books. */
export function ConfirmBooking({ me, code, also, hallId, slot, given, relativeId }: ConfirmProps) {
  const checklist = useRead('checklists.read', { code }).data;
  const relative = useRelatives().find(({ id }) => id === relativeId);
  const whom = relativeId ? { relativeId } : {};
  const mine = useRead('checklists.mine', whom, { keep: false, enabled: also.length > 0 }).data;
  const others = mine?.checklists.filter((list) => also.includes(list.code)).map(({ itemName }) => itemName) ?? [];
  const hall = useRead('halls.days', { hallId }).data?.hall;
  const { held, hold, take, keep } = useHold(slot.id, [code, ...also], given, relativeId);
  const realName = useRealName();
  const verify = useAct('me.verifyRealName', { refreshes: ['me.read'] });
  const book = useAct('appointments.book', { refreshes: ['appointments.list', 'halls.slots', 'halls.days', 'halls.list'] });
  const isOver = useSecondsUntil(held?.heldUntil ?? '') <= 0 && held !== null;

  const confirm = async () => {
    if (!held || book.busy || verify.busy) return;
    const person = me.realNameVerified ? null : realName.check();
    if (!me.realNameVerified && !person) return;
    // First thing in the tap: WeChat opens its question only then.
    await askForNotices(['appointment_confirmed', 'ticket_called', 'appointment_fulfilled']);
    if (person) {
      await agreeToIdentity();
      if (!(await verify.run(person))) return;
    }
    const booked = await book.run({ slotId: slot.id, holdId: held.holdId, checklistCode: code, ...(also.length > 0 ? { also } : {}), ...whom });
    if (!booked) return;
    keep();
    startAt(paths.appointment(booked.id, 'booked'));
  };

  const otherTime = { word: bookingText.otherTime, onPress: () => stepBack(paths.bookingTime({ code, hall: hallId })) };
  const bar =
    isOver || (hold.error && hold.error.code !== 'offline') ? (
      <ActionBar primary={otherTime} />
    ) : (
      <ActionBar
        note={held ? <CountdownTo instant={held.heldUntil} /> : bookingText.holding}
        primary={{
          id: 'book',
          word: bookingText.confirm,
          busy: book.busy || verify.busy || hold.busy,
          disabled: !held,
          onPress: () => void confirm(),
        }}
        secondary={otherTime}
      />
    );

  return (
    <PageFrame title={bookingText.confirm} back={otherTime.onPress} {...(checklist ? { note: checklist.itemName } : {})} bottomBar={bar}>
      <BookingSteps at="confirm" />
      {isOver ? <InlineMessage tone="attention" what={bookingText.holdEnded} action={otherTime} /> : null}
      {hold.error ? <Refused error={hold.error} code={code} hallId={hallId} otherTime={otherTime} retry={take} /> : null}
      {book.error ? <Refused error={book.error} code={code} hallId={hallId} otherTime={otherTime} retry={() => void confirm()} /> : null}
      <Section title={bookingText.summary}>
        <Facts
          facts={[
            [bookingText.when, `${whenText(slot.startsAt)}–${shanghaiClock(slot.endsAt)}`],
            [bookingText.where, hall?.name],
            [bookingText.address, hall?.address],
            [bookingText.item, checklist && [checklist.itemName, ...others].join('、')],
            [bookingText.who, relativeId ? relative?.name : me.name],
            [bookingText.checklist, [code, ...also].join('、')],
          ]}
        />
      </Section>
      {me.realNameVerified ? null : (
        <Section title={bookingText.realName}>
          <InlineMessage what={bookingText.realNameWhy} />
          <RealNameFields realName={realName} />
          {verify.error ? <Refusal error={verify.error} /> : null}
        </Section>
      )}
      <InlineMessage what={bookingText.afterConfirm} />
    </PageFrame>
  );
}

function CountdownTo({ instant }: { instant: string }) {
  return <Countdown seconds={useSecondsUntil(instant)} word={bookingText.held} />;
}
