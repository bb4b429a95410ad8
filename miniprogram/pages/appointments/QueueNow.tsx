import type { Output } from '../../../shared/contract';
import { ticketStatusWords } from '../../../shared/text/appointments';
import { appointmentsText } from '../../../shared/text/pages/appointments';
import { QueueCard } from '../../components/QueueCard';
import { ticketState } from '../../states';
import { useQueue } from './useQueue';

type Queue = NonNullable<Output<'appointments.read'>['queue']>;

/** A place in the queue as it is now. */
export function QueuePlace({ queue }: { queue: Queue }) {
  const isCalled = queue.status === 'called' || queue.status === 'serving';
  return (
    <QueueCard
      number={queue.number}
      state={{ ...ticketState(queue.status), word: ticketStatusWords[queue.status] }}
      where={isCalled ? (queue.counter ? appointmentsText.calledTo(queue.counter) : appointmentsText.calledNow) : null}
      ahead={queue.status === 'waiting' ? queue.ahead : null}
      minutes={queue.status === 'waiting' ? queue.estimatedMinutes : null}
    />
  );
}

/** The same, kept up to date by itself. */
export function QueueNow({ id }: { id: string }) {
  const { data } = useQueue(id);
  return data?.queue ? <QueuePlace queue={data.queue} /> : null;
}
