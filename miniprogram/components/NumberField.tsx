import { View } from '@tarojs/components';
import { FieldNote } from './FieldNote';
import { Typing } from './Typing';
import styles from './UnitBox.module.scss';

export type NumberFieldProps = {
  id?: string;
  /** The name of the field for screen readers. */
  label: string;
  /** Behind the number: 个月. */
  unit: string;
  value: string;
  onChange: (typed: string) => void;
  onConfirm?: () => void;
  hint?: string;
  error?: string | null;
};

/** A whole number with its unit. */
export function NumberField({ id, label, unit, value, onChange, onConfirm, hint, error }: NumberFieldProps) {
  return (
    <View className={styles.field}>
      <View className={styles.date}>
        <View className={styles.part}>
          <View className={styles.box}>
            <Typing
              {...(id ? { id } : {})}
              kind="number"
              label={`${label} ${unit}`}
              value={value}
              maxLength={9}
              onChange={onChange}
              {...(onConfirm ? { onConfirm } : {})}
            />
          </View>
          <View className={styles.word}>{unit}</View>
        </View>
      </View>
      <FieldNote hint={hint} error={error} />
    </View>
  );
}
