import { View } from '@tarojs/components';
import { deskText } from '../../../shared/text/pages/desk';
import { classes } from '../../components/aria';
import { Press } from '../../components/Press';
import { Section } from '../../components/Section';
import styles from './QuickWords.module.scss';

/** Phrases that fill the field with one tap. */
export function QuickWords({ phrases, onPick }: { phrases: readonly string[]; onPick: (phrase: string) => void }) {
  if (phrases.length === 0) return null;
  return (
    <Section title={deskText.quick} kind="rows">
      {phrases.map((phrase) => (
        <Press key={phrase} className={classes('list-row', styles.phrase)} onPress={() => onPick(phrase)}>
          <View>{phrase}</View>
        </Press>
      ))}
    </Section>
  );
}
