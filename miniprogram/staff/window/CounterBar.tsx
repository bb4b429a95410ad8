import { View } from '@tarojs/components';
import { useState } from 'react';
import { windowText } from '../../../shared/text/pages/window';
import { Action } from '../../components/Action';
import { ActionBar } from '../../components/ActionBar';
import { InlineMessage } from '../../components/InlineMessage';
import { go } from '../../go';
import type { Me } from '../../session';
import { holds, officerRoles } from '../roles';
import { staffPaths } from '../paths';
import { CounterSheet } from './CounterSheet';
import styles from './CounterBar.module.scss';
import { chooseCounter, useCallNext, useCounter } from './counter';
import { isAtCounter, isHeldAt } from './day-groups';
import type { Day } from './day-read';
import { pathOfTicket } from './show';

/** What the thumb reaches: call the next ticket, or go on with the one at the counter; check in; change the counter. */
export function CounterBar({ me, day }: { me: Me; day: Day }) {
  const counter = useCounter(me, day.hallId);
  const [choosing, setChoosing] = useState(false);
  const next = useCallNext(day.hallId, counter);
  const scan = { id: 'day-scan', word: windowText.scan, icon: 'scan-line', onPress: () => go(staffPaths.scan) } as const;
  if (!holds(me, officerRoles)) return <ActionBar primary={scan} />;
  const mine = day.rows.find((row) => isAtCounter(row, counter))?.ticket ?? day.walkIns.find((ticket) => isHeldAt(ticket, counter));
  const primary = !counter
    ? { id: 'choose-counter', word: windowText.chooseCounterFirst, onPress: () => setChoosing(true) }
    : mine
      ? {
          id: 'go-on',
          word: windowText.goOn(`${mine.number} ${mine.applicantName ?? ''}`.trim()),
          onPress: () => go(pathOfTicket(mine)),
        }
      : {
          id: 'call-next',
          word: windowText.callNext,
          icon: 'megaphone' as const,
          busy: next.busy,
          disabled: day.counts.waiting === 0,
          onPress: next.run,
        };
  return (
    <>
      <ActionBar
        primary={primary}
        secondary={scan}
        note={
          <>
            {next.why ? <InlineMessage tone="danger" what={next.why} /> : null}
            <View className={styles.note}>
              <View className={styles.counts}>{windowText.counts(day.counts.toConfirm, day.counts.waiting, day.counts.served)}</View>
              {counter ? (
                <Action
                  id="counter"
                  kind="text"
                  word={`${windowText.counterOf(counter)} · ${windowText.changeCounter}`}
                  onPress={() => setChoosing(true)}
                />
              ) : null}
            </View>
          </>
        }
      />
      <CounterSheet
        open={choosing}
        counters={day.counters}
        chosen={counter}
        onClose={() => setChoosing(false)}
        onChoose={(number) => {
          chooseCounter(day.hallId, number);
          setChoosing(false);
        }}
      />
    </>
  );
}
