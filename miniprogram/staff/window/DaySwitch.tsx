import { View } from '@tarojs/components';
import { addDays } from '../../../shared/rules/shanghai';
import { windowText } from '../../../shared/text/pages/window';
import { dateText } from '../../../shared/text/when';
import { aria } from '../../components/aria';
import { Icon } from '../../components/Icon';
import { Press } from '../../components/Press';
import styles from './DaySwitch.module.scss';

/** The day that is shown, with a step back and forth; a tap on the date of another day goes back to today. */
export function DaySwitch({ date, today, onChange }: { date: string; today: string; onChange: (date: string) => void }) {
  return (
    <View className={styles.switch}>
      <Press className={styles.step ?? ''} label={windowText.previousDay} onPress={() => onChange(addDays(date, -1))}>
        <Icon name="chevron-left" />
      </Press>
      <Press className={styles.date ?? ''} {...(date === today ? {} : { label: windowText.toToday })} onPress={() => onChange(today)}>
        <View {...aria({ live: 'polite' })}>{date === today ? `${dateText(date)} ${windowText.today}` : dateText(date, today)}</View>
        {date === today ? null : <View className={styles.back}>{windowText.toToday}</View>}
      </Press>
      <Press className={styles.step ?? ''} label={windowText.nextDay} onPress={() => onChange(addDays(date, 1))}>
        <Icon name="chevron-right" />
      </Press>
    </View>
  );
}
