import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { homeVisitKindWords, homeVisitNeedWords } from '../../shared/text/home-visits';
import { visitsText } from '../../shared/text/pages/visits';
import { Action } from '../components/Action';
import { Chips } from '../components/Chips';
import { Facts } from '../components/Facts';
import { InlineMessage } from '../components/InlineMessage';
import { ListRow } from '../components/ListRow';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { Sheet } from '../components/Sheet';
import { StateTag } from '../components/StateTag';
import { go } from '../go';
import { parameter, paths } from '../paths';
import { useAct, useRead } from '../query';
import { Reading } from '../Reading';
import { SignedIn } from '../SignedIn';
import { homeVisitState } from '../states';
import { dial } from '../wechat/call';
import { comesAt, type ShownVisit } from './VisitRow';
import { Refusal } from '../Refusal';

/** One visit from the firm's side: when they come, who, for how many, what came of it. */
export default function VisitDetail() {
  const id = parameter(useRouter().params, 'id');
  return <PageFrame title={visitsText.detail}>{<SignedIn why={visitsText.signInWhy}>{() => <Visit id={id} />}</SignedIn>}</PageFrame>;
}

function Visit({ id }: { id: string }) {
  const read = useRead('visits.read', { id });
  return <Reading read={read}>{(visit) => <Shown visit={visit} />}</Reading>;
}

function Shown({ visit }: { visit: ShownVisit }) {
  const { status, kind, need, people, address, opens, closes, note, team, unitName, unitPhone, peopleDone, result, reason, isOffered, actions } =
    visit;
  return (
    <>
      <Section title={homeVisitKindWords[kind]} aside={<StateTag {...homeVisitState(status)} />}>
        <Facts
          facts={[
            [visitsText.when, comesAt(visit)],
            [visitsText.team, team.join('、')],
            [visitsText.result, result],
            [visitsText.people, peopleDone === null ? visitsText.forPeople(people) : visitsText.donePeople(peopleDone, people)],
            [visitsText.reason, reason],
          ]}
        />
      </Section>
      {status === 'asked' ? <InlineMessage what={isOffered ? visitsText.offered : visitsText.toHead} /> : null}
      <Section title={visitsText.where}>
        <Facts
          facts={[
            [visitsText.address, address],
            [visitsText.opens, visitsText.hours(opens, closes)],
            [visitsText.need, homeVisitNeedWords[need]],
            [visitsText.note, note],
          ]}
        />
      </Section>
      <Section kind="rows">
        <ListRow
          id="visit-case"
          icon="clipboard-list"
          title={visitsText.request}
          note={visit.caseNumber}
          onPress={() => go(paths.request(visit.caseId))}
        />
        <ListRow id="visit-call" icon="phone" title={visitsText.callUnit} note={`${unitName} ${unitPhone}`} onPress={() => dial(unitPhone)} />
      </Section>
      {actions.includes('cancel') ? <CallOff id={visit.id} /> : null}
    </>
  );
}

function CallOff({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<string>(visitsText.cancelReasons[0]);
  const cancel = useAct('visits.cancel', { refreshes: ['visits.read', 'visits.list', 'cases.read'], onDone: () => setOpen(false) });
  return (
    <View>
      <Action id="visit-cancel" kind="text" word={visitsText.cancel} onPress={() => setOpen(true)} />
      <Sheet
        open={open}
        title={visitsText.cancelAsk}
        onClose={() => setOpen(false)}
        actions={[
          { word: visitsText.cancel, kind: 'danger', busy: cancel.busy, onPress: () => void cancel.run({ id, reason }) },
          { word: visitsText.cancelKeep, kind: 'text', onPress: () => setOpen(false) },
        ]}
      >
        <Chips
          label={visitsText.cancelAsk}
          role="radio"
          chips={visitsText.cancelReasons.map((word) => ({ value: word, word }))}
          chosen={[reason]}
          onPress={setReason}
        />
        {cancel.error ? <Refusal error={cancel.error} /> : <InlineMessage tone="attention" what={visitsText.cancelLose} />}
      </Sheet>
    </View>
  );
}
