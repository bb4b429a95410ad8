import { View } from '@tarojs/components';
import { aria } from './aria';
import styles from './FieldNote.module.scss';

export type FieldNoteProps = {
  /** Below the field, before anything is wrong. */
  hint?: string | undefined;
  /** What is wrong and what to do. */
  error?: string | null | undefined;
};

/** What stands below a control: what is wrong, else the hint. */
export function FieldNote({ hint, error }: FieldNoteProps) {
  if (error) {
    return (
      <View className={styles.error} {...aria({ role: 'alert' })}>
        {error}
      </View>
    );
  }
  return hint ? <View className={styles.hint}>{hint}</View> : null;
}
