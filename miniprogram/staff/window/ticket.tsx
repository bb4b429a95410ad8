import { View } from '@tarojs/components';
import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { queueText } from '../../../shared/text/pages/queue';
import { windowText, windowTicketNext } from '../../../shared/text/pages/window';
import { laneWords, ticketActionWords } from '../../../shared/text/tickets';
import { shortCodeIn } from '../../../shared/rules/short-code';
import { Action } from '../../components/Action';
import { ActionBar } from '../../components/ActionBar';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { TextField } from '../../components/TextField';
import { go, replace } from '../../go';
import { parameter, paths } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { ticketState } from '../../states';
import { forgetTicket, keepTicket } from '../../ticket-for-list';
import { holds, officerRoles, windowRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { useCallNext, useCounter } from './counter';
import { IdentityFields, type IdentityForm, identityOf, noIdentity } from './IdentityFields';
import { pathOfTicket, showTurn, type Turn } from './show';
import { TicketActions } from './TicketActions';

type Ticket = Turn['ticket'];

/** A walk-in whose identity or list nobody knows yet: call, serve, take down who it is, or end with an answer. */
export default function WindowTicket() {
  const { params } = useRouter();
  const id = parameter(params, 'id');
  const me = useMe();
  const mayAct = me !== undefined && holds(me, officerRoles);
  const read = useRead('queue.read', { id }, { keep: false, enabled: me !== undefined && holds(me, windowRoles) });
  const ticket = read.data?.ticket;
  return (
    <PageFrame
      title={ticket ? `${ticket.number} ${ticket.itemName}` : queueText.ticket}
      {...(ticket && mayAct ? { bottomBar: <Next ticket={ticket} /> } : {})}
    >
      <StaffOnly roles={windowRoles}>
        {() => (
          <Reading read={read} rows={3}>
            {(turn) => <Shown ticket={turn.ticket} list={parameter(params, 'list')} />}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

function Next({ ticket }: { ticket: Ticket }) {
  const me = useMe();
  return me ? <NextFor me={me} ticket={ticket} /> : null;
}

function NextFor({ me, ticket }: { me: NonNullable<ReturnType<typeof useMe>>; ticket: Ticket }) {
  const counter = useCounter(me, ticket.hallId);
  const next = useCallNext(ticket.hallId, counter, true);
  const start = useAct('queue.start', { refreshes: ['window.day', 'queue.read'], onDone: showTurn });
  const finish = useAct('queue.finish', { refreshes: ['window.day', 'queue.read'], onDone: showTurn });
  const error = (start.error ?? finish.error)?.message ?? next.why;
  const note = error ? <InlineMessage tone="danger" what={error} /> : null;
  if (ticket.actions.includes('start')) {
    return (
      <ActionBar
        note={note}
        primary={{ id: 'start', word: ticketActionWords.start, busy: start.busy, onPress: () => void start.run({ id: ticket.id }) }}
      />
    );
  }
  if (ticket.actions.includes('finish')) {
    return (
      <ActionBar
        note={note ?? queueText.finishNote}
        primary={{ id: 'finish', word: queueText.finish, busy: finish.busy, onPress: () => void finish.run({ id: ticket.id }) }}
      />
    );
  }
  if (counter) {
    const word = `${windowText.callNext} · ${windowText.counterOf(counter)}`;
    return <ActionBar note={note} primary={{ id: 'call-after', icon: 'megaphone', word, busy: next.busy, onPress: next.run }} />;
  }
  return <ActionBar note={note} primary={{ id: 'to-day', word: windowText.toDay, onPress: () => void Taro.navigateBack() }} />;
}

function Shown({ ticket, list }: { ticket: Ticket; list: string }) {
  const { counter, forCounter, lane, missedCalls, status } = ticket;
  const isOpen = status !== 'done' && status !== 'missed';
  return (
    <>
      <Section title={ticket.applicantName ?? queueText.noName} aside={<StateTag {...ticketState(status)} />}>
        <View>{windowTicketNext[status]}</View>
        <Facts
          facts={[
            [queueText.chosenItem, ticket.itemName],
            [queueText.lane, laneWords[lane]],
            [windowText.queue, counter ? windowText.counterOf(counter) : forCounter ? queueText.forCounter(forCounter) : null],
            [queueText.ticket, missedCalls > 0 ? queueText.missed(missedCalls) : null],
          ]}
        />
      </Section>
      <TicketActions ticket={ticket} />
      {isOpen && !ticket.appointmentId ? <Identify ticket={ticket} list={list} /> : null}
      {ticket.appointmentId ? (
        <Section kind="rows">
          <ListRow id="to-visit" icon="clipboard-list" title={windowText.materials} onPress={() => go(pathOfTicket(ticket))} />
        </Section>
      ) : null}
    </>
  );
}

/** Who it is and with which list: from then on it is served like an appointment. */
function Identify({ ticket, list }: { ticket: Ticket; list: string }) {
  const [typed, setTyped] = useState(list);
  const [form, setForm] = useState<IdentityForm>(noIdentity);
  const identify = useAct('queue.identify', {
    refreshes: ['window.day', 'queue.read'],
    onDone: (turn) => {
      showTurn(turn);
      forgetTicket();
      if (turn.appointment) replace(pathOfTicket(turn.ticket));
    },
  });
  const code = shortCodeIn(typed);
  const identity = identityOf(form);
  const makeList = () => {
    keepTicket(ticket);
    go(paths.interview(ticket.itemCode));
  };
  return (
    <>
      <InlineMessage tone="accent" what={queueText.identify} next={queueText.noNameNext} />
      <Section>
        {ticket.applicantName ? null : <IdentityFields form={form} onChange={setForm} />}
        <TextField
          id="ticket-list"
          label={queueText.list}
          placeholder={queueText.listPlaceholder}
          hint={queueText.listHelp}
          value={typed}
          maxLength={16}
          onChange={setTyped}
        />
        {identify.error ? <InlineMessage tone="danger" what={identify.error.message} /> : null}
        <Action
          id="identify"
          kind="plain"
          word={queueText.identifySend}
          busy={identify.busy}
          disabled={!code || (!ticket.applicantName && !identity)}
          onPress={() => code && void identify.run({ id: ticket.id, checklistCode: code, ...(identity ? { identity } : {}) })}
        />
        <Action id="make-list" kind="text" word={queueText.makeList} onPress={makeList} />
      </Section>
    </>
  );
}
