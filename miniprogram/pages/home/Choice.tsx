import { View } from '@tarojs/components';
import { classes } from '../../components/aria';
import { Icon } from '../../components/Icon';
import type { IconName } from '../../components/icon-names';
import { Press } from '../../components/Press';
import styles from './Choice.module.scss';

/** One of the three big choices; the leading one is filled. */
export function Choice({
  id,
  icon,
  word,
  note,
  leading,
  onPress,
}: {
  id: string;
  icon: IconName;
  word: string;
  note: string;
  leading?: boolean;
  onPress: () => void;
}) {
  return (
    <Press id={id} className={classes(styles.choice, leading && styles.leading)} onPress={onPress}>
      <View className={styles.inner}>
        <Icon name={icon} size="large" />
        <View className={styles.words}>
          <View className={styles.word}>{word}</View>
          <View className={styles.note}>{note}</View>
        </View>
        <Icon name="chevron-right" />
      </View>
    </Press>
  );
}
