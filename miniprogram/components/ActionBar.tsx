import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import styles from './ActionBar.module.scss';
import { Action, type ActionProps } from './Action';

export type ActionBarProps = {
  /** The one thing to do here. */
  primary: Omit<ActionProps, 'kind'>;
  /** A second way, as a text button. */
  secondary?: Omit<ActionProps, 'kind'>;
  /** One short line above the buttons, or a Countdown. */
  note?: ReactNode;
};

/** The bar at the bottom, above the safe area. */
export function ActionBar({ primary, secondary, note }: ActionBarProps) {
  return (
    <View className={styles.bar}>
      {note ? <View className={styles.note}>{note}</View> : null}
      <View className={styles.actions}>
        {secondary ? <Action {...secondary} kind="text" /> : null}
        <View className={styles.primary}>
          <Action {...primary} kind="primary" />
        </View>
      </View>
    </View>
  );
}
