import { View } from '@tarojs/components';
import { Action } from './Action';
import { aria, classes } from './aria';
import { Icon } from './Icon';
import styles from './InlineMessage.module.scss';
import { type Tone, toneIcon } from './tone';

export type InlineMessageProps = {
  tone?: Tone;
  /** What happened and why. */
  what: string;
  /** What the person can do. */
  next?: string;
  action?: { word: string; onPress: () => void };
};

/** A message in the flow of the page; nothing pops up. */
export function InlineMessage({ tone = 'neutral', what, next, action }: InlineMessageProps) {
  return (
    <View
      className={classes(styles.message, styles[tone])}
      {...aria({ role: tone === 'danger' ? 'alert' : 'status', live: tone === 'danger' ? 'assertive' : 'polite' })}
    >
      <View className={styles.icon}>
        <Icon name={tone === 'neutral' ? 'info' : toneIcon[tone]} />
      </View>
      <View className={styles.words}>
        <View className={styles.what}>{what}</View>
        {next ? <View className={styles.next}>{next}</View> : null}
        {action ? (
          <View className={styles.action}>
            <Action kind="text" word={action.word} onPress={action.onPress} />
          </View>
        ) : null}
      </View>
    </View>
  );
}
