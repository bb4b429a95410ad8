import { View } from '@tarojs/components';
import type { RatingLevel } from '../../shared/rules/rating';
import { aria, classes } from './aria';
import { Icon } from './Icon';
import { Press } from './Press';
import styles from './RatingFive.module.scss';

export type RatingFiveProps = {
  /** 非常满意 … 非常不满意, 5 first; from shared/text. */
  levels: { level: RatingLevel; word: string }[];
  /** null: nothing is chosen until the person chooses. */
  chosen: RatingLevel | null;
  onChoose: (level: RatingLevel) => void;
};

/** Five levels in words, one a line, none chosen beforehand. */
export function RatingFive({ levels, chosen, onChoose }: RatingFiveProps) {
  return (
    <View {...aria({ role: 'radiogroup' })}>
      {levels.map(({ level, word }) => (
        <Press
          key={level}
          role="radio"
          checked={level === chosen}
          className={classes(styles.level, level === chosen && styles.chosen)}
          onPress={() => onChoose(level)}
        >
          <View className={styles.inner}>
            <View className={styles.word}>{word}</View>
            <Icon name={level === chosen ? 'circle-check' : 'circle'} />
          </View>
        </Press>
      ))}
    </View>
  );
}
