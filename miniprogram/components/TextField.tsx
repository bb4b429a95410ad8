import { View } from '@tarojs/components';
import { kitText } from '../../shared/text/kit';
import { aria, classes } from './aria';
import { Icon } from './Icon';
import styles from './TextField.module.scss';
import { Typing } from './Typing';
import type { TypingProps } from './typing-props';

export type TextFieldProps = Omit<TypingProps, 'className'> & {
  /** Below the field, before anything is wrong. */
  hint?: string;
  /** What is wrong and what to do. */
  error?: string | null;
  optional?: boolean;
};

/** A labelled field with a hint and its error. */
export function TextField({ hint, error, optional, ...typing }: TextFieldProps) {
  return (
    <View className={styles.field}>
      <View className={styles.label}>
        {typing.label}
        {optional ? ` (${kitText.optional})` : ''}
      </View>
      <View className={classes(styles.box, error && styles.wrong)}>
        <Typing {...typing} />
      </View>
      {error ? (
        <View className={styles.error} {...aria({ role: 'alert' })}>
          <Icon name="circle-alert" size="small" />
          <View className={styles.errorWord}>{error}</View>
        </View>
      ) : hint ? (
        <View className={styles.hint}>{hint}</View>
      ) : null}
    </View>
  );
}
