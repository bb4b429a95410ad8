import { View } from '@tarojs/components';
import type { Output } from '../../shared/contract';
import { letterKindWord, letterProblem } from '../../shared/text/letters';
import { operationsText } from '../../shared/text/pages/desk';
import { whenText } from '../../shared/text/when';
import { Action } from '../components/Action';
import { EmptyState } from '../components/EmptyState';
import { Facts } from '../components/Facts';
import { InlineMessage } from '../components/InlineMessage';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { useAct, useRead } from '../query';
import { Reading } from '../Reading';
import { StaffOnly } from './StaffOnly';

type Letter = Output<'operations.deadLetters'>['letters'][number];

/** Messages that could not be delivered, each with its last error and a way to send it again. */
export default function Operations() {
  return (
    <PageFrame title={operationsText.title} note={operationsText.note}>
      <StaffOnly roles={['administrator']}>{() => <Letters />}</StaffOnly>
    </PageFrame>
  );
}

function Letters() {
  const read = useRead('operations.deadLetters', {}, { keep: false, refreshSeconds: 30 });
  return (
    <Reading read={read}>
      {({ pending, letters }) => (
        <>
          <Section>
            <Facts
              facts={[
                [operationsText.pending, operationsText.amount(pending)],
                [operationsText.undelivered, operationsText.amount(letters.length)],
              ]}
            />
          </Section>
          {letters.length === 0 ? <EmptyState icon="circle-check" what={operationsText.none} /> : null}
          {letters.map((letter) => (
            <LetterCard key={letter.id} letter={letter} />
          ))}
        </>
      )}
    </Reading>
  );
}

function LetterCard({ letter }: { letter: Letter }) {
  const retry = useAct('operations.retry', { refreshes: ['operations.deadLetters'] });
  return (
    <Section title={letterKindWord(letter.kind)} aside={operationsText.attempts(letter.attempts)}>
      <View>{letter.lastError ? letterProblem(letter.lastError) : operationsText.noReason}</View>
      <View>{whenText(letter.createdAt)}</View>
      {retry.error ? <InlineMessage tone="danger" what={retry.error.message} /> : null}
      <Action
        id={`retry-${letter.id}`}
        kind="plain"
        icon="refresh-cw"
        word={operationsText.retry}
        busy={retry.busy}
        onPress={() => void retry.run({ id: letter.id })}
      />
    </Section>
  );
}
