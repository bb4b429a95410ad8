import { useState } from 'react';
import { queueText } from '../../../shared/text/pages/queue';
import { windowText } from '../../../shared/text/pages/window';
import { ticketActionWords } from '../../../shared/text/tickets';
import type { IconName } from '../../components/icon-names';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { useAct } from '../../query';
import { type Me, useMe } from '../../session';
import { holds, officerRoles } from '../roles';
import { CounterSheet } from './CounterSheet';
import { useDay } from './day-read';
import { showTurn, type Turn } from './show';

type Ticket = Turn['ticket'];

const shows = { refreshes: ['window.day', 'window.read', 'queue.read'] as ('window.day' | 'window.read' | 'queue.read')[], onDone: showTurn };

/** What else may be done with a ticket now, each with what it brings about: once more, pass over, set aside, pass on, take back. */
export function TicketActions({ ticket }: { ticket: Ticket }) {
  const me = useMe();
  const [choosing, setChoosing] = useState(false);
  const acts = {
    recall: useAct('queue.recall', shows),
    skip: useAct('queue.skip', shows),
    park: useAct('queue.park', shows),
    resume: useAct('queue.resume', shows),
    bringBack: useAct('queue.bringBack', shows),
  };
  const transfer = useAct('queue.transfer', shows);
  const error = Object.values(acts).find((act) => act.error)?.error ?? transfer.error;
  const { id, actions } = ticket;
  const isOfficer = me !== undefined && holds(me, officerRoles);
  const offered = lines.filter(({ action, forOfficers }) => actions.includes(action) && (isOfficer || !forOfficers));
  if (offered.length === 0 && !error) return null;
  return (
    <>
      {error ? <InlineMessage tone="danger" what={error.message} /> : null}
      <Section kind="rows">
        {offered.map(({ action, icon, note }) => (
          <ListRow
            key={action}
            id={action}
            icon={icon}
            title={ticketActionWords[action]}
            note={note}
            onPress={() => (action === 'transfer' ? setChoosing(true) : void acts[action].run({ id }))}
          />
        ))}
      </Section>
      {me && choosing ? (
        <Transfer
          me={me}
          ticket={ticket}
          onChoose={(counter) => {
            setChoosing(false);
            void transfer.run({ id, ...(counter ? { counter } : {}) });
          }}
          onClose={() => setChoosing(false)}
        />
      ) : null}
    </>
  );
}

type Line = { action: 'recall' | 'skip' | 'park' | 'resume' | 'bringBack' | 'transfer'; icon: IconName; note: string; forOfficers: boolean };

const lines: Line[] = [
  { action: 'recall', icon: 'megaphone', note: windowText.recallNote, forOfficers: true },
  { action: 'skip', icon: 'skip-forward', note: windowText.skipNote, forOfficers: true },
  { action: 'resume', icon: 'refresh-cw', note: queueText.resumeNote, forOfficers: false },
  { action: 'bringBack', icon: 'refresh-cw', note: queueText.bringBackNote, forOfficers: false },
  { action: 'park', icon: 'hourglass', note: queueText.parkNote, forOfficers: true },
  { action: 'transfer', icon: 'users', note: queueText.transferNote, forOfficers: false },
];

/** To a named counter, or to whichever is free. */
function Transfer({ me, ticket, onChoose, onClose }: { me: Me; ticket: Ticket; onChoose: (counter: string) => void; onClose: () => void }) {
  const { data } = useDay(me, undefined);
  return (
    <CounterSheet
      open
      title={queueText.transferTitle}
      counters={(data?.counters ?? []).filter((counter) => counter !== ticket.counter)}
      chosen={ticket.forCounter ?? ''}
      any={queueText.transferAny}
      onClose={onClose}
      onChoose={onChoose}
    />
  );
}
