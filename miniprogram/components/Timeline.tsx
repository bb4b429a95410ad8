import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { aria, classes } from './aria';
import { Icon } from './Icon';
import styles from './Timeline.module.scss';
import { type Tone, toneIcon } from './tone';

export type TimelineEntry = {
  id: string;
  what: string;
  /** 南城分局 · 陈警官. */
  who?: string;
  /** 11月23日 周一 09:30. */
  when: string;
  note?: string;
  /** Below the words: photos. */
  more?: ReactNode;
  tone?: Tone;
};

export type TimelineProps = {
  /** Oldest first. */
  entries: TimelineEntry[];
  /** The promised date as the end of an open timeline: 承诺办结 · 12月2日前, 还剩 3 个工作日. */
  promise?: { what: string; when: string; tone?: Tone };
};

/** What happened, who did it, when; an open one ends at the promised date. */
export function Timeline({ entries, promise }: TimelineProps) {
  return (
    <View {...aria({ role: 'list' })}>
      {entries.map((entry, index) => (
        <View key={entry.id} className={styles.entry} {...aria({ role: 'listitem' })}>
          <View className={styles.rail}>
            <View className={classes(styles.dot, styles[entry.tone ?? 'neutral'])}>
              <Icon name={toneIcon[entry.tone ?? 'good']} size="small" />
            </View>
            {index < entries.length - 1 || promise ? <View className={classes(styles.line, index === entries.length - 1 && styles.ahead)} /> : null}
          </View>
          <View className={styles.words}>
            <View className={styles.what}>{entry.what}</View>
            <View className={styles.meta}>{[entry.when, entry.who].filter(Boolean).join(' · ')}</View>
            {entry.note ? <View className={styles.note}>{entry.note}</View> : null}
            {entry.more ?? null}
          </View>
        </View>
      ))}
      {promise ? (
        <View className={styles.entry} {...aria({ role: 'listitem' })}>
          <View className={styles.rail}>
            <View className={classes(styles.dot, styles[promise.tone ?? 'accent'])}>
              <Icon name="clock" size="small" />
            </View>
          </View>
          <View className={styles.words}>
            <View className={styles.what}>{promise.what}</View>
            <View className={styles.meta}>{promise.when}</View>
          </View>
        </View>
      ) : null}
    </View>
  );
}
