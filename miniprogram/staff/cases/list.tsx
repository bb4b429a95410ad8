import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { deskText } from '../../../shared/text/pages/desk';
import { CasePages } from '../../cases/CasePages';
import { EmptyState } from '../../components/EmptyState';
import { PageFrame } from '../../components/PageFrame';
import { go } from '../../go';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { staffPaths } from '../paths';
import { deskRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { Scopes, type Scope, scopes } from './Scopes';

const none: Record<Scope, string> = {
  mine: deskText.noneMine,
  unit: deskText.noneUnit,
  incoming: deskText.noneIncoming,
  finished: deskText.noneFinished,
};

/** Requests within reach, nearest deadline first: mine, the unit's, those that ask the unit to take them on or to help, the finished ones. */
export default function DeskList() {
  const asked = parameter(useRouter().params, 'scope');
  const [scope, setScope] = useState<Scope>(scopes.find((known) => known === asked) ?? 'mine');
  return (
    <PageFrame title={deskText.list}>
      <StaffOnly roles={deskRoles}>
        {() => (
          <>
            <Scopes chosen={scope} onChoose={setScope} />
            <CasePages
              key={scope}
              useRows={rowsOf[scope]}
              empty={
                <EmptyState
                  icon="clipboard-list"
                  what={none[scope]}
                  {...(scope === 'mine' ? { first: { word: deskText.toUnit, onPress: () => setScope('unit') } } : {})}
                />
              }
              onOpen={(id) => go(staffPaths.case(id))}
            />
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

/** The read of a page in each scope; requests of others do not stay on the phone. */
const rowsOf = {
  mine: (cursor?: string) => useScope('mine', cursor),
  unit: (cursor?: string) => useScope('unit', cursor),
  incoming: (cursor?: string) => useScope('incoming', cursor),
  finished: (cursor?: string) => useScope('finished', cursor),
};

function useScope(scope: Scope, cursor?: string) {
  return useRead('desk.list', { scope, ...(cursor ? { cursor } : {}) }, { keep: false });
}
