import { useState } from 'react';
import { shanghaiDay } from '../../shared/rules/shanghai';
import { walk } from '../../shared/rules/interview';
import { answerText } from '../../shared/rules/interview-result';
import { groupsText } from '../../shared/text/pages/groups';
import { serviceInstant } from '../clock';
import { Action } from '../components/Action';
import { AnswerCard } from '../components/AnswerCard';
import { InlineMessage } from '../components/InlineMessage';
import { Facts } from '../components/Facts';
import { Section } from '../components/Section';
import { useRead } from '../query';
import { Reading } from '../Reading';

export type Shared = Record<string, string | number>;
type Props = { itemCode: string; answers: Shared; onChange: (answers: Shared) => void };

/** What holds for everybody on a list, one question after the other; the rest each person answers in the table. */
export function SharedAnswers({ itemCode, answers, onChange }: Props) {
  const [skipped, setSkipped] = useState(false);
  const read = useRead('items.read', { code: itemCode });
  return (
    <Reading read={read}>
      {({ interview }) => {
        const { accepted, next } = walk(interview, answers, { today: shanghaiDay(serviceInstant()) });
        const given = accepted.filter(({ question }) => question.id in answers);
        return (
          <>
            <InlineMessage what={groupsText.sharedNote} />
            {given.length > 0 ? (
              <Section title={groupsText.sharedTitle}>
                <Facts facts={given.map(({ question, value }) => [question.text, answerText(question, value)])} />
              </Section>
            ) : null}
            {next && next.kind === 'choice' && !skipped ? (
              <>
                <AnswerCard
                  question={next.text}
                  options={next.options.map(({ value, text }) => ({ value, label: text }))}
                  onChoose={(value) => onChange({ ...answers, [next.id]: value })}
                />
                <Action id="shared-skip" kind="text" word={groupsText.skip} onPress={() => setSkipped(true)} />
              </>
            ) : (
              <InlineMessage what={groupsText.sharedDone} />
            )}
          </>
        );
      }}
    </Reading>
  );
}
