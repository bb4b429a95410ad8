import { View } from '@tarojs/components';
import { greenGroundWords } from '../../../shared/text/tickets';
import { windowText } from '../../../shared/text/pages/window';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { go } from '../../go';
import type { Me } from '../../session';
import { ticketState } from '../../states';
import { staffPaths } from '../paths';
import { useDay } from './day-read';
import styles from './CheckedIn.module.scss';
import type { Appointment } from './next-step';

/** The result of a check-in: the ticket to read out, who it is, how many wait. */
export function CheckedIn({ me, appointment }: { me: Me; appointment: Appointment }) {
  const day = useDay(me, undefined);
  const { ticket, greenChannel } = appointment;
  return (
    <>
      <InlineMessage tone="good" what={`${windowText.checkedIn}：${appointment.applicantName}`} next={appointment.itemName} />
      {greenChannel ? <InlineMessage tone="accent" what={windowText.greenNote(greenGroundWords[greenChannel])} /> : null}
      {ticket ? (
        <Section title={windowText.yourTicket} {...(day.data ? { aside: windowText.waitingNow(day.data.counts.waiting) } : {})}>
          <View className={styles.ticket}>
            <View className={styles.number} id="ticket-number">
              {ticket.number}
            </View>
            <StateTag {...ticketState(ticket.status)} />
          </View>
        </Section>
      ) : null}
      <Section kind="bare">
        <Action kind="plain" word={windowText.seeMaterials} onPress={() => go(staffPaths.appointment(appointment.id))} />
      </Section>
    </>
  );
}
