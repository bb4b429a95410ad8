import { View } from '@tarojs/components';
import { aria } from './aria';
import styles from './Points.module.scss';

/** Short sentences under each other, each with a dot. */
export function Points({ points }: { points: readonly string[] }) {
  return (
    <View {...aria({ role: 'list' })}>
      {points.map((point) => (
        <View key={point} className={styles.point} {...aria({ role: 'listitem' })}>
          {point}
        </View>
      ))}
    </View>
  );
}
