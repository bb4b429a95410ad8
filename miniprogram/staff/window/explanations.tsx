import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { type ExplanationOutcome, explanationOutcomes, explanationState } from '../../../shared/rules/no-show';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { explanationOutcomeWords, explanationText } from '../../../shared/text/pages/explanations';
import { dateText, whenText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { EmptyState } from '../../components/EmptyState';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { TextField } from '../../components/TextField';
import { seedRead, useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import type { Me } from '../../session';
import { explanationTag } from '../../states';
import { officerRoles, workplace } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { useDay } from './day-read';

type Explanation = Output<'explanations.list'>['explanations'][number];

/** Why people missed their appointments at the hall: accept or refuse, with words (C9). */
export default function Explanations() {
  return (
    <PageFrame title={explanationText.list} note={explanationText.listNote}>
      <StaffOnly roles={officerRoles}>{(me) => <Hall me={me} />}</StaffOnly>
    </PageFrame>
  );
}

function Hall({ me }: { me: Me }) {
  const { data } = useDay(me, undefined);
  const hallId = workplace(me).hallId ?? data?.hallId ?? '';
  const read = useRead('explanations.list', { hallId }, { keep: false, enabled: hallId !== '' });
  if (hallId === '') return null;
  return (
    <Reading read={read}>
      {({ explanations }) => (
        <>
          {explanations.length === 0 ? <EmptyState icon="circle-check" what={explanationText.none} /> : null}
          {explanations.map((explanation) => (
            <Entry key={explanation.appointmentId} hallId={hallId} explanation={explanation} />
          ))}
        </>
      )}
    </Reading>
  );
}

function Entry({ hallId, explanation }: { hallId: string; explanation: Explanation }) {
  const { blockedUntil } = explanation;
  return (
    <Section title={`${explanation.itemName} ${whenText(explanation.startsAt)}`}>
      <StateTag {...explanationTag(explanationState(explanation.outcome))} />
      <Facts
        facts={[
          [explanationText.who, explanation.applicantName],
          [explanationText.givenBy, explanation.givenBy],
          [explanationText.saidAt, explanation.words],
          [
            explanationText.missed,
            [explanationText.times(explanation.missed), blockedUntil && explanationText.blocked(dateText(shanghaiDay(blockedUntil)))]
              .filter(Boolean)
              .join('，'),
          ],
          [explanationText.reply, explanation.reply],
        ]}
      />
      {explanation.outcome ? null : <Decide hallId={hallId} id={explanation.appointmentId} />}
    </Section>
  );
}

function Decide({ hallId, id }: { hallId: string; id: string }) {
  const [outcome, setOutcome] = useState<ExplanationOutcome | null>(null);
  const [reply, setReply] = useState('');
  const decide = useAct('explanations.decide', { onDone: (answer) => seedRead('explanations.list', { hallId }, answer) });
  return (
    <>
      <Chips
        role="radio"
        label={explanationText.outcome}
        chips={explanationOutcomes.map((value) => ({ value, word: explanationOutcomeWords[value] }))}
        chosen={outcome ? [outcome] : []}
        onPress={setOutcome}
      />
      {outcome ? (
        <>
          <TextField
            id={`reply-${id}`}
            label={explanationText.replyLabel}
            placeholder={explanationText.replyPlaceholder}
            value={reply}
            maxLength={100}
            multiline
            onChange={setReply}
          />
          {decide.error ? <InlineMessage tone="danger" what={decide.error.message} /> : null}
          <Action
            id={`decide-${id}`}
            kind="plain"
            word={explanationText.decide}
            busy={decide.busy}
            disabled={reply.trim().length < 2}
            onPress={() => void decide.run({ id, outcome, reply: reply.trim() })}
          />
        </>
      ) : null}
    </>
  );
}
