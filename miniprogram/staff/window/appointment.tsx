import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { relationWords } from '../../../shared/text/relatives';
import { greenGroundWords } from '../../../shared/text/tickets';
import { extrasText } from '../../../shared/text/pages/extras';
import { windowNext, windowText, windowTicketNext } from '../../../shared/text/pages/window';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { dateText, whenText } from '../../../shared/text/when';
import { takeDownText } from '../../../shared/text/pages/take-down';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { go } from '../../go';
import { Extras } from '../../Extras';
import { ListChanges } from '../../ListChanges';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { acceptanceState, appointmentState, ticketState } from '../../states';
import { staffPaths } from '../paths';
import { deskRoles, holds, officerRoles, windowRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { FilledForm } from './FilledForm';
import { History } from './History';
import { Materials } from './Materials';
import { MoreActions } from './MoreActions';
import { NextBar } from './NextBar';
import type { Appointment } from './next-step';
import { NoticeLines } from './NoticeLines';
import { Told } from './Told';
import { TicketActions } from './TicketActions';

/** One appointment at the window: who, what is next, the same checklist as the person has, ticked thing by thing. */
export default function WindowAppointment() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const mayAct = me !== undefined && holds(me, officerRoles);
  const shown = useRead('window.read', { id }, { keep: false, enabled: me !== undefined && holds(me, windowRoles) });
  return (
    <PageFrame
      title={shown.data?.itemName ?? windowText.appointment}
      {...(me && shown.data && mayAct ? { bottomBar: <NextBar me={me} appointment={shown.data} /> } : {})}
    >
      <StaffOnly roles={windowRoles}>
        {() => (
          <Reading read={shown} rows={4}>
            {(appointment) => <Shown appointment={appointment} mayAct={mayAct} mayTakeDown={me !== undefined && holds(me, deskRoles)} />}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

function Shown({ appointment, mayAct, mayTakeDown }: { appointment: Appointment; mayAct: boolean; mayTakeDown: boolean }) {
  const { ticket, greenChannel, bookedBy } = appointment;
  const inHall = appointment.status === 'arrived' || appointment.status === 'in_service';
  return (
    <>
      {greenChannel ? <InlineMessage tone="accent" what={windowText.greenNote(greenGroundWords[greenChannel])} /> : null}
      <Section title={appointment.applicantName} aside={<StateTag {...tagOf(appointment, inHall)} />}>
        <View>{nextWords(appointment, inHall)}</View>
        <Facts
          facts={[
            [
              windowText.queue,
              ticket ? [ticket.number, ticket.counter ? windowText.counterOf(ticket.counter) : ''].filter(Boolean).join(' · ') : null,
            ],
            [windowText.when, whenText(appointment.startsAt)],
            [windowText.idNumber, appointment.applicantIdMasked],
            [
              windowText.bookedBy,
              bookedBy && [bookedBy.name, bookedBy.relation && windowText.isTheirs(relationWords[bookedBy.relation])].filter(Boolean).join(' · '),
            ],
            [windowText.code, appointment.code],
          ]}
        />
      </Section>
      {ticket && inHall ? <TicketActions ticket={ticket} /> : null}
      {appointment.form ? <FilledForm form={appointment.form} /> : null}
      {appointment.checklist.assistedBy.length > 0 ? <InlineMessage what={windowText.assisted(appointment.checklist.assistedBy)} /> : null}
      <ListChanges change={appointment.checklist.change} />
      <NoticeLines appointment={appointment} />
      <Materials appointment={appointment} mayTick={mayAct && inHall} />
      <Extras title={extrasText.atWindow} extras={appointment.extras} />
      {mayAct ? <MoreActions appointment={appointment} /> : null}
      <Told appointmentId={appointment.id} />
      {mayTakeDown ? (
        <Section kind="rows">
          <ListRow
            id="window-take-down"
            icon="plus"
            title={takeDownText.fromWindow}
            note={takeDownText.fromWindowNote}
            onPress={() => go(staffPaths.takeDown('window', appointment.itemName))}
          />
        </Section>
      ) : null}
      <History appointment={appointment} />
    </>
  );
}

function tagOf({ status, ticket, acceptance }: Appointment, inHall: boolean) {
  if (acceptance) return acceptanceState(acceptance.status);
  return inHall && ticket ? ticketState(ticket.status) : appointmentState(status);
}

function nextWords({ status, ticket, acceptance }: Appointment, inHall: boolean): string {
  if (acceptance) return windowText.accepted(dateText(shanghaiDay(acceptance.dueAt)));
  return inHall && ticket ? windowTicketNext[ticket.status] : windowNext[status];
}
