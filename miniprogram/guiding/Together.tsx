import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import type { Answers } from '../../shared/rules/interview';
import { guideEndingWords, guidingText } from '../../shared/text/pages/guiding';
import { useSecondsUntil } from '../clock';
import { ActionBar, type ActionBarProps } from '../components/ActionBar';
import { Countdown } from '../components/Countdown';
import { InlineMessage } from '../components/InlineMessage';
import { PageFrame } from '../components/PageFrame';
import { Skeleton } from '../components/Skeleton';
import { replace } from '../go';
import { useAnswers } from '../pages/interview/useAnswers';
import { paths } from '../paths';
import { refreshRead, useAct } from '../query';
import { GuidedForm } from './GuidedForm';
import { GuidedInterview } from './GuidedInterview';
import type { Wanted } from './index';
import { type Guiding, useGuiding } from './useGuiding';
import styles from './Together.module.scss';
import { Waiting } from './Waiting';
import { Refusal } from '../Refusal';

type TogetherProps = {
  id: string;
  /** Shown once, on the phone that has just asked for it. */
  code: string | null;
  wanted: Wanted;
  /** Begin anew: another code, another citizen. */
  onAgain: () => void;
};

/** A session from the code to its end, on either phone. */
export function Together({ id, code, wanted, onAgain }: TogetherProps) {
  const { view, gone, lost, busy, write } = useGuiding(id);
  const end = useAct('guideSession.end', { refreshes: ['guideSession.mine'] });
  useKeptAnswers(view);
  const title = wanted.helps ? guidingText.join : guidingText.ask;
  const goOn = () => {
    if (wanted.form) refreshRead('forms.read', { code: wanted.form });
    replace(wanted.form ? paths.form(wanted.form) : paths.interview(wanted.item));
  };

  if (gone) {
    return (
      <PageFrame title={title} bottomBar={<ActionBar primary={{ id: 'guide-next', word: guidingText.nextHelp, onPress: onAgain }} />}>
        <InlineMessage tone="attention" what={gone.code === 'not_found' ? guidingText.gone : gone.message} />
      </PageFrame>
    );
  }
  if (!view) {
    return (
      <PageFrame title={title}>
        <Skeleton rows={4} />
      </PageFrame>
    );
  }
  if (view.status === 'waiting') return <Waiting view={view} code={code} onAgain={onAgain} onCancel={() => void end.run({ id }).then(goOn)} />;
  if (view.status === 'ended') {
    const neverJoined = view.guideName === null;
    return (
      <PageFrame
        title={neverJoined ? guidingText.ask : guidingText.over}
        note={view.itemName}
        bottomBar={
          <ActionBar
            primary={{ id: 'guide-go-on', word: guidingText.goOn, onPress: goOn }}
            secondary={{ id: 'guide-again', word: guidingText.another, onPress: onAgain }}
          />
        }
      >
        <InlineMessage
          tone={neverJoined ? 'attention' : 'good'}
          what={neverJoined ? guidingText.codeOver : guideEndingWords[view.endedBy ?? 'time']}
        />
      </PageFrame>
    );
  }
  const frame = (bar: ActionBarProps | null, children: ReactNode) => (
    <PageFrame
      title={view.itemName}
      back={() => replace(view.side === 'guide' ? paths.desk : wanted.form ? paths.form(wanted.form) : paths.interview(wanted.item))}
      {...(bar ? { bottomBar: <ActionBar {...bar} /> } : {})}
    >
      <InlineMessage
        tone="good"
        what={view.side === 'guide' ? guidingText.withCitizen : guidingText.withGuide(view.guideName ?? '')}
        next={guidingText.endLoses(view.side)}
        action={{ word: view.side === 'guide' ? guidingText.endHelp : guidingText.end, onPress: () => void end.run({ id }) }}
      />
      <Left until={view.endsAt ?? view.codeUntil} />
      {lost ? <InlineMessage tone="attention" what={guidingText.lost} /> : null}
      {end.error ? <Refusal error={end.error} /> : null}
      {children}
    </PageFrame>
  );
  return view.interview ? (
    <GuidedInterview view={view} interview={view.interview} busy={busy} write={write} whom={wanted.whom} frame={frame} />
  ) : view.form ? (
    <GuidedForm view={view} form={view.form} write={write} frame={frame} onDone={() => void end.run({ id }).then(goOn)} />
  ) : null;
}

function Left({ until }: { until: string }) {
  return (
    <View className={styles.left}>
      <Countdown seconds={useSecondsUntil(until)} word={guidingText.left} />
    </View>
  );
}

/** What is answered together stays on the citizen's phone, so that nothing is lost however it ends. */
function useKeptAnswers(view: Guiding | null): void {
  const { setAnswers } = useAnswers(view?.itemCode ?? '');
  const given = view?.side === 'citizen' && view.interview ? JSON.stringify(view.interview.answers) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: written when the answers have changed, whichever drawing noticed
  useEffect(() => {
    if (given !== null) setAnswers(JSON.parse(given) as Answers);
  }, [given]);
}
