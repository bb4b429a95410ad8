import { View } from '@tarojs/components';
import { classes } from './aria';
import { Icon } from './Icon';
import styles from './StateTag.module.scss';
import { type State, toneIcon } from './tone';

/** A state in icon, word and colour. */
export function StateTag({ word, tone, icon }: State) {
  return (
    <View className={classes(styles.tag, styles[tone])}>
      <Icon name={icon ?? toneIcon[tone]} size="small" />
      <View className={styles.word}>{word}</View>
    </View>
  );
}
