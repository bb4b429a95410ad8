import { caseFlow } from '../../../shared/rules/case-flow';
import type { ApiError } from '../../api';
import { patchRead, useAct } from '../../query';
import type { DeskAction, DeskCase } from './next-step';
import { showCase } from './show';
import { changedReads } from './use-step';

type Tap = { run: (action: DeskAction) => void; busy: boolean; error: ApiError | null };

/** Steps that are one tap: shown at once and taken back when refused. */
export function useTap({ id, status }: DeskCase): Tap {
  const shows = (action: DeskAction) => ({
    refreshes: changedReads,
    before: () => patchRead('desk.read', { id }, (shown) => ({ ...shown, status: caseFlow[status][action] ?? status, actions: [] })),
    onDone: showCase,
  });
  const accept = useAct('desk.accept', shows('accept'));
  const acceptReferral = useAct('desk.acceptReferral', shows('acceptReferral'));
  const signOff = useAct('desk.signOff', shows('signOff'));
  const acts: Partial<Record<DeskAction, { run: (input: { id: string }) => Promise<unknown> }>> = { accept, acceptReferral, signOff };
  return {
    run: (action) => void acts[action]?.run({ id }),
    busy: accept.busy || acceptReferral.busy || signOff.busy,
    error: accept.error ?? acceptReferral.error ?? signOff.error,
  };
}
