import { View } from '@tarojs/components';
import { useState } from 'react';
import { kitText } from '../../shared/text/kit';
import { aria, classes } from './aria';
import { FieldNote } from './FieldNote';
import styles from './UnitBox.module.scss';
import { Typing } from './Typing';

export type DateFieldProps = {
  /** Before the ids of the three parts, where a page has several dates. */
  id?: string;
  /** The name of the field for screen readers. */
  label: string;
  /** YYYY-MM-DD, or empty. */
  value: string;
  /** Called with YYYY-MM-DD once all three parts are typed, whether or not that day exists; with '' before. */
  onChange: (date: string) => void;
  /** Below the field, before anything is wrong. */
  hint?: string;
  /** What is wrong and what to do. */
  error?: string | null;
};

const parts = [
  { name: 'year', digits: 4, word: kitText.year },
  { name: 'month', digits: 2, word: kitText.month },
  { name: 'day', digits: 2, word: kitText.dayOfMonth },
] as const;

/** A date typed as year, month and day: quicker for a birth date than turning wheels, and it grows with the letters. */
export function DateField({ id = 'date', label, value, onChange, hint, error }: DateFieldProps) {
  const [typed, setTyped] = useState(() => (value ? value.split('-').map((part) => String(Number(part))) : ['', '', '']));
  const change = (at: number, part: string) => {
    const next = typed.map((old, index) => (index === at ? part.replace(/\D/g, '') : old));
    setTyped(next);
    const [year = '', month = '', day = ''] = next;
    onChange(year.length === 4 && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : '');
  };
  return (
    <View className={styles.field}>
      <View className={styles.date} {...aria({ role: 'group', label })}>
        {parts.map(({ name, digits, word }, index) => (
          <View key={name} className={classes(styles.part, name === 'year' && styles.year)}>
            <View className={styles.box}>
              <Typing
                id={`${id}-${name}`}
                kind="number"
                label={`${label} ${word}`}
                value={typed[index] ?? ''}
                maxLength={digits}
                onChange={(part) => change(index, part)}
              />
            </View>
            <View className={styles.word}>{word}</View>
          </View>
        ))}
      </View>
      <FieldNote hint={hint} error={error} />
    </View>
  );
}
