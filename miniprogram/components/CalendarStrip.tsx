import { ScrollView, View } from '@tarojs/components';
import { weekday } from '../../shared/rules/shanghai';
import { kitText } from '../../shared/text/kit';
import { dateText } from '../../shared/text/when';
import { aria, classes } from './aria';
import styles from './CalendarStrip.module.scss';
import { Press } from './Press';

export type CalendarDay = {
  /** YYYY-MM-DD in Shanghai. */
  date: string;
  /** Places left. */
  free: number;
  /** 不开放, 国庆节: why nobody is served; null on a working day. */
  closed?: string | null;
};

export type CalendarStripProps = {
  days: CalendarDay[];
  /** Today's date, which is named 今天. */
  today: string;
  chosen: string | null;
  onChoose: (date: string) => void;
  /** A full day may be chosen too: there is a wait list for it. */
  fullToo?: boolean;
};

const weekdays = ['日', '一', '二', '三', '四', '五', '六'];

/** Days side by side: weekday, number, places left or why none. Days without places can be read but not chosen, but for full ones where they are asked for. */
export function CalendarStrip({ days, today, chosen, onChoose, fullToo = false }: CalendarStripProps) {
  return (
    <ScrollView scrollX enhanced showScrollbar={false} className={styles.scroll}>
      <View className={styles.strip} {...aria({ role: 'radiogroup' })}>
        {days.map((day) => {
          const state = day.closed ?? (day.free > 0 ? kitText.left(day.free) : kitText.full);
          const usable = !day.closed && (fullToo || day.free > 0);
          return (
            <Press
              key={day.date}
              role="radio"
              checked={day.date === chosen}
              disabled={!usable}
              label={`${dateText(day.date)}，${state}`}
              className={classes(styles.day, day.date === chosen && styles.chosen, !usable && styles.none)}
              onPress={() => onChoose(day.date)}
            >
              <View className={styles.weekday}>{day.date === today ? kitText.today : `周${weekdays[weekday(day.date)]}`}</View>
              <View className={styles.number}>
                {day.date.endsWith('-01') || day === days[0]
                  ? `${Number(day.date.slice(5, 7))}/${Number(day.date.slice(8))}`
                  : Number(day.date.slice(8))}
              </View>
              <View className={styles.state}>{state}</View>
            </Press>
          );
        })}
      </View>
    </ScrollView>
  );
}
