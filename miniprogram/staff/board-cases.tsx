import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Input } from '../../shared/contract';
import { type OpenState, openStates } from '../../shared/rules/case-clocks';
import { caseChannels } from '../../shared/rules/case-flow';
import { clockStateWords } from '../../shared/text/cases';
import { boardText } from '../../shared/text/pages/desk';
import { CasePages } from '../cases/CasePages';
import { Chips } from '../components/Chips';
import { EmptyState } from '../components/EmptyState';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { go } from '../go';
import { parameter } from '../paths';
import { useRead } from '../query';
import { staffPaths } from './paths';
import { boardRoles } from './roles';
import { StaffOnly } from './StaffOnly';

type Filter = Omit<Input<'supervision.cases'>, 'cursor'>;
type Shown = OpenState | 'all';

/** The requests behind a number of the board, nearest deadline first. */
export default function BoardCases() {
  const { params } = useRouter();
  const given = (name: string) => parameter(params, name);
  const [state, setState] = useState<Shown>(openStates.find((known) => known === given('state')) ?? 'all');
  const channel = caseChannels.find((known) => known === given('channel'));
  const filter: Filter = {
    ...(state === 'all' ? {} : { state }),
    ...(given('unit') ? { unitId: given('unit') } : {}),
    ...(given('item') ? { itemCode: given('item') } : {}),
    ...(channel ? { channel } : {}),
  };
  const chips = [
    { value: 'all' as Shown, word: boardText.all },
    ...openStates.map((value) => ({ value: value as Shown, word: clockStateWords[value] })),
  ];
  return (
    <PageFrame title={given('name') || boardText.cases}>
      <StaffOnly roles={boardRoles}>
        {() => (
          <>
            <Section kind="bare">
              <Chips label={boardText.states} role="radio" chips={chips} chosen={[state]} onPress={setState} />
            </Section>
            <Listed key={state} filter={filter} />
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

function Listed({ filter }: { filter: Filter }) {
  const useRows = (cursor?: string) => useRead('supervision.cases', { ...filter, ...(cursor ? { cursor } : {}) }, { keep: false });
  return <CasePages useRows={useRows} empty={<EmptyState icon="clock" what={boardText.none} />} onOpen={(id) => go(staffPaths.case(id))} />;
}
