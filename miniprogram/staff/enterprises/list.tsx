import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Input, Output } from '../../../shared/contract';
import { type EnterpriseStatus, enterpriseStatuses } from '../../../shared/rules/enterprise-flow';
import { enterpriseStatusWords, enterpriseTierWords } from '../../../shared/text/enterprises';
import { registerText } from '../../../shared/text/pages/register';
import { dayText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { SearchField } from '../../components/SearchField';
import { Section } from '../../components/Section';
import { serviceInstant } from '../../clock';
import { go } from '../../go';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { useSettled } from '../../settled';
import { enterpriseState } from '../../states';
import { staffPaths } from '../paths';
import { enterpriseRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';

type Row = Output<'register.list'>['enterprises'][number];
type Shown = EnterpriseStatus | 'all';
type Asked = Omit<Input<'register.list'>, 'cursor'>;

/** The register within reach: searched by name or code, by status, page by page. */
export default function EnterpriseList() {
  const asked = parameter(useRouter().params, 'status');
  const [shown, setShown] = useState<Shown>(enterpriseStatuses.find((status) => status === asked) ?? 'all');
  const [typed, setTyped] = useState('');
  return (
    <PageFrame title={registerText.list} note={registerText.listNote}>
      <StaffOnly roles={enterpriseRoles}>
        {() => (
          <>
            <SearchField value={typed} onChange={setTyped} label={registerText.box} placeholder={registerText.box} />
            <Register
              typed={typed}
              shown={shown}
              onShow={setShown}
              onAll={() => {
                setTyped('');
                setShown('all');
              }}
            />
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

function Register({ typed, shown, onShow, onAll }: { typed: string; shown: Shown; onShow: (shown: Shown) => void; onAll: () => void }) {
  const query = useSettled(typed.trim()).slice(0, 60);
  const input: Asked = { ...(query ? { query } : {}), ...(shown === 'all' ? {} : { status: shown }) };
  const { data } = useRead('register.list', input, { keep: false });
  const isNarrowed = query !== '' || shown !== 'all';
  return (
    <>
      {data ? <Statuses counts={data.counts} shown={shown} onShow={onShow} /> : null}
      <Pages
        key={JSON.stringify(input)}
        input={input}
        empty={
          <EmptyState
            icon="building-2"
            what={isNarrowed ? registerText.nothing : registerText.none}
            {...(isNarrowed ? { first: { word: registerText.showAll, onPress: onAll } } : {})}
          />
        }
      />
    </>
  );
}

function Statuses({ counts, shown, onShow }: { counts: Record<EnterpriseStatus, number>; shown: Shown; onShow: (shown: Shown) => void }) {
  const all = enterpriseStatuses.reduce((sum, status) => sum + (status === 'unlisted' ? 0 : counts[status]), 0);
  const some = enterpriseStatuses.filter((status) => counts[status] > 0 || status === shown);
  const chips = [
    { value: 'all' as Shown, word: registerText.all(all) },
    ...some.map((status) => ({ value: status as Shown, word: registerText.statusCount(enterpriseStatusWords[status], counts[status]) })),
  ];
  return (
    <Section kind="bare">
      <Chips label={registerText.statuses} role="radio" chips={chips} chosen={[shown]} onPress={onShow} />
    </Section>
  );
}

function Pages({ input, empty }: { input: Asked; empty: JSX.Element }) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  return (
    <>
      {cursors.map((cursor, index) => (
        <Page
          key={cursor ?? 'first'}
          input={{ ...input, ...(cursor ? { cursor } : {}) }}
          empty={empty}
          {...(index === cursors.length - 1 ? { onMore: (next: string) => setCursors([...cursors, next]) } : {})}
        />
      ))}
    </>
  );
}

function Page({ input, empty, onMore }: { input: Input<'register.list'>; empty: JSX.Element; onMore?: (next: string) => void }) {
  const read = useRead('register.list', input, { keep: false });
  return (
    <Reading read={read}>
      {({ enterprises, nextCursor }) =>
        enterprises.length === 0 ? (
          empty
        ) : (
          <>
            <Section kind="rows">
              {enterprises.map((row) => (
                <EnterpriseRow key={row.id} row={row} />
              ))}
            </Section>
            {nextCursor && onMore ? <Action kind="plain" word={registerText.more} onPress={() => onMore(nextCursor)} /> : null}
          </>
        )
      }
    </Reading>
  );
}

function EnterpriseRow({ row }: { row: Row }) {
  const today = serviceInstant().slice(0, 10);
  return (
    <ListRow
      id={`enterprise-${row.id}`}
      title={row.name}
      state={enterpriseState(row.status)}
      note={[row.town, row.tier && enterpriseTierWords[row.tier], row.since && registerText.since(dayText(row.since, today))]
        .filter(Boolean)
        .join(' · ')}
      who={[row.unitName, row.liaisonName].filter(Boolean).join(' · ')}
      onPress={() => go(staffPaths.enterprise(row.id))}
    />
  );
}
