import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { photoLimits } from '../../shared/rules/photos';
import { groupsText } from '../../shared/text/pages/groups';
import { photosText } from '../../shared/text/photos';
import { requestsText } from '../../shared/text/pages/requests';
import { visitsText } from '../../shared/text/pages/visits';
import { ActionBar } from '../components/ActionBar';
import { EmptyState } from '../components/EmptyState';
import { InlineMessage } from '../components/InlineMessage';
import { PageFrame } from '../components/PageFrame';
import { useDraft } from '../draft';
import { replace } from '../go';
import { askForNotices } from '../grants';
import { parameter, paths } from '../paths';
import { PhotoField } from '../photos/PhotoField';
import { type DraftPhoto, usePhotos } from '../photos/usePhotos';
import { useAct, useRead } from '../query';
import { useMe } from '../session';
import { SignedIn } from '../SignedIn';
import { Enterprises } from './Enterprises';
import { emptyVisit, VisitFields, type VisitForm, wantedVisit } from './VisitFields';
import { Refusal } from '../Refusal';

type Form = VisitForm & { enterpriseId: string; photos?: DraftPhoto[] };
const empty: Form = { ...emptyVisit, enterpriseId: '' };

/** Ask for a visit at the door: on a request that is there already, or as a new one. */
export default function AskVisit() {
  const { params } = useRouter();
  const caseId = parameter(params, 'case');
  const groupId = parameter(params, 'group');
  const me = useMe();
  const [form, change, clear] = useDraft<Form>(`visit:${caseId}${groupId}`, empty);
  const [tried, setTried] = useState(false);
  const enterpriseId = me?.enterprises.find(({ id }) => id === form.enterpriseId)?.id ?? me?.enterprises[0]?.id ?? '';
  const ask = useAct('visits.ask', {
    refreshes: ['visits.list', 'cases.list', 'cases.read', 'groups.read'],
    onDone: (visit) => {
      clear();
      replace(paths.visit(visit.id));
    },
  });
  const group = useRead('groups.read', { id: groupId }, { enabled: groupId !== '' && me !== undefined, keep: false }).data;
  const photos = usePhotos(form.photos ?? [], (to) => change((shown) => ({ photos: to(shown.photos ?? []) })), photoLimits.each);
  const wanted = enterpriseId === '' ? null : wantedVisit(form, group?.people);
  const send = async () => {
    setTried(true);
    if (!wanted || photos.unfinished) return;
    await askForNotices(['case_visit_planned', 'case_visit_changed', 'case_visit_done']);
    await ask.run({
      enterpriseId,
      ...(caseId ? { caseId } : {}),
      ...(groupId ? { groupId } : {}),
      ...wanted,
      ...(photos.ids.length > 0 ? { photos: photos.ids } : {}),
    });
  };
  const wrong = tried && !wanted ? visitsText.missing : tried && photos.unfinished ? photosText.unfinished : null;
  const member = (me?.enterprises.length ?? 0) > 0;
  return (
    <PageFrame
      title={visitsText.ask}
      {...(member
        ? {
            bottomBar: (
              <ActionBar
                primary={{ id: 'visit-send', word: visitsText.send, busy: ask.busy, onPress: () => void send() }}
                note={ask.error ? <Refusal error={ask.error} /> : wrong ? <InlineMessage tone="danger" what={wrong} /> : requestsText.draftKept}
              />
            ),
          }
        : {})}
    >
      <SignedIn why={visitsText.signInWhy}>
        {({ enterprises }) =>
          enterprises.length === 0 ? (
            <EmptyState icon="building-2" what={requestsText.notMember} />
          ) : (
            <>
              {caseId ? null : <Enterprises enterprises={enterprises} chosen={enterpriseId} onChoose={(id) => change({ enterpriseId: id })} />}
              <VisitFields id="visit" form={form} group={group ? groupsText.forList(group.itemName, group.people) : null} onChange={change} />
              <PhotoField title={visitsText.photos} note={visitsText.photosNote} photos={photos} />
            </>
          )
        }
      </SignedIn>
    </PageFrame>
  );
}
