import { View } from '@tarojs/components';
import { aria } from './aria';
import styles from './Progress.module.scss';

/** How far something is, 0 to 1, with the words that say it. */
export function Progress({ share, word }: { share: number; word: string }) {
  return (
    <View className={styles.progress} {...aria({ role: 'img', label: word })}>
      <View className={styles.track}>
        <View className={styles.fill} style={{ width: `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%` }} />
      </View>
      <View className={styles.word}>{word}</View>
    </View>
  );
}
