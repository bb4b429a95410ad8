import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../shared/contract';
import { groupsText } from '../../shared/text/pages/groups';
import { visitsText } from '../../shared/text/pages/visits';
import { whenText } from '../../shared/text/when';
import { ActionBar, type ActionBarProps } from '../components/ActionBar';
import { InlineMessage } from '../components/InlineMessage';
import { ListRow } from '../components/ListRow';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { Sheet } from '../components/Sheet';
import { go } from '../go';
import { parameter, paths } from '../paths';
import { useAct, useRead } from '../query';
import { Reading } from '../Reading';
import { useMe } from '../session';
import { SignedIn } from '../SignedIn';
import { appointmentState, groupResultState } from '../states';
import { Refusal } from '../Refusal';

type Group = Output<'groups.read'>;
type Person = Group['list'][number];

/** One list: each person with the masked number, the own checklist, when that person is expected, and what came of it. */
export default function GroupList() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('groups.read', { id }, { enabled: me !== undefined, keep: false });
  const bar = read.data ? actionsOf(read.data) : null;
  return (
    <PageFrame title={groupsText.title} {...(bar ? { bottomBar: <ActionBar {...bar} /> } : {})}>
      <SignedIn why={visitsText.signInWhy}>{() => <Reading read={read}>{(group) => <Shown group={group} />}</Reading>}</SignedIn>
    </PageFrame>
  );
}

/** A window for those who have none; a visit while nobody on the list is expected at one. */
function actionsOf({ id, visitId, toPlace, list }: Group): ActionBarProps | null {
  const window = { id: 'group-window', word: groupsText.askWindow, onPress: () => go(paths.groupBlock(id)) };
  const visit = visitId
    ? { id: 'group-visit', word: groupsText.toVisit, onPress: () => go(paths.visit(visitId)) }
    : { id: 'group-ask', word: groupsText.askVisit, onPress: () => go(paths.askVisit(undefined, id)) };
  if (visitId) return { primary: visit, ...(toPlace > 0 ? { secondary: window } : {}) };
  if (toPlace === 0) return null;
  return list.some(({ place }) => place?.mayCancel) ? { primary: window } : { primary: window, secondary: visit };
}

function Shown({ group: { id, itemName, people, done, toPlace, list } }: { group: Group }) {
  const [open, setOpen] = useState<Person | null>(null);
  const cancel = useAct('groups.cancelPlace', { refreshes: ['groups.read', 'groups.list', 'groups.blockDays'], onDone: () => setOpen(null) });
  const waits = toPlace > 0 && toPlace < people ? groupsText.toPlace(toPlace) : null;
  return (
    <>
      <Section title={itemName}>{[groupsText.row(done, people), waits].filter(Boolean).join('，')}</Section>
      <Section kind="rows">
        {list.map((person) => (
          <PersonRow key={person.seq} person={person} onPress={() => (person.place?.mayCancel ? setOpen(person) : toChecklist(person))} />
        ))}
      </Section>
      <Sheet
        open={open !== null}
        title={open?.name ?? ''}
        onClose={() => setOpen(null)}
        actions={[
          { id: 'person-checklist', kind: 'plain', word: groupsText.toChecklist, onPress: () => open && toChecklist(open) },
          {
            id: 'person-cancel',
            kind: 'danger',
            word: groupsText.cancelPlace,
            busy: cancel.busy,
            onPress: () => open && void cancel.run({ id, seq: open.seq }),
          },
        ]}
      >
        {cancel.error ? <Refusal error={cancel.error} /> : <InlineMessage tone="attention" what={groupsText.cancelLose} />}
      </Sheet>
    </>
  );
}

const toChecklist = ({ checklistCode }: Person) => go(paths.checklist(checklistCode));

/** What was ticked at the door counts; else what became of the place at the window. */
function PersonRow({ person: { seq, name, idNumberMasked, result, note, place }, onPress }: { person: Person; onPress: () => void }) {
  const state = result === 'waiting' && place ? appointmentState(place.status) : groupResultState(result);
  return (
    <ListRow
      id={`person-${seq}`}
      title={name}
      note={[groupsText.person(seq, idNumberMasked), note].filter(Boolean).join(' · ')}
      state={state}
      {...(place && place.status !== 'cancelled' ? { until: groupsText.expected(whenText(place.startsAt), place.hallName) } : {})}
      onPress={onPress}
    />
  );
}
