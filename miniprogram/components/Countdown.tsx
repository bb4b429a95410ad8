import { View } from '@tarojs/components';
import { useEffect, useRef } from 'react';
import { kitText } from '../../shared/text/kit';
import { clockText } from '../../shared/text/when';
import { aria, classes } from './aria';
import styles from './Countdown.module.scss';
import { Icon } from './Icon';

export type CountdownProps = {
  /** Seconds left; `useSecondsUntil(instant)` of clock.ts gives them by the service's clock. */
  seconds: number;
  /** What runs out: 为您保留. */
  word?: string;
  /** From this many seconds on it is drawn as attention. */
  hurry?: number;
  onEnd?: () => void;
};

/** Time that runs out, in words a screen reader is told once a minute. */
export function Countdown({ seconds, word = kitText.remaining, hurry = 120, onEnd }: CountdownProps) {
  const ended = useRef(false);
  const over = seconds <= 0;
  useEffect(() => {
    if (over && !ended.current) {
      ended.current = true;
      onEnd?.();
    }
    if (!over) ended.current = false;
  }, [over, onEnd]);
  const clock = over ? kitText.ended : clockText(seconds);
  return (
    <View
      className={classes(styles.countdown, seconds <= hurry && styles.hurry)}
      {...aria({ role: 'timer', label: over ? kitText.ended : `${word} ${clockText(Math.ceil(seconds / 60) * 60)}` })}
    >
      <Icon name={seconds <= hurry ? 'hourglass' : 'clock'} />
      <View className={styles.word}>{over ? '' : word}</View>
      <View className={styles.clock}>{clock}</View>
    </View>
  );
}
