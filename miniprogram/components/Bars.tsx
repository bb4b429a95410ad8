import { View } from '@tarojs/components';
import { aria } from './aria';
import styles from './Bars.module.scss';
import type { Tone } from './tone';

export type BarsProps = {
  /** What is counted: 各大厅今日办理. */
  title: string;
  bars: { name: string; value: number; tone?: Tone }[];
  /** 件. */
  unit: string;
};

/** A bar chart from plain views: each bar says its name and number in words. */
export function Bars({ title, bars, unit }: BarsProps) {
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <View {...aria({ role: 'list', label: title })}>
      {bars.map(({ name, value, tone = 'accent' }) => (
        <View key={name} className={styles.bar} {...aria({ role: 'listitem', label: `${name} ${value} ${unit}` })}>
          <View className={styles.words}>
            <View className={styles.name}>{name}</View>
            <View className={styles.value}>
              {value} {unit}
            </View>
          </View>
          <View className={styles.track}>
            <View className={styles[tone]} style={{ width: `${(value / most) * 100}%` }} />
          </View>
        </View>
      ))}
    </View>
  );
}
