import { View } from '@tarojs/components';
import type { CaseOutcome } from '../../../shared/rules/case-flow';
import { caseEventWords, caseOutcomeWords } from '../../../shared/text/cases';
import { type DeskStep, deskText } from '../../../shared/text/pages/desk';
import { classes } from '../../components/aria';
import { Icon } from '../../components/Icon';
import styles from './Seen.module.scss';

type Props = { step: DeskStep; text: string; outcome: CaseOutcome | null; owner: string | null };

/** Before sending: the line the requester will read, or that nobody outside will (D14). */
export function Seen({ step, text, outcome, owner }: Props) {
  const internal = step === 'note';
  const lines = [step === 'complete' && outcome ? caseOutcomeWords[outcome] : '', step === 'assign' ? (owner ?? '') : text].filter(Boolean);
  return (
    <View className={classes(styles.seen, internal && styles.internal)}>
      <View className={styles.who}>
        <Icon name={internal ? 'shield' : 'user'} />
        <View className={styles.word}>{internal ? deskText.wontSee : deskText.willSee}</View>
      </View>
      <View className={styles.what}>{caseEventWords[step]}</View>
      {lines.map((line) => (
        <View key={line}>{line}</View>
      ))}
    </View>
  );
}
