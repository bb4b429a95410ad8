import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { kitText } from '../../shared/text/kit';
import { Action, type ActionProps } from './Action';
import { aria } from './aria';
import { Icon } from './Icon';
import { Press } from './Press';
import styles from './Sheet.module.scss';

export type SheetProps = {
  open: boolean;
  title: string;
  onClose: () => void;
  children?: ReactNode;
  /** Below the content, the first on top. A destructive one has kind danger and its sheet says what will be lost. */
  actions?: ActionProps[];
};

/** A sheet from below that the person opened by a tap; nothing opens it by itself. */
export function Sheet({ open, title, onClose, children, actions = [] }: SheetProps) {
  if (!open) return null;
  return (
    <View className={styles.layer} catchMove>
      <View className={styles.veil} onClick={onClose} />
      <View className={styles.sheet} {...aria({ role: 'dialog', label: title })}>
        <View className={styles.head}>
          <View className={styles.title} {...aria({ role: 'heading' })}>
            {title}
          </View>
          <Press className={styles.close ?? ''} label={kitText.close} onPress={onClose}>
            <Icon name="x" />
          </Press>
        </View>
        {children}
        {actions.map((action) => (
          <View key={action.word} className={styles.action}>
            <Action {...action} />
          </View>
        ))}
      </View>
    </View>
  );
}
