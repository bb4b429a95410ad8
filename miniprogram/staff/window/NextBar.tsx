import Taro from '@tarojs/taro';
import { useState } from 'react';
import { appointmentActionWords } from '../../../shared/text/appointments';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { dateText } from '../../../shared/text/when';
import { windowText } from '../../../shared/text/pages/window';
import { ActionBar } from '../../components/ActionBar';
import { InlineMessage } from '../../components/InlineMessage';
import { patchRead, useAct } from '../../query';
import type { Me } from '../../session';
import { ticketActionWords } from '../../../shared/text/tickets';
import { useCallNext, useCounter } from './counter';
import { GapsSheet } from './GapsSheet';
import { type Appointment, nextStep, tally } from './next-step';
import { showAppointment, showTurn } from './show';

const shows = { refreshes: ['window.day', 'window.read'] as ('window.day' | 'window.read')[], onDone: showAppointment };

/** The next thing to do with this appointment, under the thumb. Shown as done at once, taken back when refused. */
export function NextBar({ me, appointment }: { me: Me; appointment: Appointment }) {
  const { id, code, ticket } = appointment;
  const patch = (part: Partial<Appointment>) => patchRead('window.read', { id }, (shown) => ({ ...shown, ...part }));
  const counter = useCounter(me, appointment.hallId);
  const [asking, setAsking] = useState(false);
  const finished = (done: Appointment) => {
    setAsking(false);
    showAppointment(done);
  };
  const confirm = useAct('window.confirm', { ...shows, before: () => patch({ status: 'confirmed', actions: ['decline'] }) });
  const checkIn = useAct('window.checkIn', shows);
  const start = useAct('queue.start', {
    refreshes: shows.refreshes,
    onDone: showTurn,
    before: () => patch({ status: 'in_service', actions: ['complete', 'giveNotice'] }),
  });
  const complete = useAct('window.complete', { ...shows, onDone: finished });
  const giveNotice = useAct('window.giveNotice', { ...shows, onDone: finished });
  const next = useCallNext(appointment.hallId, counter, true);
  const error = (confirm.error ?? checkIn.error ?? start.error ?? complete.error ?? giveNotice.error)?.message ?? next.why;
  const failed = error ? <InlineMessage tone="danger" what={error} /> : null;
  const { left, promised, missing } = tally(appointment);
  const ends = missing.length > 0 ? giveNotice : complete;
  const gaps = missing.length > 0 ? missing : promised;

  switch (nextStep(appointment)) {
    case 'confirm':
      return (
        <ActionBar
          primary={{ id: 'confirm', word: appointmentActionWords.confirm, busy: confirm.busy, onPress: () => void confirm.run({ id }) }}
          note={failed}
        />
      );
    case 'checkIn':
      return (
        <ActionBar
          primary={{ id: 'check-in', word: appointmentActionWords.checkIn, busy: checkIn.busy, onPress: () => void checkIn.run({ code }) }}
          note={failed}
        />
      );
    case 'start':
      if (ticket) {
        return (
          <ActionBar
            primary={{ id: 'start', word: ticketActionWords.start, busy: start.busy, onPress: () => void start.run({ id: ticket.id }) }}
            note={failed}
          />
        );
      }
      break;
    case 'complete':
      return (
        <>
          <ActionBar
            primary={{
              id: 'complete',
              word: endWord(appointment, promised.length, missing.length),
              busy: ends.busy,
              disabled: left > 0,
              onPress: () => (gaps.length > 0 ? setAsking(true) : void ends.run({ id })),
            }}
            note={failed ?? (left > 0 ? windowText.materialsLeft(left) : null)}
          />
          <GapsSheet
            what={missing.length > 0 ? 'notice' : 'accept'}
            open={asking}
            gaps={gaps}
            busy={ends.busy}
            onClose={() => setAsking(false)}
            onYes={() => void ends.run({ id })}
          />
        </>
      );
    case 'callNext':
      if (counter) {
        return (
          <ActionBar
            primary={{
              id: 'call-after',
              icon: 'megaphone',
              word: `${windowText.callNext} · ${windowText.counterOf(counter)}`,
              busy: next.busy,
              onPress: next.run,
            }}
            note={failed ?? endNote(appointment)}
          />
        );
      }
      break;
  }
  return <ActionBar primary={{ id: 'to-day', word: windowText.toDay, onPress: () => void Taro.navigateBack() }} note={failed} />;
}

/** One way to end: with what must be there first it is the notice, else accepting or finishing at once. */
function endWord({ checklist }: Appointment, promised: number, missing: number): string {
  if (missing > 0) return windowText.giveNotice(missing);
  if (promised > 0) return windowText.acceptWithGaps(promised);
  return checklist.content.promisedWorkingDays === 0 ? windowText.complete : windowText.accept;
}

function endNote({ status, acceptance }: Appointment): string | null {
  if (acceptance) return windowText.accepted(dateText(shanghaiDay(acceptance.dueAt)));
  return status === 'fulfilled' ? windowText.done : null;
}
