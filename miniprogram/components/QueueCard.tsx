import { View } from '@tarojs/components';
import { kitText } from '../../shared/text/kit';
import { aria } from './aria';
import { Icon } from './Icon';
import styles from './QueueCard.module.scss';
import { StateTag } from './StateTag';
import type { State } from './tone';

export type QueueCardProps = {
  /** A012. */
  number: string;
  state: State;
  /** People ahead; null once called. */
  ahead?: number | null;
  minutes?: number | null;
  /** 请到 3 号窗口. */
  where?: string | null;
};

/** Where the person stands in the queue: number, how many ahead, about how long. */
export function QueueCard({ number, state, ahead, minutes, where }: QueueCardProps) {
  return (
    <View className={styles.card} {...aria({ live: 'polite' })}>
      <View className={styles.top}>
        <View className={styles.label}>{kitText.yourNumber}</View>
        <StateTag {...state} />
      </View>
      <View className={styles.number}>{number}</View>
      {where ? (
        <View className={styles.line}>
          <Icon name="map-pin" />
          <View className={styles.where}>{where}</View>
        </View>
      ) : null}
      {ahead !== undefined && ahead !== null ? (
        <View className={styles.line}>
          <Icon name="users" />
          <View className={styles.word}>{kitText.ahead(ahead)}</View>
        </View>
      ) : null}
      {minutes ? (
        <View className={styles.line}>
          <Icon name="clock" />
          <View className={styles.word}>{kitText.aboutMinutes(minutes)}</View>
        </View>
      ) : null}
      {ahead !== undefined && ahead !== null ? <View className={styles.order}>{kitText.queueOrder}</View> : null}
    </View>
  );
}
