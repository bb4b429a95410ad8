import { View } from '@tarojs/components';
import { useRef, useState } from 'react';
import type { Output } from '../../../shared/contract';
import { changeAnswer, progress, walk } from '../../../shared/rules/interview';
import type { Value } from '../../../shared/rules/interview-conditions';
import { interviewText } from '../../../shared/text/pages/interview';
import { mapPageText } from '../../../shared/text/pages/map';
import { ForWhom } from '../../ForWhom';
import { Action } from '../../components/Action';
import { PageFrame } from '../../components/PageFrame';
import { Progress } from '../../components/Progress';
import { go, replace, stepBack } from '../../go';
import { paths } from '../../paths';
import { Ask } from './Ask';
import { factsOf, type Identity } from './facts';
import { Making } from './Making';
import { useAnswers } from './useAnswers';
import styles from './Walk.module.scss';

type Item = Output<'items.read'>;
/** Whose situation it is (A4): the person (empty), a relative (its id) or a visitor of the hall, whom a tap picks; `person` is what is known of them. */
type Whose = { person: Identity | undefined; whom: string; withVisitor: boolean; pick: (whom: string) => void };

type WalkProps = { item: Item; whose: Whose; change: string; from: string; refresh: () => void };

/** One question a screen. `change` is a question to answer anew; everything else stays as it was. */
export function Walk({ item, whose, change, from, refresh }: WalkProps) {
  const { interview } = item;
  const facts = factsOf(whose.person);
  const { answers, setAnswers } = useAnswers(item.code);
  /** A question that was answered and is looked at again. */
  const [again, setAgain] = useState<string | null>(change || null);
  const furthest = useRef(0);

  const path = walk(interview, answers, facts);
  const { atMost, share } = progress(interview, answers, facts);
  furthest.current = Math.max(furthest.current, share);
  const given = path.accepted.filter((step) => step.source === 'answer').map((step) => step.question);
  const shown = given.find((question) => question.id === again) ?? path.next;
  const before = shown === path.next ? given[given.length - 1] : given[given.findIndex((question) => question.id === shown?.id) - 1];
  const isChanging = change !== '' && again === change;

  const answer = (value: Value) => {
    if (!shown) return;
    setAnswers(changeAnswer(interview, answers, facts, shown.id, value));
    setAgain(null);
  };
  const leave = () => (from ? replace(paths.checklist(from)) : stepBack());
  const back = isChanging ? leave : before ? () => setAgain(before.id) : leave;

  return (
    <PageFrame title={interviewText.title} note={item.name} back={back}>
      {shown ? (
        <>
          <Progress share={furthest.current} word={isChanging ? interviewText.changing : interviewText.atMost(atMost)} />
          <ForWhom chosen={whose.whom} withVisitor={whose.withVisitor} onChoose={whose.pick} />
          <Ask key={shown.id} question={shown} given={answers[shown.id] ?? null} today={facts.today} onAnswer={answer} />
          <View className={styles.back}>
            {isChanging ? (
              <Action kind="text" word={interviewText.keepAsIs} onPress={leave} />
            ) : before ? (
              <Action id="back" kind="text" icon="arrow-left" word={interviewText.back} onPress={() => setAgain(before.id)} />
            ) : null}
            {whose.withVisitor ? null : (
              <Action
                id="ask-guide"
                kind="text"
                icon="users"
                word={interviewText.askGuide}
                onPress={() => go(paths.askGuide({ item: item.code, whom: whose.whom }))}
              />
            )}
            <Action id="map" kind="text" icon="navigation" word={mapPageText.openMine} onPress={() => go(paths.map(item.code))} />
          </View>
        </>
      ) : (
        <Making
          item={item}
          facts={facts}
          whom={whose.whom}
          answers={Object.fromEntries(path.accepted.flatMap((step) => (step.source === 'answer' ? [[step.question.id, step.value]] : [])))}
          onBack={() => setAgain(given[given.length - 1]?.id ?? null)}
          onStale={() => {
            furthest.current = 0;
            refresh();
          }}
        />
      )}
    </PageFrame>
  );
}
