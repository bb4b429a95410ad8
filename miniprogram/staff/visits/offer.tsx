import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { type HomeVisitKind, type HomeVisitNeed, homeVisitKinds, homeVisitNeeds } from '../../../shared/rules/home-visit-flow';
import { homeVisitKindNotes, homeVisitKindWords, homeVisitNeedWords } from '../../../shared/text/home-visits';
import { visitDeskText } from '../../../shared/text/pages/visit-desk';
import { visitsText } from '../../../shared/text/pages/visits';
import { ActionBar } from '../../components/ActionBar';
import { AnswerCard } from '../../components/AnswerCard';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { NumberField } from '../../components/NumberField';
import { PageFrame } from '../../components/PageFrame';
import { TextField } from '../../components/TextField';
import { useDraft } from '../../draft';
import { replace } from '../../go';
import type { Point } from '../../pages/requests/request-draft';
import { Where } from '../../pages/requests/Where';
import { parameter } from '../../paths';
import { useAct } from '../../query';
import { staffPaths } from '../paths';
import { deskRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';

type Form = {
  kind: HomeVisitKind | null;
  need: HomeVisitNeed | null;
  people: string;
  address: string;
  point: Point | null;
  opens: string;
  closes: string;
  note: string;
};
const empty: Form = { kind: null, need: null, people: '', address: '', point: null, opens: '09:00', closes: '17:30', note: '' };
const mornings = ['08:00', '09:00', '10:00', '14:00'] as const;
const evenings = ['12:00', '17:30', '20:00', '22:00'] as const;

/** Staff put a visit at the firm's door on a request themselves; it then waits for a round, and the firm is told. */
export default function OfferVisit() {
  const id = parameter(useRouter().params, 'case');
  const [form, change, clear] = useDraft<Form>(`offer-visit:${id}`, empty);
  const [tried, setTried] = useState(false);
  const offer = useAct('visitDesk.offer', {
    refreshes: ['visitDesk.waiting', 'desk.read'],
    onDone: () => {
      clear();
      replace(staffPaths.waitingVisits);
    },
  });
  const { kind, need, opens, closes, point } = form;
  const people = Number(form.people);
  const [address, note] = [form.address.trim(), form.note.trim()];
  const ready = kind !== null && need !== null && Number.isInteger(people) && people > 0 && address.length >= 4;
  const send = () => {
    setTried(true);
    if (!ready) return;
    void offer.run({ id, kind, need, people, address, opens, closes, ...(point ? { point } : {}), ...(note.length >= 2 ? { note } : {}) });
  };
  const wrong = offer.error?.message ?? (tried && !ready ? visitsText.missing : null);
  return (
    <PageFrame
      title={visitDeskText.offer}
      bottomBar={
        <ActionBar
          primary={{ id: 'offer-send', word: visitDeskText.offerSend, busy: offer.busy, onPress: send }}
          note={wrong ? <InlineMessage tone="danger" what={wrong} /> : visitDeskText.offerAddress}
        />
      }
    >
      <StaffOnly roles={deskRoles}>
        {() => (
          <>
            <AnswerCard
              question={visitsText.kind}
              options={homeVisitKinds.map((value) => ({ value, label: homeVisitKindWords[value], note: homeVisitKindNotes[value] }))}
              chosen={kind}
              onChoose={(chosen) => change({ kind: chosen })}
            />
            <AnswerCard
              question={visitsText.need}
              options={homeVisitNeeds.map((value) => ({ value, label: homeVisitNeedWords[value] }))}
              chosen={need}
              onChoose={(chosen) => change({ need: chosen })}
            />
            <Labelled label={visitsText.people}>
              <NumberField
                id="offer-people"
                label={visitsText.people}
                unit={visitsText.peopleUnit}
                value={form.people}
                onChange={(value) => change({ people: value })}
              />
            </Labelled>
            <Where
              place={form.address}
              point={point}
              wanted={{ label: visitsText.address, placeholder: visitsText.addressPlaceholder }}
              onChange={({ place, point: chosen }) =>
                change({ ...(place === undefined ? {} : { address: place }), ...(chosen === undefined ? {} : { point: chosen }) })
              }
            />
            <Labelled label={visitsText.opens}>
              <Chips
                label={visitsText.opens}
                role="radio"
                chips={mornings.map((value) => ({ value, word: value }))}
                chosen={[opens]}
                onPress={(clock) => change({ opens: clock })}
              />
            </Labelled>
            <Labelled label={visitsText.closes}>
              <Chips
                label={visitsText.closes}
                role="radio"
                chips={evenings.map((value) => ({ value, word: value }))}
                chosen={[closes]}
                onPress={(clock) => change({ closes: clock })}
              />
            </Labelled>
            <TextField
              id="offer-note"
              label={visitsText.note}
              placeholder={visitsText.notePlaceholder}
              optional
              multiline
              value={form.note}
              maxLength={300}
              onChange={(value) => change({ note: value })}
            />
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}
