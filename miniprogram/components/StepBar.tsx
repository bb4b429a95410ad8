import { View } from '@tarojs/components';
import { kitText } from '../../shared/text/kit';
import { aria, classes } from './aria';
import { Icon } from './Icon';
import styles from './StepBar.module.scss';

export type StepBarProps = {
  /** Short names: 回答问题, 选大厅, 选时间, 确认. */
  steps: string[];
  /** Index of the step the person is at. */
  current: number;
};

/** The steps of a journey; done ones carry a tick, the present one its number and weight. */
export function StepBar({ steps, current }: StepBarProps) {
  return (
    <View
      className={styles.bar}
      {...aria({ role: 'img', label: `${kitText.stepOf(current + 1, steps.length)}:${steps[current] ?? ''}` })}
    >
      {steps.map((step, index) => (
        <View key={step} className={classes(styles.step, index < current && styles.done, index === current && styles.current)}>
          <View className={styles.line} />
          <View className={styles.words}>
            {index < current ? <Icon name='check' size='small' /> : <View className={styles.number}>{index + 1}</View>}
            <View className={styles.word}>{step}</View>
          </View>
        </View>
      ))}
    </View>
  );
}
