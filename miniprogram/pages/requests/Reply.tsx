import { View } from '@tarojs/components';
import { useState } from 'react';
import { caseActionWords } from '../../../shared/text/cases';
import { requestsText } from '../../../shared/text/pages/requests';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { useDraft } from '../../draft';
import { queryClient, useAct } from '../../query';

const words = {
  supply: {
    endpoint: 'cases.supply',
    title: requestsText.supplyTitle,
    placeholder: requestsText.supplyPlaceholder,
    send: requestsText.supplySend,
    most: 2000,
  },
  dispute: {
    endpoint: 'cases.dispute',
    title: requestsText.disputeTitle,
    placeholder: requestsText.disputePlaceholder,
    send: requestsText.disputeSend,
    most: 500,
  },
} as const;

/** What the enterprise answers: materials that were asked for (open at once), or “not solved” (opened by a tap). */
export function Reply({ id, kind, note }: { id: string; kind: 'supply' | 'dispute'; note?: string }) {
  const { endpoint, title, placeholder, send, most } = words[kind];
  const [open, setOpen] = useState(kind === 'supply');
  const [form, change, clear] = useDraft(`${kind}:${id}`, { text: '' });
  const act = useAct(endpoint, {
    refreshes: ['cases.list', 'cases.read'],
    onDone: (detail) => {
      clear();
      setOpen(false);
      queryClient.setQueryData(['cases.read', { id }], detail);
    },
  });
  const text = form.text.trim();
  if (!open) {
    return (
      <Section kind="bare">
        {note ? <InlineMessage what={note} /> : null}
        <Action id={kind} kind="plain" word={caseActionWords[kind]} onPress={() => setOpen(true)} />
      </Section>
    );
  }
  return (
    <Section title={caseActionWords[kind]}>
      {note ? (
        <InlineMessage
          tone={kind === 'supply' ? 'attention' : 'neutral'}
          what={note}
          {...(kind === 'supply' ? { next: requestsText.materialsNext } : {})}
        />
      ) : null}
      <TextField
        id={`${kind}-text`}
        label={title}
        placeholder={placeholder}
        value={form.text}
        multiline
        maxLength={most}
        onChange={(value) => change({ text: value })}
      />
      {act.error ? <InlineMessage tone="danger" what={act.error.message} /> : null}
      <View>
        <Action id={`${kind}-send`} word={send} busy={act.busy} disabled={text.length < 2} onPress={() => void act.run({ id, text })} />
      </View>
    </Section>
  );
}
