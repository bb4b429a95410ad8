import { queueText } from '../../../shared/text/pages/queue';
import type { Output } from '../../../shared/contract';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useMe } from '../../session';
import { keptTicket } from '../../ticket-for-list';

/** For the staff of a hall: this list was made with somebody who stands there. It goes with the ticket it was made for, or with a new one. */
export function ForWalkIn({ checklist }: { checklist: Output<'checklists.read'> }) {
  const me = useMe();
  if (!me?.staff.some(({ hallId }) => hallId !== null) || checklist.content.outcome === 'refusal') return null;
  const ticket = keptTicket(checklist.itemCode);
  return (
    <Section kind="rows">
      {ticket ? (
        <ListRow
          id="list-for-ticket"
          icon="ticket"
          title={queueText.listForTicket(ticket.number)}
          onPress={() => go(paths.deskTicket(ticket.id, checklist.code))}
        />
      ) : (
        <ListRow
          id="list-for-walk-in"
          icon="ticket"
          title={queueText.listForWalkIn}
          onPress={() => go(paths.deskWalkIn(checklist.itemCode, checklist.code))}
        />
      )}
      <ListRow id="list-for-booking" icon="calendar" title={queueText.listForBooking} onPress={() => go(paths.deskBook(checklist.code))} />
    </Section>
  );
}
