import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { windowText } from '../../../shared/text/pages/window';
import { shanghaiClock } from '../../../shared/rules/shanghai';
import { Action } from '../../components/Action';
import { ListRow } from '../../components/ListRow';
import { go } from '../../go';
import { patchRead, useAct } from '../../query';
import type { Me } from '../../session';
import { appointmentState, ticketState } from '../../states';
import { staffPaths } from '../paths';
import { type DayRow as Row, dayInput } from './day-read';
import styles from './DayRow.module.scss';

type Props = {
  me: Me;
  row: Row;
  mayConfirm: boolean;
  date?: string;
  /** Told why a confirmation was refused: by then the row may stand under another heading. */
  onRefused: (why: string) => void;
};

/**
 * One appointment of the day. To be confirmed: one tap, shown at once and taken back with the reason when refused. The row keeps its place
 * until the service has answered, so that nothing moves under the thumb.
 */
export function DayRow({ me, row, mayConfirm, date, onRefused }: Props) {
  const [confirmed, setConfirmed] = useState(false);
  const confirm = useAct('window.confirm', {
    refreshes: ['window.day'],
    onDone: ({ id, status, actions }) => {
      patchRead('window.day', dayInput(me, date), (day) => ({
        ...day,
        rows: day.rows.map((shown) => (shown.id === id ? { ...shown, status, actions } : shown)),
      }));
    },
  });
  const why = confirm.error?.message;
  useEffect(() => {
    if (why) onRefused(windowText.refused(row.applicantName, why));
  }, [why, onRefused, row.applicantName]);
  const tap = async () => {
    setConfirmed(true);
    await confirm.run({ id: row.id });
    setConfirmed(false);
  };
  const canConfirm = mayConfirm && !confirmed && row.actions.includes('confirm');
  const status = confirmed ? 'confirmed' : row.status;
  const counter = row.ticket?.counter ? ` · ${windowText.counterOf(row.ticket.counter)}` : '';
  const inQueue = row.ticket && (row.status === 'arrived' || row.status === 'in_service') ? row.ticket : null;
  return (
    <View className="list-row">
      <View className={styles.row}>
        <View className={styles.words}>
          <ListRow
            id={row.id}
            title={`${shanghaiClock(row.startsAt)} ${row.applicantName}`}
            note={inQueue ? `${inQueue.number}${counter} · ${row.itemName}` : row.itemName}
            {...(canConfirm ? {} : { state: inQueue ? ticketState(inQueue.status) : appointmentState(status) })}
            onPress={() => go(staffPaths.appointment(row.id))}
          />
        </View>
        {canConfirm ? (
          <View className={styles.confirm}>
            <Action id={`confirm-${row.id}`} kind="plain" word={windowText.confirm} onPress={() => void tap()} />
          </View>
        ) : null}
      </View>
    </View>
  );
}
