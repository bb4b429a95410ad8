import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { takenDownChannels } from '../../../shared/rules/case-flow';
import { photoLimits } from '../../../shared/rules/photos';
import { caseCategoryWords, caseChannelWords } from '../../../shared/text/cases';
import { requestsText } from '../../../shared/text/pages/requests';
import { takeDownText } from '../../../shared/text/pages/take-down';
import { throughTrainText } from '../../../shared/text/through-train';
import { photosText } from '../../../shared/text/photos';
import { ItemChoice } from '../../cases/ItemChoice';
import { ActionBar } from '../../components/ActionBar';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { useDraft } from '../../draft';
import { replace } from '../../go';
import { DangerCall } from '../../pages/requests/DangerCall';
import { Leaders } from '../../pages/requests/ThroughTrain';
import { Where } from '../../pages/requests/Where';
import { parameter } from '../../paths';
import { PhotoField } from '../../photos/PhotoField';
import { usePhotos } from '../../photos/usePhotos';
import { useAct } from '../../query';
import { staffPaths } from '../paths';
import { deskRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { Asker } from './Asker';
import { emptyTakenDown, offered, type TakenDown, takenInput } from './taken-down';
import { changedReads } from './use-step';

/** A request that came by phone, window, visit, workstation, group chat or the through train: written once, the same number and timeline as any (D2). */
export default function TakeDownPage() {
  const { params } = useRouter();
  const asked = takenDownChannels.find((channel) => channel === parameter(params, 'channel')) ?? '';
  // What is known from where staff came: a window visit brings its matter along.
  const [form, change, clear] = useDraft<TakenDown>('desk:take-down', { ...emptyTakenDown, channel: asked, title: parameter(params, 'title') });
  const [tried, setTried] = useState(false);
  const photos = usePhotos(form.photos, (to) => change((shown) => ({ photos: to(shown.photos) })), photoLimits.each);
  const act = useAct('desk.takeDown', {
    keptAs: 'take-down',
    refreshes: changedReads,
    onDone: (taken) => {
      clear();
      replace(staffPaths.case(taken.id));
    },
  });
  const input = takenInput(form, photos.ids);
  const send = () => {
    setTried(true);
    if (input && !photos.unfinished) void act.run(input);
  };
  const wrong = act.error?.message ?? (tried ? (input ? (photos.unfinished ? photosText.unfinished : null) : takeDownText.missing) : null);
  return (
    <PageFrame
      title={takeDownText.title}
      note={takeDownText.note}
      bottomBar={
        <ActionBar
          primary={{ id: 'take-down-send', word: takeDownText.send, busy: act.busy, onPress: send }}
          note={wrong ? <InlineMessage tone="danger" what={wrong} /> : null}
        />
      }
    >
      <DangerCall words={`${form.title}\n${form.body}`} />
      <StaffOnly roles={deskRoles}>
        {() => (
          <>
            <Labelled label={takeDownText.channel}>
              <Chips
                role="radio"
                label={takeDownText.channel}
                chips={takenDownChannels.map((value) => ({ value, word: caseChannelWords[value] }))}
                chosen={form.channel ? [form.channel] : []}
                onPress={(channel) => change({ channel })}
              />
            </Labelled>
            {form.channel === 'through_train' ? (
              <Leaders
                leaderId={form.leaderId}
                error={tried && form.leaderId === '' ? throughTrainText.choose : null}
                onChange={(leaderId) => change({ leaderId })}
              />
            ) : null}
            <Asker form={form} onChange={change} />
            <Labelled label={requestsText.category}>
              <Chips
                role="radio"
                label={requestsText.category}
                chips={offered.map((value) => ({ value, word: caseCategoryWords[value] }))}
                chosen={form.category ? [form.category] : []}
                onPress={(category) => change({ category })}
              />
            </Labelled>
            <TextField
              id="take-down-title"
              label={requestsText.title}
              placeholder={requestsText.titlePlaceholder}
              value={form.title}
              maxLength={60}
              onChange={(title) => change({ title })}
            />
            <TextField
              id="take-down-body"
              label={requestsText.body}
              placeholder={takeDownText.bodyPlaceholder}
              value={form.body}
              multiline
              maxLength={2000}
              hint={requestsText.voice}
              onChange={(body) => change({ body })}
            />
            <PhotoField title={requestsText.photos} photos={photos} />
            <ItemChoice itemCode={form.itemCode} itemName={form.itemName} onChoose={change} />
            <Where place={form.place} point={form.point} onChange={change} />
            <Section kind="bare">
              <InlineMessage what={takeDownText.seen} />
            </Section>
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}
