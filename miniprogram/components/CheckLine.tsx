import { View } from '@tarojs/components';
import { aria, classes } from './aria';
import styles from './CheckLine.module.scss';
import { Icon } from './Icon';
import { Press } from './Press';

export type CheckLineProps = { id?: string; checked: boolean; onChange: (checked: boolean) => void; word: string; error?: string | null };

/** One sentence to agree to, never ticked beforehand. */
export function CheckLine({ id, checked, onChange, word, error }: CheckLineProps) {
  return (
    <View>
      <Press
        {...(id ? { id } : {})}
        role="checkbox"
        checked={checked}
        className={classes(styles.line, checked && styles.checked)}
        onPress={() => onChange(!checked)}
      >
        <View className={styles.inner}>
          <Icon name={checked ? 'square-check' : 'square'} />
          <View className={styles.word}>{word}</View>
        </View>
      </Press>
      {error ? (
        <View className={styles.error} {...aria({ role: 'alert' })}>
          {error}
        </View>
      ) : null}
    </View>
  );
}
