import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { aria, classes } from './aria';
import styles from './Section.module.scss';

export type SectionProps = {
  title?: string;
  /** At the right of the title: a count, a text Action. */
  aside?: ReactNode;
  /** rows: children are ListRows, joined by hairlines. card: padded. bare: no ground. */
  kind?: 'rows' | 'card' | 'bare';
  children: ReactNode;
};

/** A titled part of a page on one surface. */
export function Section({ title, aside, kind = 'card', children }: SectionProps) {
  return (
    <View className={styles.section}>
      {title ? (
        <View className={styles.head}>
          <View className={styles.title} {...aria({ role: 'heading' })}>
            {title}
          </View>
          {aside ? <View className={styles.aside}>{aside}</View> : null}
        </View>
      ) : null}
      <View className={classes(styles[kind], kind === 'rows' && 'list-rows')}>{children}</View>
    </View>
  );
}
