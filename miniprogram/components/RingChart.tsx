import { View } from '@tarojs/components';
import { aria } from './aria';
import styles from './RingChart.module.scss';

export type RingChartProps = {
  /** 0 to 1. */
  share: number;
  /** Under the number: 五星率. */
  word: string;
  /** The whole in words: 534 件中 521 件. */
  note?: string;
};

/** One share of a whole as a ring, with its number inside. */
export function RingChart({ share, word, note }: RingChartProps) {
  const percent = Math.round(share * 1000) / 10;
  return (
    <View className={styles.chart} {...aria({ role: 'img', label: `${word} ${percent}%${note ? `,${note}` : ''}` })}>
      <View className={styles.ring} style={{ background: `conic-gradient(var(--accent) 0 ${percent}%, var(--neutral-tint) ${percent}% 100%)` }}>
        <View className={styles.hole}>
          <View className={styles.number}>{percent}%</View>
        </View>
      </View>
      <View className={styles.word}>{word}</View>
      {note ? <View className={styles.note}>{note}</View> : null}
    </View>
  );
}
