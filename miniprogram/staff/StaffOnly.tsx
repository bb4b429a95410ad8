import type { ReactNode } from 'react';
import type { StaffRole } from '../../shared/rules/roles';
import { staffText } from '../../shared/text/pages/staff';
import { EmptyState } from '../components/EmptyState';
import { startAt } from '../go';
import { paths } from '../paths';
import type { Me } from '../session';
import { SignedIn } from '../SignedIn';
import { holds } from './roles';

/** Shows its content to holders of one of the roles; others are shown the way back. The server refuses them anyway. */
export function StaffOnly({ roles, children }: { roles?: readonly StaffRole[]; children: (me: Me) => ReactNode }) {
  return (
    <SignedIn why={staffText.signInWhy}>
      {(me) =>
        (roles ? holds(me, roles) : me.staff.length > 0) ? (
          children(me)
        ) : (
          <EmptyState icon="shield" what={staffText.notStaff} first={{ word: staffText.toHome, onPress: () => startAt(paths.home) }} />
        )
      }
    </SignedIn>
  );
}
