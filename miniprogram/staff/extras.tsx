import { View } from '@tarojs/components';
import { useState } from 'react';
import type { Output } from '../../shared/contract';
import { type ExtraOutcome, extraOutcomes } from '../../shared/rules/extra-material';
import { extraOutcomeWords, extraReasonWords } from '../../shared/text/extra-material';
import { extrasText } from '../../shared/text/pages/extras';
import { whenText } from '../../shared/text/when';
import { Action } from '../components/Action';
import { Chips } from '../components/Chips';
import { EmptyState } from '../components/EmptyState';
import { Facts } from '../components/Facts';
import { InlineMessage } from '../components/InlineMessage';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { TextField } from '../components/TextField';
import { useAct, useRead } from '../query';
import { Reading } from '../Reading';
import { ownerRoles } from './roles';
import { StaffOnly } from './StaffOnly';

type Extra = Output<'extras.list'>['extras'][number];

/** For the owner of items: what windows asked for beyond the lists, and what is done about it. */
export default function ExtrasPage() {
  return (
    <PageFrame title={extrasText.list} note={extrasText.listNote}>
      <StaffOnly roles={ownerRoles}>{() => <Entries />}</StaffOnly>
    </PageFrame>
  );
}

function Entries() {
  const read = useRead('extras.list', {}, { keep: false });
  return (
    <Reading read={read}>
      {({ extras }) => (
        <>
          {extras.length === 0 ? <EmptyState icon="circle-check" what={extrasText.none} /> : null}
          {extras.map((extra) => (
            <Entry key={extra.id} extra={extra} />
          ))}
        </>
      )}
    </Reading>
  );
}

function Entry({ extra }: { extra: Extra }) {
  return (
    <Section title={extra.name} aside={extra.outcome ? extraOutcomeWords[extra.outcome] : extrasText.open}>
      <Facts
        facts={[
          [extra.itemName, [extrasText.version(extra.itemVersion), extrasText.times(extra.times)].filter(Boolean).join(' · ')],
          [extraReasonWords[extra.reason], extra.words],
          [extra.hallName, whenText(extra.askedAt)],
          [extrasText.reply, extra.reply],
        ]}
      />
      {extra.outcome ? null : <Settle id={extra.id} />}
    </Section>
  );
}

function Settle({ id }: { id: string }) {
  const [outcome, setOutcome] = useState<ExtraOutcome | null>(null);
  const [reply, setReply] = useState('');
  const settle = useAct('extras.settle', { refreshes: ['extras.list'] });
  return (
    <View>
      <Chips
        label={extrasText.outcome}
        chips={extraOutcomes.map((value) => ({ value, word: extraOutcomeWords[value] }))}
        chosen={outcome ? [outcome] : []}
        role="radio"
        onPress={setOutcome}
      />
      {outcome ? (
        <>
          <TextField
            id={`reply-${id}`}
            label={extrasText.reply}
            placeholder={extrasText.replyPlaceholder}
            value={reply}
            maxLength={200}
            multiline
            onChange={setReply}
          />
          {settle.error ? <InlineMessage tone="danger" what={settle.error.message} /> : null}
          <Action
            id={`settle-${id}`}
            kind="plain"
            word={extrasText.settle}
            busy={settle.busy}
            disabled={reply.trim().length < 4}
            onPress={() => void settle.run({ id, outcome, reply: reply.trim() })}
          />
        </>
      ) : null}
    </View>
  );
}
