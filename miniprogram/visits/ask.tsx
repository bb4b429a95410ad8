import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { type HomeVisitKind, type HomeVisitNeed, homeVisitKinds, homeVisitNeeds } from '../../shared/rules/home-visit-flow';
import { photoLimits } from '../../shared/rules/photos';
import { homeVisitKindNotes, homeVisitKindWords, homeVisitNeedWords } from '../../shared/text/home-visits';
import { groupsText } from '../../shared/text/pages/groups';
import { photosText } from '../../shared/text/photos';
import { requestsText } from '../../shared/text/pages/requests';
import { visitsText } from '../../shared/text/pages/visits';
import { ActionBar } from '../components/ActionBar';
import { AnswerCard } from '../components/AnswerCard';
import { Chips } from '../components/Chips';
import { EmptyState } from '../components/EmptyState';
import { InlineMessage } from '../components/InlineMessage';
import { Labelled } from '../components/Labelled';
import { NumberField } from '../components/NumberField';
import { PageFrame } from '../components/PageFrame';
import { TextField } from '../components/TextField';
import { useDraft } from '../draft';
import { replace } from '../go';
import { askForNotices } from '../grants';
import { Where } from '../pages/requests/Where';
import type { Point } from '../pages/requests/request-draft';
import { parameter, paths } from '../paths';
import { PhotoField } from '../photos/PhotoField';
import { type DraftPhoto, usePhotos } from '../photos/usePhotos';
import { useAct, useRead } from '../query';
import { useMe } from '../session';
import { SignedIn } from '../SignedIn';
import { Enterprises } from './Enterprises';

type Form = {
  enterpriseId: string;
  kind: HomeVisitKind | null;
  need: HomeVisitNeed | null;
  people: string;
  address: string;
  opens: string;
  closes: string;
  note: string;
  /** On a map, for whoever drives there; a draft of an earlier version has none. */
  point?: Point | null;
  photos?: DraftPhoto[];
};
const empty: Form = { enterpriseId: '', kind: null, need: null, people: '', address: '', opens: '09:00', closes: '17:30', note: '' };

const mornings = ['08:00', '09:00', '10:00', '14:00'] as const;
const evenings = ['12:00', '17:30', '20:00', '22:00'] as const;

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
  const people = group?.people ?? Number(form.people);
  const photos = usePhotos(form.photos ?? [], (to) => change((shown) => ({ photos: to(shown.photos ?? []) })), photoLimits.each);
  const [address, note] = [form.address.trim(), form.note.trim()];
  const ready = form.kind !== null && form.need !== null && Number.isInteger(people) && people > 0 && address.length >= 4 && enterpriseId !== '';
  const send = async () => {
    setTried(true);
    const { kind, need, opens, closes } = form;
    if (!ready || photos.unfinished || kind === null || need === null) return;
    await askForNotices(['case_visit_planned', 'case_visit_changed', 'case_visit_done']);
    await ask.run({
      enterpriseId,
      ...(caseId ? { caseId } : {}),
      ...(groupId ? { groupId } : {}),
      kind,
      need,
      people,
      address,
      opens,
      closes,
      ...(note.length >= 2 ? { note } : {}),
      ...(form.point ? { point: form.point } : {}),
      ...(photos.ids.length > 0 ? { photos: photos.ids } : {}),
    });
  };
  const wrong = ask.error?.message ?? (tried && !ready ? visitsText.missing : tried && photos.unfinished ? photosText.unfinished : null);
  const member = (me?.enterprises.length ?? 0) > 0;
  return (
    <PageFrame
      title={visitsText.ask}
      {...(member
        ? {
            bottomBar: (
              <ActionBar
                primary={{ id: 'visit-send', word: visitsText.send, busy: ask.busy, onPress: () => void send() }}
                note={wrong ? <InlineMessage tone="danger" what={wrong} /> : requestsText.draftKept}
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
              <AnswerCard
                question={visitsText.kind}
                options={homeVisitKinds.map((value) => ({ value, label: homeVisitKindWords[value], note: homeVisitKindNotes[value] }))}
                chosen={form.kind}
                onChoose={(kind) => change({ kind })}
              />
              <AnswerCard
                question={visitsText.need}
                options={homeVisitNeeds.map((value) => ({ value, label: homeVisitNeedWords[value] }))}
                chosen={form.need}
                onChoose={(need) => change({ need })}
              />
              {group ? <InlineMessage what={groupsText.forList(group.itemName, group.people)} /> : null}
              {group ? null : (
                <Labelled label={visitsText.people}>
                  <NumberField
                    id="visit-people"
                    label={visitsText.people}
                    unit={visitsText.peopleUnit}
                    value={form.people}
                    onChange={(value) => change({ people: value })}
                  />
                </Labelled>
              )}
              <Where
                place={form.address}
                point={form.point ?? null}
                wanted={{ label: visitsText.address, placeholder: visitsText.addressPlaceholder }}
                onChange={({ place, point }) =>
                  change({ ...(place === undefined ? {} : { address: place }), ...(point === undefined ? {} : { point }) })
                }
              />
              <Labelled label={visitsText.opens}>
                <Hours label={visitsText.opens} hours={mornings} chosen={form.opens} onChoose={(opens) => change({ opens })} />
              </Labelled>
              <Labelled label={visitsText.closes}>
                <Hours label={visitsText.closes} hours={evenings} chosen={form.closes} onChoose={(closes) => change({ closes })} />
              </Labelled>
              <TextField
                id="visit-note"
                label={visitsText.note}
                placeholder={visitsText.notePlaceholder}
                optional
                multiline
                value={form.note}
                maxLength={300}
                onChange={(value) => change({ note: value })}
              />
              <PhotoField title={visitsText.photos} note={visitsText.photosNote} photos={photos} />
            </>
          )
        }
      </SignedIn>
    </PageFrame>
  );
}

function Hours({ label, hours, chosen, onChoose }: { label: string; hours: readonly string[]; chosen: string; onChoose: (clock: string) => void }) {
  return <Chips label={label} role="radio" chips={hours.map((value) => ({ value, word: value }))} chosen={[chosen]} onPress={onChoose} />;
}
