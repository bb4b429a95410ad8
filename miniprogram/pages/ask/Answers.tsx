import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { askText } from '../../../shared/text/pages/ask';
import { dayText } from '../../../shared/text/when';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { Skeleton } from '../../components/Skeleton';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { useSettled } from '../../settled';
import styles from './Answers.module.scss';
import { Refusal } from '../../Refusal';

type Entry = Output<'knowledge.search'>['entries'][number];

/** What the answer base has, while one types: the nearest answer open, the next two by their question. */
export function Answers({ typed }: { typed: string }) {
  const query = useSettled(typed.trim());
  const [chosen, choose] = useState<string | null>(null);
  const { data, error } = useRead('knowledge.search', { query }, { enabled: query !== '', keep: false });
  if (!data) return error ? <Refusal tone="attention" error={error} /> : <Skeleton rows={2} />;
  const [first, ...rest] = data.entries;
  if (!first) return <InlineMessage what={askText.answersNone} />;
  const open = data.entries.find(({ code }) => code === chosen) ?? first;
  const others = [first, ...rest].filter(({ code }) => code !== open.code);
  return (
    <>
      <Section title={askText.answers}>
        <Answer entry={open} />
      </Section>
      {open.items.length > 0 ? (
        <Section title={askText.leadsTo} kind="rows">
          {open.items.map(({ code, name }) => (
            <ListRow key={code} id={`answer-item-${code}`} icon="file-text" title={name} onPress={() => go(paths.guide(code))} />
          ))}
        </Section>
      ) : null}
      {others.length > 0 ? (
        <Section title={askText.others} kind="rows">
          {others.map(({ code, question }) => (
            <ListRow key={code} id={`answer-${code}`} title={question} onPress={() => choose(code)} />
          ))}
        </Section>
      ) : null}
    </>
  );
}

function Answer({ entry: { code, question, answer, unitName, updatedAt } }: { entry: Entry }) {
  return (
    <View id={`answer-open-${code}`}>
      <View className={styles.question}>{question}</View>
      <View className={styles.answer}>{answer}</View>
      <View className={styles.owner}>{askText.owner(unitName, dayText(shanghaiDay(updatedAt)))}</View>
    </View>
  );
}
