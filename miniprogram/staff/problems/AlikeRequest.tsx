import { View } from '@tarojs/components';
import type { Output } from '../../../shared/contract';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { caseStatusWords } from '../../../shared/text/cases';
import { problemsText } from '../../../shared/text/pages/problems';
import { dayText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { aria, classes } from '../../components/aria';
import { CheckLine } from '../../components/CheckLine';
import { go } from '../../go';
import { staffPaths } from '../paths';
import styles from './AlikeRequest.module.scss';

type Request = Output<'problems.read'>['members'][number];
type Marked = Request['title'];

/** One of several like requests, with what they share marked; with a box where it can be chosen. */
export function AlikeRequest({ request, chosen, onChoose }: { request: Request; chosen?: boolean; onChoose?: (chosen: boolean) => void }) {
  const { id, number, title, body, enterpriseName, unitName, status, filedAt } = request;
  return (
    <View className={styles.request}>
      <Words className={styles.title} parts={title} />
      <View className={styles.meta}>
        {[enterpriseName, unitName, dayText(shanghaiDay(filedAt)), caseStatusWords[status]].filter(Boolean).join(' · ')}
      </View>
      <Words className={styles.text} parts={body} />
      {onChoose ? (
        <CheckLine id={`choose-${id}`} checked={chosen === true} word={problemsText.choose(number)} onChange={onChoose} />
      ) : (
        <Action kind="text" word={problemsText.openCase} onPress={() => go(staffPaths.case(id))} />
      )}
    </View>
  );
}

function Words({ parts, className }: { parts: Marked; className: string | undefined }) {
  const whole = parts.map(({ text }) => text).join('');
  return (
    <View className={className} {...aria({ label: whole })}>
      {parts.map(({ text, shared }, at) => (
        // A text is cut once: its parts have no other name than their place.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <View key={at} className={classes(shared ? styles.mark : styles.plain)}>
          {text}
        </View>
      ))}
    </View>
  );
}
