import { queueText } from '../../../shared/text/pages/queue';
import { windowText } from '../../../shared/text/pages/window';
import { laneWords } from '../../../shared/text/tickets';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { ticketState } from '../../states';
import type { Day } from './day-read';
import { pathOfTicket } from './show';

/** Walk-ins whose identity or list nobody knows yet, those at my counter first. */
export function WalkIns({ tickets, counter }: { tickets: Day['walkIns']; counter: string }) {
  if (tickets.length === 0) return null;
  const mine = tickets.filter((ticket) => counter !== '' && ticket.counter === counter);
  return (
    <Section title={queueText.walkIns} aside={tickets.length} kind="rows">
      {[...mine, ...tickets.filter((ticket) => !mine.includes(ticket))].map((ticket) => (
        <ListRow
          key={ticket.id}
          id={ticket.id}
          title={`${ticket.number} ${ticket.applicantName ?? ''}`}
          note={[laneWords[ticket.lane], ticket.counter ? windowText.counterOf(ticket.counter) : '', ticket.itemName].filter(Boolean).join(' · ')}
          state={ticketState(ticket.status)}
          onPress={() => go(pathOfTicket(ticket))}
        />
      ))}
    </Section>
  );
}
