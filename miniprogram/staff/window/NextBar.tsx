import Taro from '@tarojs/taro';
import { useState } from 'react';
import { appointmentActionWords } from '../../../shared/text/appointments';
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
    before: () => patch({ status: 'in_service', actions: ['complete'] }),
  });
  const complete = useAct('window.complete', { ...shows, onDone: finished });
  const next = useCallNext(appointment.hallId, counter, true);
  const error = (confirm.error ?? checkIn.error ?? start.error ?? complete.error)?.message ?? next.why;
  const failed = error ? <InlineMessage tone="danger" what={error} /> : null;
  const { left, gaps } = tally(appointment);

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
              word: gaps.length > 0 ? windowText.completeWithGaps(gaps.length) : windowText.complete,
              busy: complete.busy,
              disabled: left > 0,
              onPress: () => (gaps.length > 0 ? setAsking(true) : void complete.run({ id })),
            }}
            note={failed ?? (left > 0 ? windowText.materialsLeft(left) : null)}
          />
          <GapsSheet open={asking} gaps={gaps} busy={complete.busy} onClose={() => setAsking(false)} onYes={() => void complete.run({ id })} />
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
            note={failed ?? (appointment.status === 'fulfilled' ? windowText.done : null)}
          />
        );
      }
      break;
  }
  return <ActionBar primary={{ id: 'to-day', word: windowText.toDay, onPress: () => void Taro.navigateBack() }} note={failed} />;
}
