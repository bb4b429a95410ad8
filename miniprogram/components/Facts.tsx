import { View } from '@tarojs/components';
import styles from './Facts.module.scss';

/** Names and values, one pair a line: 大厅 南城政务大厅. Pairs without a value are left out. */
export function Facts({ facts }: { facts: [name: string, value: string | null | undefined][] }) {
  return (
    <View>
      {facts.map(([name, value]) =>
        value ? (
          <View key={name} className={styles.fact}>
            <View className={styles.name}>{name}</View>
            <View className={styles.value}>{value}</View>
          </View>
        ) : null,
      )}
    </View>
  );
}
