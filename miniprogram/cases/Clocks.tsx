import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Output } from '../../shared/contract';
import { clockKindWords, untilText } from '../../shared/text/cases';
import { requestsText } from '../../shared/text/pages/requests';
import { aria } from '../components/aria';
import { Icon } from '../components/Icon';
import { Press } from '../components/Press';
import { StateTag } from '../components/StateTag';
import { clockTag } from '../states';
import styles from './Clocks.module.scss';

type Clock = Output<'cases.read'>['clocks'][number];

const isRunning = (clock: Clock) => clock.stoppedAt === null;

/** Every clock of a request, those that run first: until when, how it stands, and, once asked, why this date, line by line. */
export function Clocks({ clocks, now }: { clocks: Clock[]; now: string }) {
  return (
    <View>
      {[...clocks.filter(isRunning), ...clocks.filter((clock) => !isRunning(clock))].map((clock) => (
        <ClockLine key={`${clock.kind}-${clock.startedAt}`} clock={clock} now={now} />
      ))}
    </View>
  );
}

function ClockLine({ clock, now }: { clock: Clock; now: string }) {
  const [open, setOpen] = useState(false);
  return (
    <View className={styles.clock}>
      <View className={styles.top}>
        <View className={styles.kind}>{clockKindWords[clock.kind]}</View>
        <StateTag {...clockTag(clock.state)} />
      </View>
      <View>{untilText(clock, now)}</View>
      {clock.explanation.length > 0 ? (
        <Press className={styles.why ?? ''} expanded={open} onPress={() => setOpen(!open)}>
          <View className={styles.whyInner}>
            <View className={styles.whyWord}>{requestsText.whyThisDate}</View>
            <Icon name={open ? 'chevron-down' : 'chevron-right'} size="small" />
          </View>
        </Press>
      ) : null}
      {open ? (
        <View className={styles.lines} {...aria({ role: 'list', label: requestsText.whyThisDate })}>
          {clock.explanation.map((line) => (
            <View key={line} className={styles.line} {...aria({ role: 'listitem' })}>
              {line}
            </View>
          ))}
        </View>
      ) : null}
    </View>
  );
}
