import { View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import { kitText } from '../../shared/text/kit';
import { classes } from './aria';
import { Icon } from './Icon';
import styles from './MaterialCard.module.scss';
import { Press } from './Press';

export type MaterialCardProps = {
  /** As printed on the document. */
  name: string;
  /** 原件 1 份, 复印件 2 份. */
  needs: string;
  /** The answers that put it on the list, one line each. */
  because?: string[];
  /** 收件要点: what is checked on it. */
  checkpoints?: string[];
  /** Where to get it. */
  source?: string;
  /** What a good one looks like. */
  sample?: string;
  ticked?: boolean;
  /** Absent: the card is for reading. */
  onTick?: (ticked: boolean) => void;
  /** The words beside the tick; 已备齐 / 还没备 when absent. */
  tickWords?: [ticked: string, open: string];
  /** An officer's note or a gap, under the rest. */
  children?: ReactNode;
};

/** One document of the checklist: what, how many, why, what is checked, and a tick. */
export function MaterialCard(props: MaterialCardProps) {
  const { name, needs, because = [], checkpoints = [], source, sample, ticked, onTick, children } = props;
  const [doneWord, openWord] = props.tickWords ?? [kitText.ready, kitText.notReady];
  const [open, setOpen] = useState(false);
  const more = because.length > 0 || checkpoints.length > 0 || Boolean(source);
  return (
    <View className={styles.card}>
      <View className={styles.top}>
        <View className={styles.words}>
          <View className={styles.name}>{name}</View>
          <View className={styles.needs}>{needs}</View>
        </View>
        {onTick ? (
          <Press
            role="checkbox"
            checked={Boolean(ticked)}
            label={`${name}：${ticked ? doneWord : openWord}`}
            className={classes(styles.tick, ticked && styles.ticked)}
            onPress={() => onTick(!ticked)}
          >
            <View className={styles.tickInner}>
              <Icon name={ticked ? 'square-check' : 'square'} />
              <View className={styles.tickWord}>{ticked ? doneWord : openWord}</View>
            </View>
          </Press>
        ) : null}
      </View>
      {more ? (
        <Press className={styles.more ?? ''} expanded={open} onPress={() => setOpen(!open)}>
          <View className={styles.moreInner}>
            <View>
              {[because.length ? kitText.because : '', checkpoints.length ? kitText.checkpoints : ''].filter(Boolean).join(' · ') ||
                kitText.whereToGet}
            </View>
            <Icon name={open ? 'chevron-down' : 'chevron-right'} size="small" />
          </View>
        </Press>
      ) : null}
      {open ? (
        <View className={styles.detail}>
          <Lines title={kitText.because} lines={because} />
          <Lines title={kitText.checkpoints} lines={checkpoints} />
          <Lines title={kitText.sample} lines={sample ? [sample] : []} />
          <Lines title={kitText.whereToGet} lines={source ? [source] : []} />
        </View>
      ) : null}
      {children}
    </View>
  );
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <View className={styles.lines}>
      <View className={styles.linesTitle}>{title}</View>
      {lines.map((line) => (
        <View key={line} className={styles.line}>
          {line}
        </View>
      ))}
    </View>
  );
}
