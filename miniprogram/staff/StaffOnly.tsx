import type { ReactNode } from 'react';
import type { StaffRole } from '../../shared/rules/roles';
import { staffText } from '../../shared/text/pages/staff';
import { kitText } from '../../shared/text/kit';
import { bindText } from '../../shared/text/pages/second-factor';
import { Action } from '../components/Action';
import { EmptyState } from '../components/EmptyState';
import { useEnded } from '../ended';
import { go, startAt } from '../go';
import { paths } from '../paths';
import { type Me, signIn, useSession } from '../session';
import { SignedIn } from '../SignedIn';
import { staffPaths } from './paths';
import { holds } from './roles';
import { SecondFactor } from './SecondFactor';

/** Shows its content to holders of one of the roles; others are shown the way back. The server refuses them anyway. */
export function StaffOnly({ roles, children }: { roles?: readonly StaffRole[]; children: (me: Me) => ReactNode }) {
  const ended = useEnded();
  const { error } = useSession();
  if (ended?.by === 'staff_idle') {
    return <EmptyState icon="shield" what={error?.message ?? ended.what} first={{ word: kitText.signInAgain, onPress: () => void signIn() }} />;
  }
  return (
    <SignedIn why={staffText.signInWhy}>
      {(me) =>
        (roles ? holds(me, roles) : me.staff.length > 0) ? (
          <SecondFactor me={me} roles={roles}>
            {children(me)}
          </SecondFactor>
        ) : (
          <>
            <EmptyState icon="shield" what={staffText.notStaff} first={{ word: staffText.toHome, onPress: () => startAt(paths.home) }} />
            <Action id="to-bind" kind="text" word={bindText.toBind} onPress={() => go(staffPaths.bind)} />
          </>
        )
      }
    </SignedIn>
  );
}
