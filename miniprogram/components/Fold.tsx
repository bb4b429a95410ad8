import { View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import styles from './Fold.module.scss';
import { Icon } from './Icon';
import type { IconName } from './icon-names';
import { Press } from './Press';

export type FoldProps = {
  id?: string;
  /** What unfolds: 为什么问这个. */
  word: string;
  icon?: IconName;
  children: ReactNode;
};

/** Words that wait until they are asked for. */
export function Fold({ id, word, icon = 'info', children }: FoldProps) {
  const [open, setOpen] = useState(false);
  return (
    <View>
      <Press {...(id ? { id } : {})} className={styles.fold ?? ''} expanded={open} onPress={() => setOpen(!open)}>
        <View className={styles.inner}>
          <Icon name={icon} />
          <View className={styles.word}>{word}</View>
          <Icon name={open ? 'chevron-down' : 'chevron-right'} />
        </View>
      </Press>
      {open ? children : null}
    </View>
  );
}
