import { View } from '@tarojs/components';
import { Action } from './Action';
import styles from './EmptyState.module.scss';
import { Icon } from './Icon';
import type { IconName } from './icon-names';

export type EmptyStateProps = {
  icon?: IconName;
  /** What would be here. */
  what: string;
  /** The first step to it. */
  first?: { word: string; onPress: () => void };
};

/** An empty list: what would be here, and the first step. */
export function EmptyState({ icon = 'file-text', what, first }: EmptyStateProps) {
  return (
    <View className={styles.empty}>
      <View className={styles.icon}>
        <Icon name={icon} size="large" />
      </View>
      <View className={styles.what}>{what}</View>
      {first ? (
        <View className={styles.first}>
          <Action kind="plain" word={first.word} onPress={first.onPress} />
        </View>
      ) : null}
    </View>
  );
}
