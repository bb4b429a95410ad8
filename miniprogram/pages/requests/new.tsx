import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { type CaseCategory, caseCategories } from '../../../shared/rules/case-flow';
import { photoLimits } from '../../../shared/rules/photos';
import { requestsText } from '../../../shared/text/pages/requests';
import { throughTrainText } from '../../../shared/text/through-train';
import { photosText } from '../../../shared/text/photos';
import { ItemChoice } from '../../cases/ItemChoice';
import { ActionBar } from '../../components/ActionBar';
import { EmptyState } from '../../components/EmptyState';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { keepDraft, useDraft } from '../../draft';
import { go, replace } from '../../go';
import { askForNotices } from '../../grants';
import { parameter, paths } from '../../paths';
import { PhotoField } from '../../photos/PhotoField';
import { usePhotos } from '../../photos/usePhotos';
import { queryClient, useAct, useRead } from '../../query';
import { useMe } from '../../session';
import { SignedIn } from '../../SignedIn';
import { Categories } from './Categories';
import { DangerCall } from './DangerCall';
import { Enterprises } from './Enterprises';
import { emptyRequest, missingOf, type RequestDraft, sentOf } from './request-draft';
import { Similar } from './Similar';
import { ThroughTrain } from './ThroughTrain';
import { Where } from './Where';
import { Refusal } from '../../Refusal';

/** File a request in under a minute. What is written stays on the phone until it is sent, and is sent once however often it is tried. */
export default function NewRequest() {
  const { params } = useRouter();
  const wanted = parameter(params, 'category');
  const asked: CaseCategory | '' = caseCategories.find((category) => category === wanted) ?? '';
  const [form, change, clear] = useDraft<RequestDraft>('request', {
    ...emptyRequest,
    category: asked,
    itemCode: parameter(params, 'item'),
    itemName: parameter(params, 'name'),
  });
  const [tried, setTried] = useState(false);
  const me = useMe();
  const enterpriseId = me?.enterprises.find(({ id }) => id === form.enterpriseId)?.id ?? me?.enterprises[0]?.id ?? '';
  const mine = useRead('enterprises.mine', {}, { enabled: me !== undefined }).data?.enterprises.find(({ id }) => id === enterpriseId);
  const photos = usePhotos(form.photos, (to) => change((shown) => ({ photos: to(shown.photos) })), photoLimits.each);
  const file = useAct('cases.file', {
    refreshes: ['cases.list'],
    keptAs: 'request',
    onDone: (filed) => {
      clear();
      queryClient.setQueryData(['cases.read', { id: filed.id }], filed);
      replace(paths.request(filed.id, 'filed'));
    },
  });
  // What was chosen for another enterprise does not hold for one that may not write.
  const leaderId = mine?.throughTrain ? form.leaderId : '';
  const missing = missingOf({ ...form, leaderId });

  const send = async () => {
    setTried(true);
    const sent = sentOf({ ...form, leaderId }, enterpriseId, photos.ids);
    if (!sent || photos.unfinished) return;
    // WeChat asks for messages only inside the tap; a refusal changes nothing.
    await askForNotices(['case_contacted', 'case_materials_wanted', 'case_completed']);
    await file.run(sent);
  };
  const isThisOne = (id: string) => {
    keepDraft(`remark:${id}`, { text: [form.title.trim(), form.body.trim()].filter(Boolean).join('\n'), photos: form.photos });
    go(paths.request(id, 'same'));
  };

  // Stands in the bar, where it is seen from wherever the person has scrolled to.
  const wrong = tried ? (missing?.words ?? (photos.unfinished ? photosText.unfinished : null)) : null;
  const errorOf = (field: 'title' | 'body') =>
    tried && missing?.all.includes(field) ? requestsText[field === 'title' ? 'writeTitle' : 'writeBody'] : null;
  const bar = (
    <ActionBar
      primary={{ id: 'request-send', word: requestsText.send, busy: file.busy, onPress: () => void send() }}
      note={file.error ? <Refusal error={file.error} /> : wrong ? <InlineMessage tone="danger" what={wrong} /> : requestsText.draftKept}
    />
  );
  const member = (me?.enterprises.length ?? 0) > 0;
  return (
    <PageFrame
      title={requestsText.file}
      {...(mine ? { note: form.itemCode ? requestsText.promiseOfItem : requestsText.promise(mine.unitName) } : {})}
      {...(member ? { bottomBar: bar } : {})}
    >
      <DangerCall words={`${form.title}\n${form.body}\n${form.place}`} />
      <SignedIn why={requestsText.signInWhy}>
        {({ enterprises }) =>
          enterprises.length === 0 ? (
            <EmptyState icon="building-2" what={requestsText.notMember} />
          ) : (
            <>
              <Enterprises enterprises={enterprises} chosen={enterpriseId} onChoose={(id) => change({ enterpriseId: id })} />
              {mine?.throughTrain ? (
                <ThroughTrain
                  leaderId={leaderId}
                  error={tried && missing?.all.includes('leader') ? throughTrainText.choose : null}
                  onChange={(to) => change({ leaderId: to })}
                />
              ) : null}
              <Section title={requestsText.category} kind="bare">
                <Categories chosen={form.category || null} onChoose={(category) => change({ category })} />
                {tried && form.category === '' ? <InlineMessage tone="danger" what={requestsText.chooseCategory} /> : null}
              </Section>
              <TextField
                id="request-title"
                label={requestsText.title}
                placeholder={requestsText.titlePlaceholder}
                value={form.title}
                maxLength={60}
                confirmWord="next"
                error={errorOf('title')}
                onChange={(title) => change({ title })}
              />
              <Similar enterpriseId={enterpriseId} words={`${form.title} ${form.body}`} onChoose={isThisOne} />
              <TextField
                id="request-body"
                label={requestsText.body}
                placeholder={requestsText.bodyPlaceholder}
                value={form.body}
                multiline
                maxLength={2000}
                hint={requestsText.voice}
                error={errorOf('body')}
                onChange={(body) => change({ body })}
              />
              <PhotoField title={requestsText.photos} photos={photos} />
              <ItemChoice itemCode={form.itemCode} itemName={form.itemName} onChoose={change} />
              <Where place={form.place} point={form.point} onChange={change} />
            </>
          )
        }
      </SignedIn>
    </PageFrame>
  );
}
