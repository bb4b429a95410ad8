import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Value } from '../../shared/rules/interview-conditions';
import { answerText } from '../../shared/rules/interview-result';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { guidingText } from '../../shared/text/pages/guiding';
import { interviewText } from '../../shared/text/pages/interview';
import type { ApiError } from '../api';
import { serviceInstant } from '../clock';
import { Action } from '../components/Action';
import type { ActionBarProps } from '../components/ActionBar';
import { InlineMessage } from '../components/InlineMessage';
import { ListRow } from '../components/ListRow';
import { Progress } from '../components/Progress';
import { Section } from '../components/Section';
import { replace } from '../go';
import { Ask } from '../pages/interview/Ask';
import { paths } from '../paths';
import { seedRead, useAct } from '../query';
import type { Guiding, Write } from './useGuiding';
import { Refusal } from '../Refusal';

type GuidedInterviewProps = {
  view: Guiding;
  interview: NonNullable<Guiding['interview']>;
  busy: boolean;
  write: Write;
  whom: string;
  frame: (bar: ActionBarProps | null, children: ReactNode) => ReactNode;
};

/** The question on both screens, and what was answered; the list is made on the citizen's phone alone. */
export function GuidedInterview({ view, interview, busy, write, whom, frame }: GuidedInterviewProps) {
  const { id, version, side } = view;
  const { given, asked, value } = interview;
  /** An answer of this phone that came after the other's. */
  const [refused, setRefused] = useState<{ error: ApiError; question: string; mine: Value } | null>(null);
  const make = useAct('checklists.create', {
    onDone: (list) => {
      seedRead('checklists.read', { code: list.code }, list);
      replace(paths.checklist(list.code));
    },
  });
  const answer = async (question: string, mine: Value) => {
    if (busy) return;
    const error = await write('guideSession.answer', { id, question, value: mine, seen: version });
    setRefused(error && { error, question, mine });
  };
  const turn = (question: string | null) => void write('guideSession.turn', { id, question });
  const answers = Object.fromEntries(given.flatMap((one) => (one.value === null ? [] : [[one.question, one.value]])));
  const list = { itemCode: view.itemCode, itemVersion: view.itemVersion, answers, guideSessionId: id, ...(whom ? { relativeId: whom } : {}) };
  const isDone = asked === null;
  const isAgain = asked !== null && answers[asked.id] !== undefined;
  const bar =
    isDone && side === 'citizen'
      ? {
          note: make.error ? <Refusal error={make.error} /> : guidingText.makeNote,
          primary: { id: 'guide-make', word: guidingText.make, busy: make.busy, onPress: () => void make.run(list) },
        }
      : null;
  return frame(
    bar,
    <>
      {refused ? <Refused {...refused} interview={interview} onKeep={() => void answer(refused.question, refused.mine)} /> : null}
      {asked ? (
        <>
          <Progress share={interview.share} word={interviewText.atMost(interview.atMost)} />
          <Ask
            key={`${asked.id} ${value}`}
            question={asked}
            given={value}
            today={shanghaiDay(serviceInstant())}
            onAnswer={(mine) => void answer(asked.id, mine)}
          />
          {isAgain ? <Action id="guide-onward" kind="text" word={guidingText.onward} onPress={() => turn(null)} /> : null}
        </>
      ) : (
        <InlineMessage tone="good" what={guidingText.allAnswered} {...(side === 'guide' ? { next: guidingText.citizenMakes } : {})} />
      )}
      {given.length > 0 ? (
        <Section title={guidingText.given} kind="rows">
          {given.map((one) => (
            <ListRow
              key={one.question}
              id={`given-${one.question}`}
              title={one.answerText ?? guidingText.known}
              note={one.by === 'guide' ? `${one.questionText} · ${guidingText.byGuide}` : one.questionText}
              {...(one.value === null || one.question === asked?.id ? {} : { onPress: () => turn(one.question) })}
            />
          ))}
        </Section>
      ) : null}
    </>,
  );
}

type RefusedProps = { error: ApiError; question: string; mine: Value; interview: NonNullable<Guiding['interview']>; onKeep: () => void };

/** The newer answer first, and the own one, which is not in: a tap puts it there. */
function Refused({ error, question, mine, interview, onKeep }: RefusedProps) {
  const theirs = interview.given.find((one) => one.question === question);
  if (error.code !== 'other_was_quicker' || !theirs) return <Refusal tone="attention" error={error} />;
  const words = optionWords(interview, question, mine);
  return (
    <InlineMessage
      tone="attention"
      what={guidingText.quickerAnswer(theirs.questionText, theirs.answerText ?? '')}
      {...(words ? { next: guidingText.yours(words) } : {})}
      action={{ word: guidingText.keepMine, onPress: onKeep }}
    />
  );
}

/** Known while the question is the one on the screen. */
function optionWords({ asked }: NonNullable<Guiding['interview']>, question: string, mine: Value): string {
  return asked?.id === question ? answerText(asked, mine) : '';
}
