import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { type CaseCategory, caseCategories } from '../../../shared/rules/case-flow';
import { requestsText } from '../../../shared/text/pages/requests';
import { ActionBar } from '../../components/ActionBar';
import { EmptyState } from '../../components/EmptyState';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { useDraft } from '../../draft';
import { replace } from '../../go';
import { askForNotices } from '../../grants';
import { parameter, paths } from '../../paths';
import { queryClient, useAct, useRead } from '../../query';
import { useMe } from '../../session';
import { SignedIn } from '../../SignedIn';
import { Categories } from './Categories';
import { DangerCall } from './DangerCall';
import { Enterprises } from './Enterprises';

type Form = { enterpriseId: string; category: CaseCategory | ''; title: string; body: string; place: string };
const empty: Form = { enterpriseId: '', category: '', title: '', body: '', place: '' };

/** File a request in under a minute. What is written stays on the phone until it is sent. */
export default function NewRequest() {
  const wanted = parameter(useRouter().params, 'category');
  const asked = caseCategories.find((category) => category === wanted) ?? '';
  const [form, change, clear] = useDraft<Form>('request', { ...empty, category: asked });
  const [tried, setTried] = useState(false);
  const me = useMe();
  const enterpriseId = me?.enterprises.find(({ id }) => id === form.enterpriseId)?.id ?? me?.enterprises[0]?.id ?? '';
  const unit = useRead('enterprises.mine', {}, { enabled: me !== undefined }).data?.enterprises.find(({ id }) => id === enterpriseId)?.unitName;
  const file = useAct('cases.file', {
    refreshes: ['cases.list'],
    onDone: (filed) => {
      clear();
      queryClient.setQueryData(['cases.read', { id: filed.id }], filed);
      replace(paths.request(filed.id, 'filed'));
    },
  });
  const [title, body, place] = [form.title.trim(), form.body.trim(), form.place.trim()];
  const ready = form.category !== '' && title.length >= 2 && body.length >= 5 && enterpriseId !== '';

  const send = async () => {
    setTried(true);
    if (!ready || form.category === '') return;
    // WeChat asks for messages only inside the tap; a refusal changes nothing.
    await askForNotices(['case_contacted', 'case_materials_wanted', 'case_completed']);
    await file.run({ enterpriseId, category: form.category, title, body, ...(place.length >= 2 ? { place } : {}) });
  };

  const missing =
    form.category === '' ? requestsText.chooseCategory : title.length < 2 ? requestsText.writeTitle : body.length < 5 ? requestsText.writeBody : null;
  // Stands in the bar, where it is seen from wherever the person has scrolled to.
  const wrong = file.error?.message ?? (tried ? missing : null);
  const member = (me?.enterprises.length ?? 0) > 0;
  const bar = (
    <ActionBar
      primary={{ id: 'request-send', word: requestsText.send, busy: file.busy, onPress: () => void send() }}
      note={wrong ? <InlineMessage tone="danger" what={wrong} /> : requestsText.draftKept}
    />
  );
  return (
    <PageFrame title={requestsText.file} {...(unit ? { note: requestsText.promise(unit) } : {})} {...(member ? { bottomBar: bar } : {})}>
      <DangerCall words={`${form.title}\n${form.body}\n${form.place}`} />
      <SignedIn why={requestsText.signInWhy}>
        {({ enterprises }) =>
          enterprises.length === 0 ? (
            <EmptyState icon="building-2" what={requestsText.notMember} />
          ) : (
            <>
              <Enterprises enterprises={enterprises} chosen={enterpriseId} onChoose={(id) => change({ enterpriseId: id })} />
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
                error={tried && title.length < 2 ? requestsText.writeTitle : null}
                onChange={(value) => change({ title: value })}
              />
              <TextField
                id="request-body"
                label={requestsText.body}
                placeholder={requestsText.bodyPlaceholder}
                value={form.body}
                multiline
                maxLength={2000}
                error={tried && body.length < 5 ? requestsText.writeBody : null}
                onChange={(value) => change({ body: value })}
              />
              <TextField
                id="request-place"
                label={requestsText.place}
                placeholder={requestsText.placePlaceholder}
                value={form.place}
                maxLength={120}
                optional
                onChange={(value) => change({ place: value })}
              />
            </>
          )
        }
      </SignedIn>
    </PageFrame>
  );
}
