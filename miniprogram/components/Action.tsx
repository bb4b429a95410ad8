import { View } from '@tarojs/components';
import styles from './Action.module.scss';
import { aria, classes } from './aria';
import { Icon } from './Icon';
import type { IconName } from './icon-names';
import { Press } from './Press';

export type ActionProps = {
  /** A verb: 确认预约. */
  word: string;
  onPress: () => void;
  /** primary: filled, once a page. plain: outlined, in lists. text: words only. danger: destroys something. */
  kind?: 'primary' | 'plain' | 'text' | 'danger';
  icon?: IconName;
  /** Pressed and not answered yet: further taps do nothing. */
  busy?: boolean;
  disabled?: boolean;
  id?: string;
};

/** A button. */
export function Action({ word, onPress, kind = 'primary', icon, busy, disabled, id }: ActionProps) {
  return (
    <Press
      {...(id ? { id } : {})}
      className={classes(styles.action, styles[kind], disabled && styles.disabled)}
      disabled={Boolean(disabled || busy)}
      onPress={onPress}
    >
      <View className={styles.inner}>
        {busy ? <View className={styles.spinner} {...aria({ hidden: true })} /> : icon ? <Icon name={icon} /> : null}
        <View className={classes(styles.word, Boolean(busy || icon) && styles.apart)}>{word}</View>
      </View>
    </Press>
  );
}
