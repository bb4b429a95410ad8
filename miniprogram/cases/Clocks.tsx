import { View } from '@tarojs/components';
import type { Output } from '../../shared/contract';
import { clockKindWords, untilText } from '../../shared/text/cases';
import { StateTag } from '../components/StateTag';
import { WhyThisDate } from '../components/WhyThisDate';
import { clockTag } from '../states';
import styles from './Clocks.module.scss';

type Clock = Output<'cases.read'>['clocks'][number];

const isRunning = (clock: Clock) => clock.stoppedAt === null;

/** Every clock of a request, those that run first: until when, how it stands, and, once asked, why this date, line by line. */
export function Clocks({ clocks, now }: { clocks: Clock[]; now: string }) {
  return (
    <View>
      {[...clocks.filter(isRunning), ...clocks.filter((clock) => !isRunning(clock))].map((clock) => (
        <View key={`${clock.kind}-${clock.startedAt}`} className={styles.clock}>
          <View className={styles.top}>
            <View className={styles.kind}>{clockKindWords[clock.kind]}</View>
            <StateTag {...clockTag(clock.state)} />
          </View>
          <View>{untilText(clock, now)}</View>
          <WhyThisDate explanation={clock.explanation} />
        </View>
      ))}
    </View>
  );
}
