import { View } from '@tarojs/components';
import { windowText } from '../../../shared/text/pages/window';
import { aria, classes } from '../../components/aria';
import { Press } from '../../components/Press';
import { Sheet } from '../../components/Sheet';
import styles from './CounterSheet.module.scss';

/** Which counter: the one where the officer sits, or the one that a ticket goes to. `any` offers no particular one, as an empty word. */
export function CounterSheet({
  open,
  title = windowText.chooseCounter,
  counters,
  chosen,
  any,
  onChoose,
  onClose,
}: {
  open: boolean;
  title?: string;
  counters: string[];
  chosen: string;
  any?: string;
  onChoose: (counter: string) => void;
  onClose: () => void;
}) {
  return (
    <Sheet
      open={open}
      title={title}
      onClose={onClose}
      actions={any ? [{ id: 'counter-any', kind: 'plain', word: any, onPress: () => onChoose('') }] : []}
    >
      <View className={styles.grid} {...aria({ role: 'radiogroup', label: title })}>
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
