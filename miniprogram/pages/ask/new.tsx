import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { photoLimits } from '../../../shared/rules/photos';
import { questionsText } from '../../../shared/text/pages/consultations';
import { photosText } from '../../../shared/text/photos';
import { ActionBar } from '../../components/ActionBar';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { PageFrame } from '../../components/PageFrame';
import { TextField } from '../../components/TextField';
import { useDraft } from '../../draft';
import { replace } from '../../go';
import { askForNotices } from '../../grants';
import { parameter, paths } from '../../paths';
import { PhotoField } from '../../photos/PhotoField';
import { type DraftPhoto, usePhotos } from '../../photos/usePhotos';
import { useAct, useRead } from '../../query';
import { useMe } from '../../session';
import { SignedIn } from '../../SignedIn';
import { DangerCall } from '../requests/DangerCall';
import { Refusal } from '../../Refusal';

export type QuestionDraft = { text: string; urgent: boolean; photos: DraftPhoto[] };
export const emptyQuestion: QuestionDraft = { text: '', urgent: false, photos: [] };

/** Puts a question to a person. What was typed into the search stands here already. */
export default function NewQuestion() {
  const { params } = useRouter();
  const [item, name] = [parameter(params, 'item'), parameter(params, 'name')];
  const me = useMe();
  const promised = useRead('settings.promised', {}).data;
  const [form, change, clear] = useDraft<QuestionDraft>('question', emptyQuestion);
  const [tried, setTried] = useState(false);
  const photos = usePhotos(form.photos, (to) => change((shown) => ({ photos: to(shown.photos) })), photoLimits.each);
  const ask = useAct('consultations.ask', {
    refreshes: ['consultations.list'],
    keptAs: 'question',
    onDone: (asked) => {
      clear();
      replace(paths.consultation(asked.id));
    },
  });
  const text = form.text.trim();
  const send = async () => {
    setTried(true);
    if (text.length < 4 || photos.unfinished) return;
    await askForNotices(['consultation_answered']);
    await ask.run({
      text,
      ...(item ? { itemCode: item } : {}),
      ...(form.urgent ? { urgent: true } : {}),
      ...(photos.ids.length > 0 ? { photos: photos.ids } : {}),
    });
  };
  const wrong = tried && text.length < 4 ? questionsText.missing : tried && photos.unfinished ? photosText.unfinished : null;
  const bar = (
    <ActionBar
      primary={{ id: 'question-send', word: questionsText.send, busy: ask.busy, onPress: () => void send() }}
      note={ask.error ? <Refusal error={ask.error} /> : wrong ? <InlineMessage tone="danger" what={wrong} /> : null}
    />
  );
  return (
    <PageFrame title={questionsText.ask} note={questionsText.askNote(promised?.consultWorkingDays)} {...(me ? { bottomBar: bar } : {})}>
      <DangerCall words={form.text} />
      <SignedIn why={questionsText.signInWhy}>
        {() => (
          <>
            <TextField
              id="question-text"
              label={questionsText.text}
              placeholder={questionsText.placeholder}
              value={form.text}
              multiline
              maxLength={1000}
              error={tried && text.length < 4 ? questionsText.missing : null}
              onChange={(value) => change({ text: value })}
            />
            <InlineMessage what={item ? `${questionsText.item}：${name || item}` : questionsText.noItem} />
            <Labelled label={questionsText.urgentTitle}>
              <Chips
                label={questionsText.urgentTitle}
                role="radio"
                chips={[
                  { value: 'normal', word: questionsText.normal },
                  { value: 'urgent', word: questionsText.urgent },
                ]}
                chosen={[form.urgent ? 'urgent' : 'normal']}
                onPress={(value) => change({ urgent: value === 'urgent' })}
              />
            </Labelled>
            {form.urgent ? <InlineMessage tone="attention" what={questionsText.urgentNote(promised?.consultUrgentHours)} /> : null}
            <PhotoField title={questionsText.photos} note={questionsText.photosNote} photos={photos} />
          </>
        )}
      </SignedIn>
    </PageFrame>
  );
}
