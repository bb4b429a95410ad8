import { View } from '@tarojs/components';
import { classes } from './aria';
import { Icon } from './Icon';
import type { IconName } from './icon-names';
import styles from './ListRow.module.scss';
import { Press } from './Press';
import { StateTag } from './StateTag';
import type { State } from './tone';

export type ListRowProps = {
  title: string;
  note?: string;
  state?: State;
  /** Who has it: 南城分局 · 陈警官. */
  who?: string;
  /** Until when: 还剩 3 个工作日(12月2日前). */
  until?: string;
  icon?: IconName;
  onPress?: () => void;
  id?: string;
};

/** One thing in a list: what it is, its state, who has it, until when. */
export function ListRow({ title, note, state, who, until, icon, onPress, id }: ListRowProps) {
  const content = (
    <View className={styles.row}>
      {icon ? (
        <View className={styles.icon}>
          <Icon name={icon} />
        </View>
      ) : null}
      <View className={styles.words}>
        <View className={styles.head}>
          <View className={styles.title}>{title}</View>
          {state ? <StateTag {...state} /> : null}
        </View>
        {note ? <View className={styles.note}>{note}</View> : null}
        {who ? (
          <View className={styles.meta}>
            <Icon name="user" size="small" />
            <View className={styles.metaWord}>{who}</View>
          </View>
        ) : null}
        {until ? (
          <View className={styles.meta}>
            <Icon name="clock" size="small" />
            <View className={styles.metaWord}>{until}</View>
          </View>
        ) : null}
      </View>
      {onPress ? (
        <View className={styles.chevron}>
          <Icon name="chevron-right" />
        </View>
      ) : null}
    </View>
  );
  // The hairline between rows belongs to the view around, whose corners are not round.
  if (!onPress) {
    return (
      <View {...(id ? { id } : {})} className="list-row">
        {content}
      </View>
    );
  }
  return (
    <Press {...(id ? { id } : {})} className={classes(styles.press, 'list-row')} onPress={onPress}>
      {content}
    </Press>
  );
}
