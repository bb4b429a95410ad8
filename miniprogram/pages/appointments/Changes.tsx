import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { appointmentActionWords } from '../../../shared/text/appointments';
import { appointmentsText } from '../../../shared/text/pages/appointments';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { Sheet } from '../../components/Sheet';
import { go } from '../../go';
import { paths } from '../../paths';
import { seedRead, useAct } from '../../query';
import styles from './Changes.module.scss';
import { Refusal } from '../../Refusal';

/** Another time, or none: cancelling asks once and names what is lost. */
export function Changes({ appointment: { id, actions, checklistCode, startsAt, lateFrom } }: { appointment: Output<'appointments.read'> }) {
  const [isAsking, setAsking] = useState(false);
  const cancel = useAct('appointments.cancel', {
    refreshes: ['appointments.list', 'appointments.read', 'halls.days'],
    onDone: (cancelled) => {
      seedRead('appointments.read', { id }, cancelled);
      setAsking(false);
    },
  });
  return (
    <View className={styles.changes}>
      {actions.includes('move') ? (
        <View className={styles.change}>
          <Action
            id="move"
            kind="plain"
            icon="calendar"
            word={appointmentActionWords.move}
            onPress={() => go(paths.bookingHall(checklistCode, id))}
          />
        </View>
      ) : null}
      {actions.includes('cancel') ? (
        <View className={styles.change}>
          <Action id="cancel" kind="danger" word={appointmentActionWords.cancel} onPress={() => setAsking(true)} />
        </View>
      ) : null}
      <Sheet
        open={isAsking}
        title={appointmentsText.cancelAsk(whenText(startsAt))}
        onClose={() => setAsking(false)}
        actions={[
          { id: 'cancel-yes', word: appointmentsText.cancelYes, kind: 'danger', busy: cancel.busy, onPress: () => void cancel.run({ id }) },
          { word: appointmentsText.cancelNo, kind: 'text', onPress: () => setAsking(false) },
        ]}
      >
        <InlineMessage what={appointmentsText.cancelLoses} />
        {serviceInstant() > lateFrom ? <InlineMessage tone="attention" what={appointmentsText.cancelLate} /> : null}
        {cancel.error ? <Refusal error={cancel.error} /> : null}
      </Sheet>
    </View>
  );
}
