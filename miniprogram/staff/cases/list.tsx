import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Input } from '../../../shared/contract';
import { complexities, openStates } from '../../../shared/rules/case-clocks';
import { caseCategories, caseChannels, caseStatuses, openCaseStatuses } from '../../../shared/rules/case-flow';
import { caseCategoryWords, caseChannelWords, caseStatusWords, clockStateWords, complexityWords } from '../../../shared/text/cases';
import { deskText } from '../../../shared/text/pages/desk';
import { narrowingText } from '../../../shared/text/pages/narrowing';
import { CasePages } from '../../cases/CasePages';
import { type Facet, type Narrowed, Narrowing, optionsOf } from '../../cases/Narrowing';
import { EmptyState } from '../../components/EmptyState';
import { PageFrame } from '../../components/PageFrame';
import { go } from '../../go';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { useMe } from '../../session';
import { useSettled } from '../../settled';
import { staffPaths } from '../paths';
import { boardRoles, deskRoles, holds } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { Scopes, type Scope, scopes } from './Scopes';

const none: Record<Scope, string> = {
  mine: deskText.noneMine,
  unit: deskText.noneUnit,
  incoming: deskText.noneIncoming,
  finished: deskText.noneFinished,
};

type Asked = Omit<Input<'desk.list'>, 'cursor'>;

const openStatus = (status: string) => openCaseStatuses.some((open) => open === status);

/** Requests within reach, nearest deadline first: mine, the unit's, those that ask the unit to take them on or to help, the finished ones. */
export default function DeskList() {
  const { params } = useRouter();
  const asked = parameter(params, 'scope');
  const enterpriseId = parameter(params, 'enterprise');
  const [scope, setScope] = useState<Scope>(scopes.find((known) => known === asked) ?? 'mine');
  const [typed, setTyped] = useState('');
  const [narrowed, setNarrowed] = useState<Narrowed>({});
  const choose = (to: Scope) => {
    setScope(to);
    // Neither the statuses nor the clocks of open requests are those of finished ones.
    const { status: _, state: _state, ...rest } = narrowed;
    setNarrowed(rest);
  };
  return (
    <PageFrame title={parameter(params, 'name') || deskText.list}>
      <StaffOnly roles={deskRoles}>
        {() => (
          <>
            <Scopes chosen={scope} onChoose={choose} />
            <Listed
              scope={scope}
              enterpriseId={enterpriseId}
              typed={typed}
              onType={setTyped}
              narrowed={narrowed}
              onNarrow={setNarrowed}
              onUnit={() => choose('unit')}
            />
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

type ListedProps = {
  scope: Scope;
  enterpriseId: string;
  typed: string;
  onType: (typed: string) => void;
  narrowed: Narrowed;
  onNarrow: (narrowed: Narrowed) => void;
  onUnit: () => void;
};

function Listed({ scope, enterpriseId, typed, onType, narrowed, onNarrow, onUnit }: ListedProps) {
  const search = useSettled(typed.trim()).slice(0, 60);
  const facets = useFacets(scope);
  const chosen = Object.fromEntries(Object.entries(narrowed).filter(([name]) => facets.some((facet) => facet.name === name)));
  const input: Asked = { scope, ...chosen, ...(search.length >= 2 ? { search } : {}), ...(enterpriseId ? { enterpriseId } : {}) };
  const isNarrowed = search.length >= 2 || Object.keys(chosen).length > 0;
  const showAll = () => {
    onType('');
    onNarrow({});
  };
  return (
    <>
      <Narrowing typed={typed} onType={onType} facets={facets} narrowed={narrowed} onNarrow={onNarrow} />
      <Rows
        key={JSON.stringify(input)}
        input={input}
        empty={
          isNarrowed ? (
            <EmptyState icon="search" what={narrowingText.nothing} first={{ word: narrowingText.showAll, onPress: showAll }} />
          ) : (
            <EmptyState
              icon="clipboard-list"
              what={none[scope]}
              {...(scope === 'mine' ? { first: { word: deskText.toUnit, onPress: onUnit } } : {})}
            />
          )
        }
      />
    </>
  );
}

/** Requests of others do not stay on the phone. */
function Rows({ input, empty }: { input: Asked; empty: JSX.Element }) {
  const useRows = (cursor?: string) => useRead('desk.list', { ...input, ...(cursor ? { cursor } : {}) }, { keep: false });
  return <CasePages useRows={useRows} empty={empty} onOpen={(id) => go(staffPaths.case(id))} />;
}

/** By unit only who has several below. */
function useFacets(scope: Scope): Facet[] {
  const me = useMe();
  const heads = me !== undefined && holds(me, boardRoles);
  const units = useRead('desk.reach', {}, { enabled: heads }).data?.units ?? [];
  const finished = scope === 'finished';
  return [
    {
      name: 'status',
      title: narrowingText.status,
      options: optionsOf(
        caseStatuses.filter((status) => openStatus(status) !== finished),
        caseStatusWords,
      ),
    },
    ...(finished ? [] : [{ name: 'state', title: narrowingText.state, options: optionsOf(openStates, clockStateWords) }]),
    { name: 'category', title: narrowingText.category, options: optionsOf(caseCategories, caseCategoryWords) },
    { name: 'complexity', title: narrowingText.complexity, options: optionsOf(complexities, complexityWords) },
    { name: 'channel', title: narrowingText.channel, options: optionsOf(caseChannels, caseChannelWords) },
    ...(units.length > 1 ? [{ name: 'unitId', title: narrowingText.unit, options: units.map(({ id, name }) => ({ value: id, word: name })) }] : []),
  ];
}
