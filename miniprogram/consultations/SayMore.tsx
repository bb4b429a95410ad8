import { useState } from 'react';
import { photoLimits } from '../../shared/rules/photos';
import { photosText } from '../../shared/text/photos';
import type { ApiError } from '../api';
import { Action } from '../components/Action';
import { InlineMessage } from '../components/InlineMessage';
import { Section } from '../components/Section';
import { TextField } from '../components/TextField';
import { useDraft } from '../draft';
import { PhotoField } from '../photos/PhotoField';
import { type DraftPhoto, usePhotos } from '../photos/usePhotos';
import { Refusal } from '../Refusal';

type Said = { text: string; photos: DraftPhoto[] };

/** A further entry of a thread, from either side: words and photos, kept on the phone until they are sent. */
export function SayMore(props: {
  id: string;
  draft: string;
  title: string;
  placeholder: string;
  word: string;
  missing: string;
  photosTitle: string;
  busy: boolean;
  error: ApiError | null;
  /** True once it is sent. */
  onSend: (said: { text: string; photos?: string[] }) => Promise<boolean>;
}) {
  const [form, change, clear] = useDraft<Said>(props.draft, { text: '', photos: [] });
  const [tried, setTried] = useState(false);
  const photos = usePhotos(form.photos, (to) => change((shown) => ({ photos: to(shown.photos) })), photoLimits.each);
  const text = form.text.trim();
  const send = async () => {
    setTried(true);
    if (text.length < 4 || photos.unfinished) return;
    if (!(await props.onSend({ text, ...(photos.ids.length > 0 ? { photos: photos.ids } : {}) }))) return;
    clear();
    setTried(false);
  };
  const wrong = tried && photos.unfinished ? photosText.unfinished : null;
  return (
    <>
      <Section title={props.title}>
        <TextField
          id={`${props.id}-text`}
          label={props.title}
          placeholder={props.placeholder}
          value={form.text}
          multiline
          maxLength={1000}
          error={tried && text.length < 4 ? props.missing : null}
          onChange={(value) => change({ text: value })}
        />
      </Section>
      <PhotoField title={props.photosTitle} photos={photos} />
      {props.error ? <Refusal error={props.error} /> : wrong ? <InlineMessage tone="danger" what={wrong} /> : null}
      <Action id={`${props.id}-send`} word={props.word} busy={props.busy} onPress={() => void send()} />
    </>
  );
}
