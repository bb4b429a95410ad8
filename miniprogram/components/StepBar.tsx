import { View } from '@tarojs/components';
import { kitText } from '../../shared/text/kit';
import { aria, classes } from './aria';
import styles from './StepBar.module.scss';

export type StepBarProps = {
  /** Short names: 回答问题, 选大厅, 选时间, 确认. */
  steps: string[];
  /** Index of the step the person is at. */
  current: number;
};

/** How far a journey has come: one piece of line a step, and the present step in words, so it holds at any letter size. */
export function StepBar({ steps, current }: StepBarProps) {
  const words = `${kitText.stepOf(current + 1, steps.length)} · ${steps[current] ?? ''}`;
  return (
    <View className={styles.bar}>
      <View className={styles.line} {...aria({ hidden: true })}>
        {steps.map((step, index) => (
          <View key={step} className={classes(styles.step, index <= current && styles.done)} />
        ))}
      </View>
      <View className={styles.words}>{words}</View>
    </View>
  );
}
