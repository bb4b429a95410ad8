import { View } from '@tarojs/components';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { takenDownText } from '../../../shared/text/case-parties';
import { caseEventWords, caseOutcomeWords, complexityWords } from '../../../shared/text/cases';
import { deskText } from '../../../shared/text/pages/desk';
import { type DeskStep, internalSteps } from '../../../shared/text/pages/desk-steps';
import { photosText } from '../../../shared/text/photos';
import { dateText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { classes } from '../../components/aria';
import { Icon } from '../../components/Icon';
import type { DeskCase } from './next-step';
import styles from './Seen.module.scss';
import type { Choice } from './use-step';

/** Before sending: the line the requester will read, or that nobody outside will (D14). */
export function Seen({ step, choice, subject }: { step: DeskStep; choice: Choice; subject: DeskCase }) {
  const internal = internalSteps.has(step);
  return (
    <>
      <View className={classes(styles.seen, internal && styles.internal)}>
        <View className={styles.who}>
          <Icon name={internal ? 'shield' : 'user'} />
          <View className={styles.word}>{internal ? deskText.wontSee : deskText.willSee}</View>
        </View>
        <View className={styles.what}>{caseEventWords[step]}</View>
        {linesOf(step, choice, subject)
          .filter(Boolean)
          .map((line) => (
            <View key={line}>{line}</View>
          ))}
        {countOf(choice, internal) > 0 ? <View>{photosText.count(countOf(choice, internal))}</View> : null}
      </View>
      {choice.internalPhotos.length > 0 && !internal ? (
        <View className={classes(styles.seen, styles.internal)}>
          <View className={styles.who}>
            <Icon name="shield" />
            <View className={styles.word}>{deskText.wontSee}</View>
          </View>
          <View>{photosText.count(choice.internalPhotos.length)}</View>
        </View>
      ) : null}
    </>
  );
}

const countOf = ({ photos, internalPhotos }: Choice, internal: boolean) => (internal ? internalPhotos : photos).length;

function linesOf(step: DeskStep, choice: Choice, { handlers }: DeskCase): string[] {
  const text = choice.text.trim();
  const handler = handlers.find(({ id }) => id === choice.handlerId)?.name ?? '';
  if (step === 'assign') return [handler];
  if (step === 'classify') return [choice.complexity ? complexityWords[choice.complexity] : '', text];
  if (step === 'supplyFor') return [takenDownText(choice.toldBy, text)];
  if (step !== 'complete' && step !== 'submitAnswer') return [text];
  const day = choice.day ? dateText(choice.day, shanghaiDay(serviceInstant())) : '';
  const more = { settled: '', beyond_policy: choice.rule.trim(), needs_coordination: handler && day ? deskText.nextStep(handler, day) : '' };
  return [choice.outcome ? caseOutcomeWords[choice.outcome] : '', text, choice.outcome ? more[choice.outcome] : ''];
}
