import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { explanationState } from '../../../shared/rules/no-show';
import { explanationText } from '../../../shared/text/pages/explanations';
import { Action } from '../../components/Action';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { TextField } from '../../components/TextField';
import { useAct } from '../../query';
import { explanationTag } from '../../states';
import { Refusal } from '../../Refusal';

type Appointment = Output<'appointments.read'>;

/** A missed appointment: why, in the person's words, and what the window said to that (C9). */
export function Explain({ appointment: { id, explanation, mayExplain } }: { appointment: Appointment }) {
  if (explanation) return <Said explanation={explanation} />;
  return mayExplain ? <Say id={id} /> : null;
}

function Said({ explanation }: { explanation: NonNullable<Appointment['explanation']> }) {
  return (
    <Section title={explanationText.title}>
      <StateTag {...explanationTag(explanationState(explanation.outcome))} />
      <Facts
        facts={[
          [explanationText.mine, explanation.words],
          [explanationText.reply, explanation.reply],
        ]}
      />
      {explanation.outcome ? null : <InlineMessage what={explanationText.sent} />}
    </Section>
  );
}

function Say({ id }: { id: string }) {
  const [words, setWords] = useState('');
  const give = useAct('explanations.give', { refreshes: ['appointments.read'] });
  return (
    <Section title={explanationText.title}>
      <InlineMessage what={explanationText.why} />
      <TextField
        id="explanation"
        label={explanationText.words}
        placeholder={explanationText.wordsPlaceholder}
        value={words}
        maxLength={200}
        multiline
        onChange={setWords}
      />
      {give.error ? <Refusal error={give.error} /> : null}
      <Action
        id="explain"
        kind="plain"
        word={explanationText.send}
        busy={give.busy}
        disabled={words.trim().length < 4}
        onPress={() => void give.run({ id, words: words.trim() })}
      />
    </Section>
  );
}
