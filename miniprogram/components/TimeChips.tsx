import { View } from '@tarojs/components';
import { kitText } from '../../shared/text/kit';
import { aria, classes } from './aria';
import { Press } from './Press';
import styles from './TimeChips.module.scss';

export type TimeSlot = {
  id: string;
  /** 09:00. */
  from: string;
  /** 09:30. */
  to: string;
  /** Places left and in all. */
  free: number;
  capacity: number;
  /** The time is over. */
  past?: boolean;
};

export type TimeChipsProps = { slots: TimeSlot[]; chosen: string | null; onChoose: (id: string) => void };

/** Times of a day, each with the places left in words and as a bar. */
export function TimeChips({ slots, chosen, onChoose }: TimeChipsProps) {
  return (
    <View className={styles.chips} {...aria({ role: 'radiogroup' })}>
      {slots.map((slot) => {
        const state = slot.past ? kitText.past : slot.free > 0 ? kitText.left(slot.free) : kitText.full;
        const share = slot.capacity > 0 ? Math.min(100, (slot.free / slot.capacity) * 100) : 0;
        const usable = slot.free > 0 && !slot.past;
        return (
          <View key={slot.id} className={styles.cell}>
            <Press
              role="radio"
              checked={slot.id === chosen}
              disabled={!usable}
              label={`${slot.from}–${slot.to}，${state}`}
              className={classes(styles.chip, slot.id === chosen && styles.chosen, !usable && styles.none)}
              onPress={() => onChoose(slot.id)}
            >
              <View className={styles.time}>
                {slot.from}–{slot.to}
              </View>
              <View className={styles.state}>{state}</View>
              <View className={styles.bar}>
                <View className={styles.fill} style={{ width: `${share}%` }} />
              </View>
            </Press>
          </View>
        );
      })}
    </View>
  );
}
