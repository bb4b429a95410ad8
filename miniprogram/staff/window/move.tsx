import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { noticeWords } from '../../../shared/text/notices';
import { windowText } from '../../../shared/text/pages/window';
import { whenText } from '../../../shared/text/when';
import { ActionBar } from '../../components/ActionBar';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { parameter } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { holds, officerRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { showAppointment } from './show';
import { Times } from './Times';

/** Moves an appointment for the hall's own reason: day, time, one of the usual reasons; what the person will read is shown before it is sent. */
export default function MoveAppointment() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('window.read', { id }, { keep: false, enabled: me !== undefined && holds(me, officerRoles) });
  const [slot, setSlot] = useState<{ id: string; startsAt: string } | null>(null);
  const [reason, setReason] = useState('');
  const move = useAct('window.move', {
    refreshes: ['window.day', 'halls.slots', 'halls.days'],
    onDone: (moved) => {
      showAppointment(moved);
      void Taro.navigateBack();
    },
  });
  return (
    <PageFrame
      title={windowText.move}
      {...(read.data ? { note: `${read.data.applicantName} · ${whenText(read.data.startsAt)}` } : {})}
      bottomBar={
        <ActionBar
          note={move.error ? <InlineMessage tone="danger" what={move.error.message} /> : null}
          primary={{
            id: 'move-send',
            word: windowText.moveSend,
            busy: move.busy,
            disabled: !slot || reason === '',
            onPress: () => slot && void move.run({ id, slotId: slot.id, reason }),
          }}
        />
      }
    >
      <StaffOnly roles={officerRoles}>
        {() => (
          <Reading read={read} rows={3}>
            {({ hallId }) => (
              <>
                <Times title={windowText.moveDay} hallId={hallId} chosen={slot?.id ?? null} onChoose={setSlot} />
                <Section title={windowText.moveWhy}>
                  <Chips
                    role="radio"
                    label={windowText.moveWhy}
                    chips={windowText.moveReasons.map((word) => ({ value: word as string, word }))}
                    chosen={reason ? [reason] : []}
                    onPress={setReason}
                  />
                </Section>
                {slot && reason ? (
                  <InlineMessage
                    tone="accent"
                    what={windowText.moveSeen}
                    next={`${noticeWords.appointment_moved.title}：${whenText(slot.startsAt)}。${reason}`}
                  />
                ) : null}
              </>
            )}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}
