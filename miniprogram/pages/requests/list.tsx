import { useState } from 'react';
import type { Input } from '../../../shared/contract';
import { openStates } from '../../../shared/rules/case-clocks';
import { caseCategories, caseChannels, caseStatuses } from '../../../shared/rules/case-flow';
import { caseCategoryWords, caseChannelWords, caseStatusWords, clockStateWords } from '../../../shared/text/cases';
import { enterpriseText } from '../../../shared/text/pages/enterprise';
import { narrowingText } from '../../../shared/text/pages/narrowing';
import { requestsText } from '../../../shared/text/pages/requests';
import { visitsText } from '../../../shared/text/pages/visits';
import { CasePages } from '../../cases/CasePages';
import { type Facet, type Narrowed, Narrowing, optionsOf } from '../../cases/Narrowing';
import { ActionBar } from '../../components/ActionBar';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { type Me, useMe } from '../../session';
import { useSettled } from '../../settled';
import { SignedIn } from '../../SignedIn';

const fileOne = { word: requestsText.newOne, icon: 'plus', id: 'new-request', onPress: () => go(paths.newRequest()) } as const;

/** My enterprises' requests: what, how it stands, who has it, until when. */
export default function RequestList() {
  const me = useMe();
  const member = (me?.enterprises.length ?? 0) > 0;
  return (
    <PageFrame title={requestsText.list} note={requestsText.listNote} {...(member ? { bottomBar: <ActionBar primary={fileOne} /> } : {})}>
      <SignedIn why={requestsText.signInWhy}>{(person) => <Requests me={person} />}</SignedIn>
    </PageFrame>
  );
}

type Asked = Omit<Input<'cases.list'>, 'cursor'>;

function Requests({ me }: { me: Me }) {
  const [typed, setTyped] = useState('');
  const [narrowed, setNarrowed] = useState<Narrowed>({});
  const search = useSettled(typed.trim()).slice(0, 60);
  if (me.enterprises.length === 0)
    return <EmptyState icon="building-2" what={requestsText.notMember} first={{ word: enterpriseText.mine, onPress: () => go(paths.enterprises) }} />;
  const input: Asked = { ...narrowed, ...(search.length >= 2 ? { search } : {}) };
  const isNarrowed = Object.keys(input).length > 0;
  const showAll = () => {
    setTyped('');
    setNarrowed({});
  };
  return (
    <>
      <Section kind="rows">
        <ListRow id="visits" icon="car" title={visitsText.list} note={visitsText.listNote} onPress={() => go(paths.visits)} />
      </Section>
      <Narrowing typed={typed} onType={setTyped} facets={facetsOf(me)} narrowed={narrowed} onNarrow={setNarrowed} />
      <Rows
        key={JSON.stringify(input)}
        input={input}
        empty={
          isNarrowed ? (
            <EmptyState icon="search" what={narrowingText.nothing} first={{ word: narrowingText.showAll, onPress: showAll }} />
          ) : (
            <EmptyState icon="building-2" what={requestsText.none} first={{ word: requestsText.first, onPress: fileOne.onPress }} />
          )
        }
      />
    </>
  );
}

/** What was narrowed or searched does not stay on the phone; the plain list does, for where there is no network. */
function Rows({ input, empty }: { input: Asked; empty: JSX.Element }) {
  const keep = Object.keys(input).length === 0;
  const useRows = (cursor?: string) => useRead('cases.list', { ...input, ...(cursor ? { cursor } : {}) }, { keep });
  return <CasePages useRows={useRows} empty={empty} onOpen={(id) => go(paths.request(id))} />;
}

const facetsOf = (me: Me): Facet[] => [
  { name: 'status', title: narrowingText.status, options: optionsOf(caseStatuses, caseStatusWords) },
  { name: 'state', title: narrowingText.state, options: optionsOf(openStates, clockStateWords) },
  { name: 'category', title: narrowingText.category, options: optionsOf(caseCategories, caseCategoryWords) },
  ...(me.enterprises.length > 1
    ? [{ name: 'enterpriseId', title: narrowingText.enterprise, options: me.enterprises.map(({ id, name }) => ({ value: id, word: name })) }]
    : []),
  { name: 'channel', title: narrowingText.channel, options: optionsOf(caseChannels, caseChannelWords) },
];
