import { useState } from 'react';
import { type ClaimCapacity, claimCapacities } from '../../../shared/rules/claim-flow';
import { oneLineForm } from '../../../shared/rules/one-line';
import { photoLimits } from '../../../shared/rules/photos';
import { isDay, shanghaiDay } from '../../../shared/rules/shanghai';
import { checkUscc } from '../../../shared/rules/uscc';
import { claimCapacityWords, enterpriseText } from '../../../shared/text/pages/enterprise';
import { serviceInstant } from '../../clock';
import { ActionBar } from '../../components/ActionBar';
import { Chips } from '../../components/Chips';
import { DateField } from '../../components/DateField';
import { EmptyState } from '../../components/EmptyState';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { PageFrame } from '../../components/PageFrame';
import { TextField } from '../../components/TextField';
import { useDraft } from '../../draft';
import { go, replace } from '../../go';
import { paths } from '../../paths';
import { PhotoField } from '../../photos/PhotoField';
import { type DraftPhoto, usePhotos } from '../../photos/usePhotos';
import { useAct, useRead } from '../../query';
import { useMe } from '../../session';
import { SignedIn } from '../../SignedIn';
import { Refusal } from '../../Refusal';

type Form = { uscc: string; name: string; town: string; capacity: ClaimCapacity; legal: string; issued: string; photos: DraftPhoto[] };
const empty: Form = { uscc: '', name: '', town: '', capacity: 'legal_representative', legal: '', issued: '', photos: [] };

/** A principal registers an enterprise: what stands on the licence, for the town's unit to check. */
export default function RegisterEnterprise() {
  const me = useMe();
  const [form, change, clear] = useDraft<Form>('claim', empty);
  const [tried, setTried] = useState(false);
  // A draft of an earlier version of this page has none.
  const photos = usePhotos(form.photos ?? [], (to) => change((shown) => ({ photos: to(shown.photos ?? []) })), photoLimits.each);
  const file = useAct('claims.file', {
    refreshes: ['claims.mine'],
    onDone: () => {
      clear();
      replace(paths.enterprises);
    },
  });
  const code = checkUscc(form.uscc);
  const name = form.name.trim();
  const legal = form.legal.trim();
  const dayFits = isDay(form.issued) && form.issued <= shanghaiDay(serviceInstant());
  const nameFits = name.length >= 2 && oneLineForm.test(name);
  const ready = code.ok && nameFits && legal.length >= 2 && form.town !== '' && dayFits && photos.ids.length > 0 && !photos.unfinished;
  const send = () => {
    setTried(true);
    if (!ready) return;
    void file.run({
      uscc: form.uscc,
      name,
      town: form.town,
      capacity: form.capacity,
      legalRepresentative: legal,
      licenceIssuedOn: form.issued,
      photos: photos.ids,
    });
  };
  const wrong = tried && !ready ? enterpriseText.missing : null;
  const bar = (
    <ActionBar
      primary={{ id: 'claim-send', word: enterpriseText.send, busy: file.busy, onPress: send }}
      {...(file.error ? { note: <Refusal error={file.error} /> } : wrong ? { note: <InlineMessage tone="danger" what={wrong} /> } : {})}
    />
  );
  return (
    <PageFrame title={enterpriseText.registerTitle} note={enterpriseText.registerNote} {...(me?.realNameVerified ? { bottomBar: bar } : {})}>
      <SignedIn why={enterpriseText.signInWhy}>
        {({ realNameVerified }) =>
          realNameVerified ? (
            <>
              <TextField
                id="claim-uscc"
                label={enterpriseText.uscc}
                hint={enterpriseText.usccHint}
                error={(tried || form.uscc.length >= 18) && !code.ok ? enterpriseText.usccWrong : null}
                value={form.uscc}
                maxLength={30}
                onChange={(uscc) => change({ uscc })}
              />
              <TextField
                id="claim-name"
                label={enterpriseText.name}
                hint={enterpriseText.nameHint}
                error={tried && !nameFits ? enterpriseText.nameHint : null}
                value={form.name}
                maxLength={60}
                onChange={(value) => change({ name: value })}
              />
              <Town chosen={form.town} tried={tried} onChoose={(town) => change({ town })} />
              <Labelled label={enterpriseText.capacity}>
                <Chips
                  label={enterpriseText.capacity}
                  role="radio"
                  chips={claimCapacities.map((value) => ({ value, word: claimCapacityWords[value] }))}
                  chosen={[form.capacity]}
                  onPress={(capacity) => change({ capacity })}
                />
              </Labelled>
              <TextField
                id="claim-legal"
                label={enterpriseText.legal}
                hint={enterpriseText.nameHint}
                error={tried && legal.length < 2 ? enterpriseText.nameHint : null}
                value={form.legal}
                maxLength={30}
                onChange={(value) => change({ legal: value })}
              />
              <Labelled label={enterpriseText.issued}>
                <DateField
                  label={enterpriseText.issued}
                  value={form.issued}
                  error={(tried || form.issued !== '') && !dayFits ? enterpriseText.issuedWrong : null}
                  onChange={(issued) => change({ issued })}
                />
              </Labelled>
              <PhotoField title={enterpriseText.licencePhotos} note={enterpriseText.licencePhotosNote} photos={photos} />
              {tried && photos.ids.length === 0 ? <InlineMessage tone="danger" what={enterpriseText.licencePhotosMissing} /> : null}
            </>
          ) : (
            <EmptyState icon="id-card" what={enterpriseText.realNameFirst} first={{ word: enterpriseText.toRealName, onPress: () => go(paths.me) }} />
          )
        }
      </SignedIn>
    </PageFrame>
  );
}

/** The town is one that has a contact channel: typed in part, chosen from what fits. */
function Town({ chosen, tried, onChoose }: { chosen: string; tried: boolean; onChoose: (town: string) => void }) {
  const [typed, setTyped] = useState(chosen);
  const { data } = useRead('channels.list', {});
  const towns = [...new Set(data?.channels.flatMap(({ town }) => (town ? [town] : [])) ?? [])];
  const words = typed.trim();
  const found = words === '' ? [] : towns.filter((town) => town.includes(words)).slice(0, 6);
  const type = (text: string) => {
    setTyped(text);
    onChoose(towns.includes(text.trim()) ? text.trim() : '');
  };
  const problem = words !== '' && data && found.length === 0 ? enterpriseText.townNone : tried && chosen === '' ? enterpriseText.townHint : null;
  return (
    <>
      <TextField
        id="claim-town"
        label={enterpriseText.town}
        hint={enterpriseText.townHint}
        error={problem}
        value={typed}
        maxLength={20}
        onChange={type}
      />
      {found.length > 0 && chosen !== words ? (
        <Chips label={enterpriseText.town} chips={found.map((value) => ({ value, word: value }))} onPress={type} />
      ) : null}
    </>
  );
}
