import { View } from '@tarojs/components';
import { useState } from 'react';
import { kitText } from '../../shared/text/kit';
import { aria, classes } from './aria';
import { Icon } from './Icon';
import { Press } from './Press';
import styles from './WhyThisDate.module.scss';

/** 为什么是这一天: how a date was reckoned, line by line, once somebody asks. Nothing where there is nothing to explain. */
export function WhyThisDate({ explanation, inRow }: { explanation: readonly string[] /** Below a row of a list. */; inRow?: boolean }) {
  const [open, setOpen] = useState(false);
  if (explanation.length === 0) return null;
  return (
    <>
      <Press className={classes(styles.why, inRow && styles.inRow)} expanded={open} onPress={() => setOpen(!open)}>
        <View className={styles.whyInner}>
          <View className={styles.whyWord}>{kitText.whyThisDate}</View>
          <Icon name={open ? 'chevron-down' : 'chevron-right'} size="small" />
        </View>
      </Press>
      {open ? (
        <View className={styles.lines} {...aria({ role: 'list', label: kitText.whyThisDate })}>
          {explanation.map((line) => (
            <View key={line} className={styles.line} {...aria({ role: 'listitem' })}>
              {line}
            </View>
          ))}
        </View>
      ) : null}
    </>
  );
}
