import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { kitText } from '../../shared/text/kit';
import { FieldNote } from './FieldNote';
import styles from './Labelled.module.scss';

export type LabelledProps = {
  label: string;
  optional?: boolean;
  /** Below, where the control does not say it itself. */
  hint?: string;
  /** What is wrong and what to do. */
  error?: string | null;
  children: ReactNode;
};

/** A control that has no visible name of its own (chips, a date, a number) under its name, as a TextField stands under its. */
export function Labelled({ label, optional, hint, error, children }: LabelledProps) {
  return (
    <View>
      <View className={styles.label}>
        {label}
        {optional ? ` (${kitText.optional})` : ''}
      </View>
      {children}
      {error || hint ? (
        <View className={styles.note}>
          <FieldNote hint={hint} error={error} />
        </View>
      ) : null}
    </View>
  );
}
