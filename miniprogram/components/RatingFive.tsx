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

const stars = [1, 2, 3, 4, 5] as const;

/** Five levels in words and stars, one a line, none chosen beforehand. A screen reader says the words; the stars say the same to the eye. */
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
            <View className={styles.stars}>
              {stars.map((star) => (
                <Icon key={star} name={star <= level ? 'star-filled' : 'star'} size="small" />
              ))}
            </View>
            <Icon name={level === chosen ? 'circle-check' : 'circle'} />
          </View>
        </Press>
      ))}
    </View>
  );
}
