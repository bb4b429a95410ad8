import { View } from '@tarojs/components';
import { windowText } from '../../../shared/text/pages/window';
import { aria, classes } from '../../components/aria';
import { Press } from '../../components/Press';
import { Sheet } from '../../components/Sheet';
import styles from './CounterSheet.module.scss';

/** Which counter the officer sits at. */
export function CounterSheet({
  open,
  counters,
  chosen,
  onChoose,
  onClose,
}: {
  open: boolean;
  counters: string[];
  chosen: string;
  onChoose: (counter: string) => void;
  onClose: () => void;
}) {
  return (
    <Sheet open={open} title={windowText.chooseCounter} onClose={onClose}>
      <View className={styles.grid} {...aria({ role: 'radiogroup', label: windowText.chooseCounter })}>
        {counters.map((counter) => (
          <View key={counter} className={styles.cell}>
            <Press
              id={`counter-${counter}`}
              role="radio"
              checked={counter === chosen}
              label={windowText.counterOf(counter)}
              className={classes(styles.counter, counter === chosen && styles.chosen)}
              onPress={() => onChoose(counter)}
            >
              {counter}
            </Press>
          </View>
        ))}
      </View>
    </Sheet>
  );
}
