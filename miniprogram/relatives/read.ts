import type { Output } from '../../shared/contract';
import { useRead } from '../query';
import { useSession } from '../session';

export type Relative = Output<'relatives.list'>['relatives'][number];

/** Whom the signed-in person books for; none while nobody is signed in or it is being read. */
export function useRelatives(): Relative[] {
  const { signedIn } = useSession();
  return useRead('relatives.list', {}, { enabled: signedIn, keep: false }).data?.relatives ?? [];
}
