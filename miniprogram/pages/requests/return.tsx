import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { caseOutcomeWords } from '../../../shared/text/cases';
import { returnPageText } from '../../../shared/text/pages/return-visits';
import { requestsText } from '../../../shared/text/pages/requests';
import { returnOutcomeWords } from '../../../shared/text/return-visits';
import { whenText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { go } from '../../go';
import { parameter, paths } from '../../paths';
import { queryClient, useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { SignedIn } from '../../SignedIn';
import styles from './detail.module.scss';
import { NotSolved } from './NotSolved';
import { Refusal } from '../../Refusal';

type Question = Output<'returnVisits.read'>;

/** Whether a closed request is really solved: two choices, words if wanted; "not solved" leads to the one way of opening it again. */
export default function ReturnPage() {
  const id = parameter(useRouter().params, 'id');
  return (
    <PageFrame title={returnPageText.title}>
      <SignedIn why={requestsText.signInWhy}>{() => <Asked id={id} />}</SignedIn>
    </PageFrame>
  );
}

function Asked({ id }: { id: string }) {
  const read = useRead('returnVisits.read', { id }, { keep: false });
  return (
    <Reading read={read}>
      {(question) => (
        <>
          {question.mayAnswer ? <Answer id={id} /> : <Said question={question} />}
          <Section title={question.title}>
            {question.caseOutcome ? <View className={styles.outcome}>{caseOutcomeWords[question.caseOutcome]}</View> : null}
            {question.outcomeText}
            <Facts
              facts={[
                [requestsText.number, question.number],
                [returnPageText.unit, question.unitName],
                [returnPageText.finishedAt, whenText(question.finishedAt)],
              ]}
            />
          </Section>
          <Section kind="rows">
            <ListRow id="to-request" icon="clipboard-list" title={returnPageText.toRequest} onPress={() => go(paths.request(question.caseId))} />
          </Section>
        </>
      )}
    </Reading>
  );
}

const choices = ['solved', 'not_solved'] as const;

function Answer({ id }: { id: string }) {
  const [choice, setChoice] = useState<(typeof choices)[number] | null>(null);
  const [words, setWords] = useState('');
  const act = useAct('returnVisits.answer', {
    refreshes: ['cases.read'],
    onDone: (answer) => queryClient.setQueryData(['returnVisits.read', { id }], answer),
  });
  const said = words.trim();
  return (
    <Section title={returnPageText.question}>
      <InlineMessage what={returnPageText.why} />
      <Chips
        label={returnPageText.question}
        role="radio"
        chips={choices.map((value) => ({ value, word: returnOutcomeWords[value] }))}
        chosen={choice ? [choice] : []}
        onPress={setChoice}
      />
      <TextField
        id="return-words"
        label={returnPageText.wordsLabel}
        multiline
        optional
        maxLength={500}
        placeholder={returnPageText.wordsPlaceholder}
        value={words}
        onChange={setWords}
      />
      {act.error ? <Refusal error={act.error} /> : null}
      <Action
        id="return-send"
        word={choice ? returnPageText.send : returnPageText.chooseFirst}
        busy={act.busy}
        disabled={choice === null}
        onPress={() => {
          if (choice) void act.run({ id, solved: choice === 'solved', ...(said ? { words: said } : {}) });
        }}
      />
    </Section>
  );
}

/** What was said, and for what is not solved the next step. */
function Said({ question }: { question: Question }) {
  const { outcome, words, endedAt, caseId, number, disputeUntil, timesReopened } = question;
  return (
    <>
      {outcome === null ? <InlineMessage what={returnPageText.over} /> : null}
      {outcome && outcome !== 'not_solved' ? <InlineMessage tone="good" what={returnPageText.thanks} /> : null}
      {outcome === 'not_solved' && disputeUntil === null ? (
        <InlineMessage tone="attention" what={returnPageText.thanksNotSolved} next={returnPageText.disputesOverNext} />
      ) : null}
      {outcome === 'not_solved' && disputeUntil ? (
        <NotSolved id={caseId} until={disputeUntil} timesReopened={timesReopened} onDone={() => go(paths.request(caseId))} />
      ) : null}
      {outcome ? (
        <Section title={returnPageText.answer}>
          <Facts
            facts={[
              [returnPageText.outcome, returnOutcomeWords[outcome]],
              [returnPageText.words, words],
              [returnPageText.endedAt, endedAt && whenText(endedAt)],
            ]}
          />
        </Section>
      ) : null}
      {outcome === 'not_solved' && disputeUntil === null ? (
        <Action
          id="ask-head"
          word={returnPageText.askHead}
          onPress={() => go(paths.notDone({ what: returnPageText.askHeadWhat(number), code: 'too_late', doing: returnPageText.title }))}
        />
      ) : null}
    </>
  );
}
