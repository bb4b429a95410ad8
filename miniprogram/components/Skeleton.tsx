import { View } from '@tarojs/components';
import { kitText } from '../../shared/text/kit';
import { aria } from './aria';
import styles from './Skeleton.module.scss';

/** The shape of what is being read, `rows` list rows high. */
export function Skeleton({ rows = 3 }: { rows?: number }) {
  return (
    <View {...aria({ role: 'status', label: kitText.loading })}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <View key={row} className={styles.row}>
          <View className={styles.long} />
          <View className={styles.short} />
        </View>
      ))}
    </View>
  );
}
