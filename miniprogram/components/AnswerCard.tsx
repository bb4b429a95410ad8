import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { kitText } from '../../shared/text/kit';
import styles from './AnswerCard.module.scss';
import { aria, classes } from './aria';
import { Fold } from './Fold';
import { Icon } from './Icon';
import { InlineMessage } from './InlineMessage';
import { Press } from './Press';

export type AnswerCardProps<Value extends string> = {
  question: string;
  /** One line that helps to answer. */
  help?: string;
  /** 为什么问这个: folded until asked. */
  why?: string;
  options: { value: Value; label: string; note?: string }[];
  chosen?: Value | null;
  onChoose: (value: Value) => void;
  /** A field instead of options: a number, a date. */
  children?: ReactNode;
};

/** One question a screen with big options. */
export function AnswerCard<Value extends string>({ question, help, why, options, chosen, onChoose, children }: AnswerCardProps<Value>) {
  return (
    <View>
      <View className={styles.question} {...aria({ role: 'heading' })}>
        {question}
      </View>
      {help ? <View className={styles.help}>{help}</View> : null}
      {children ? <View className={styles.options}>{children}</View> : null}
      <View
        className={options.length > 0 ? styles.options : ''}
        {...aria({ role: 'radiogroup', label: question, hidden: options.length === 0 || undefined })}
      >
        {options.map(({ value, label, note }) => (
          <Press
            key={value}
            role="radio"
            checked={value === chosen}
            className={classes(styles.option, value === chosen && styles.chosen)}
            onPress={() => onChoose(value)}
          >
            <View className={styles.inner}>
              <View className={styles.words}>
                <View className={styles.label}>{label}</View>
                {note ? <View className={styles.note}>{note}</View> : null}
              </View>
              <View className={styles.mark}>
                <Icon name={value === chosen ? 'circle-check' : 'circle'} />
              </View>
            </View>
          </Press>
        ))}
      </View>
      {why ? (
        <Fold word={kitText.why}>
          <InlineMessage what={why} />
        </Fold>
      ) : null}
    </View>
  );
}
