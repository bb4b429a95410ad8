import { View } from '@tarojs/components';
import { useState } from 'react';
import { photoLimits } from '../../../shared/rules/photos';
import { caseActionWords } from '../../../shared/text/cases';
import { requestsText } from '../../../shared/text/pages/requests';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { useDraft } from '../../draft';
import { askForNotices } from '../../grants';
import { PhotoField } from '../../photos/PhotoField';
import { type DraftPhoto, usePhotos } from '../../photos/usePhotos';
import { queryClient, useAct } from '../../query';
import { Refusal } from '../../Refusal';

const emptyReply: { text: string; photos: DraftPhoto[] } = { text: '', photos: [] };

const words = {
  supply: {
    endpoint: 'cases.supply',
    title: requestsText.supplyTitle,
    placeholder: requestsText.supplyPlaceholder,
    send: requestsText.supplySend,
    most: 2000,
    askFor: () => askForNotices(['case_materials_wanted', 'case_completed', 'return_asked']),
  },
  remark: {
    endpoint: 'cases.remark',
    title: requestsText.remarkTitle,
    placeholder: requestsText.remarkPlaceholder,
    send: requestsText.remarkSend,
    most: 1000,
    askFor: () => askForNotices(['case_materials_wanted', 'case_completed', 'return_asked']),
  },
} as const;
const headings = { supply: caseActionWords.supply, remark: requestsText.remark } as const;

type Props = {
  id: string;
  kind: keyof typeof words;
  note?: string;
  /** Open at once, without a tap. */
  atOnce?: boolean;
  onSent?: () => void;
};

/** What the enterprise says to an open request: materials that were asked for (open at once), or more of the matter (opened by a tap). */
export function Reply({ id, kind, note, atOnce = kind === 'supply', onSent }: Props) {
  const { endpoint, title, placeholder, send, most, askFor } = words[kind];
  const [open, setOpen] = useState(atOnce);
  const [form, change, clear] = useDraft(`${kind}:${id}`, emptyReply);
  const photos = usePhotos(form.photos, (to) => change((shown) => ({ photos: to(shown.photos) })), photoLimits.each);
  const act = useAct(endpoint, {
    keptAs: `${kind}:${id}`,
    refreshes: ['cases.list', 'cases.read'],
    onDone: (detail) => {
      clear();
      onSent?.();
      setOpen(false);
      queryClient.setQueryData(['cases.read', { id }], detail);
    },
  });
  const text = form.text.trim();
  const say = async () => {
    // What was granted when the request was filed may be used up: what comes next is asked for in this tap.
    await askFor();
    await act.run({ id, text, ...(photos.ids.length > 0 ? { photos: photos.ids } : {}) });
  };
  if (!open) {
    return (
      <Section kind="bare">
        {note ? <InlineMessage what={note} /> : null}
        <Action id={kind} kind="plain" word={headings[kind]} onPress={() => setOpen(true)} />
      </Section>
    );
  }
  return (
    <Section title={headings[kind]}>
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
      <PhotoField title={requestsText.photos} photos={photos} />
      {act.error ? <Refusal error={act.error} /> : null}
      <View>
        <Action id={`${kind}-send`} word={send} busy={act.busy} disabled={text.length < 2 || photos.unfinished} onPress={() => void say()} />
      </View>
    </Section>
  );
}
