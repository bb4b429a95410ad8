import { useRouter } from '@tarojs/taro';
import { hallText } from '../../../shared/text/pages/hall';
import { appointmentsText } from '../../../shared/text/pages/appointments';
import { queueText } from '../../../shared/text/pages/queue';
import { ticketStatusWords } from '../../../shared/text/appointments';
import { Facts } from '../../components/Facts';
import { PageFrame } from '../../components/PageFrame';
import { QueueCard } from '../../components/QueueCard';
import { Section } from '../../components/Section';
import { parameter } from '../../paths';
import { Reading } from '../../Reading';
import { ticketState } from '../../states';
import { useTicket } from '../appointments/useTicket';

/** The ticket of a walk-in on the phone, opened from the code that the guide shows: no sign-in, nothing personal. */
export default function TicketPage() {
  const { params } = useRouter();
  const read = useTicket(parameter(params, 'id') || parameter(params, 'scene'));
  return (
    <PageFrame title={hallText.ticket} note={hallText.ticketNote}>
      <Reading read={read} rows={2}>
        {({ number, status, ahead, estimatedMinutes, counter, hallName, itemName }) => (
          <>
            <QueueCard
              number={number}
              state={{ ...ticketState(status), word: ticketStatusWords[status] }}
              where={counter ? hallText.calledTo(counter) : null}
              ahead={status === 'waiting' ? ahead : null}
              minutes={status === 'waiting' ? estimatedMinutes : null}
            />
            <Section>
              <Facts
                facts={[
                  [appointmentsText.hall, hallName],
                  [queueText.chosenItem, itemName],
                ]}
              />
            </Section>
          </>
        )}
      </Reading>
    </PageFrame>
  );
}
