import type { Output } from '../../../shared/contract';
import { shanghaiClock } from '../../../shared/rules/shanghai';
import { waitText } from '../../../shared/text/wait-list';
import { dateText, whenText } from '../../../shared/text/when';
import { useSecondsUntil } from '../../clock';
import { Action } from '../../components/Action';
import { Countdown } from '../../components/Countdown';
import { EmptyState } from '../../components/EmptyState';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { go, startAt } from '../../go';
import { paths } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { SignedIn } from '../../SignedIn';
import { waitState } from '../../states';
import { Refusal } from '../../Refusal';

type Entry = Output<'waitList.list'>['entries'][number];

/** C7: where one stands on wait lists, and the offer to take while it is held. */
export default function WaitingPage() {
  return (
    <PageFrame title={waitText.title} note={waitText.note}>
      <SignedIn>{() => <Mine />}</SignedIn>
    </PageFrame>
  );
}

function Mine() {
  const read = useRead('waitList.list', {}, { refreshSeconds: 15, keep: false });
  return (
    <Reading read={read}>
      {({ entries }) => {
        const open = entries.filter(({ status }) => status === 'waiting' || status === 'offered');
        const ended = entries.filter((entry) => !open.includes(entry));
        return (
          <>
            {entries.length === 0 ? (
              <EmptyState icon="hourglass" what={waitText.none} first={{ word: waitText.noneFirst, onPress: () => go(paths.search()) }} />
            ) : null}
            {open.map((entry) => (
              <Open key={entry.id} entry={entry} />
            ))}
            {ended.length > 0 ? (
              <Section title={waitText.past} kind="rows">
                {ended.map((entry) => (
                  <ListRow
                    key={entry.id}
                    title={titleOf(entry)}
                    note={`${entry.hallName} · ${dateText(entry.date)}`}
                    state={waitState(entry.status)}
                  />
                ))}
              </Section>
            ) : null}
          </>
        );
      }}
    </Reading>
  );
}

function Open({ entry }: { entry: Entry }) {
  const leave = useAct('waitList.leave', { refreshes: ['waitList.list'] });
  const accept = useAct('waitList.accept', {
    refreshes: ['waitList.list', 'appointments.list', 'halls.slots', 'halls.days'],
    onDone: (booked) => startAt(paths.appointment(booked.id, 'booked')),
  });
  const error = accept.error ?? leave.error;
  const hours = entry.fromAt && entry.untilAt ? ` ${shanghaiClock(entry.fromAt)}–${shanghaiClock(entry.untilAt)}` : '';
  return (
    <Section title={titleOf(entry)} aside={<StateTag {...waitState(entry.status)} />} kind="card">
      <InlineMessage
        tone={entry.offer ? 'good' : 'neutral'}
        what={whereItStands(entry)}
        next={`${entry.hallName} · ${dateText(entry.date)}${hours}`}
      />
      {entry.offer ? <Held until={entry.offer.until} /> : null}
      {error ? <Refusal tone="attention" error={error} /> : null}
      {entry.offer ? (
        <Action id={`accept-${entry.id}`} word={waitText.accept} busy={accept.busy} onPress={() => void accept.run({ id: entry.id })} />
      ) : null}
      <Action
        id={`leave-${entry.id}`}
        kind="text"
        word={entry.offer ? waitText.giveUp : waitText.leave}
        busy={leave.busy}
        onPress={() => void leave.run({ id: entry.id })}
      />
    </Section>
  );
}

const titleOf = ({ itemName, relativeName }: Entry): string => (relativeName ? waitText.forRelative(relativeName, itemName) : itemName);

function whereItStands({ offer, drawsAt, position }: Entry): string {
  if (offer) return waitText.offered(whenText(offer.startsAt));
  return drawsAt ? waitText.draws(whenText(drawsAt)) : waitText.position(position ?? 1);
}

function Held({ until }: { until: string }) {
  const seconds = useSecondsUntil(until);
  if (seconds <= 0) return <InlineMessage tone="attention" what={waitText.over} />;
  return <Countdown seconds={seconds} word={waitText.held} />;
}
