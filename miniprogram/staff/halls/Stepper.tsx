import { View } from '@tarojs/components';
import { aria } from '../../components/aria';
import { Press } from '../../components/Press';
import styles from './Stepper.module.scss';

export type StepperProps = {
  label: string;
  value: string;
  less: string;
  more: string;
  onLess?: () => void;
  onMore?: () => void;
};

/** A value with a tap down and a tap up: hours and numbers without typing. */
export function Stepper({ label, value, less, more, onLess, onMore }: StepperProps) {
  return (
    <View className={styles.stepper} {...aria({ role: 'group', label: `${label} ${value}` })}>
      <View className={styles.label}>{label}</View>
      <View className={styles.controls}>
        <Press className={styles.step ?? ''} label={`${label} ${less}`} disabled={!onLess} onPress={() => onLess?.()}>
          −
        </Press>
        <View className={styles.value} {...aria({ live: 'polite' })}>
          {value}
        </View>
        <Press className={styles.step ?? ''} label={`${label} ${more}`} disabled={!onMore} onPress={() => onMore?.()}>
          ＋
        </Press>
      </View>
    </View>
  );
}
