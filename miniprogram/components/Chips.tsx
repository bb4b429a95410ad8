import { View } from '@tarojs/components';
import { aria, classes } from './aria';
import styles from './Chips.module.scss';
import { Press } from './Press';

export type ChipsProps<Value extends string> = {
  chips: { value: Value; word: string }[];
  /** Those that are chosen; several may be. */
  chosen?: readonly Value[];
  onPress: (value: Value) => void;
  /** What the chips are, for screen readers. */
  label: string;
  /** Chips that lead somewhere are buttons; those that stay chosen are checkboxes, or radios when one excludes the others. */
  role?: 'button' | 'checkbox' | 'radio';
};

/** Short words side by side to tap. */
export function Chips<Value extends string>({ chips, chosen = [], onPress, label, role = 'button' }: ChipsProps<Value>) {
  return (
    <View className={styles.chips} {...aria({ role: 'group', label })}>
      {chips.map(({ value, word }) => {
        const isChosen = chosen.includes(value);
        return (
          <Press
            key={value}
            role={role}
            {...(role !== 'button' ? { checked: isChosen } : {})}
            className={classes(styles.chip, isChosen && styles.chosen)}
            onPress={() => onPress(value)}
          >
            {word}
          </Press>
        );
      })}
    </View>
  );
}
