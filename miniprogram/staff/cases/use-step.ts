import type { CaseOutcome } from '../../../shared/rules/case-flow';
import type { DeskStep } from '../../../shared/text/pages/desk';
import type { ApiError } from '../../api';
import { useAct } from '../../query';
import { showCase } from './show';

type Choice = { text: string; handlerId: string | null; outcome: CaseOutcome | null };

/** The endpoint of a step behind its button. `onDone` runs once the service has taken it. */
export function useStep(id: string, step: DeskStep, onDone: () => void): { run: (choice: Choice) => void; busy: boolean; error: ApiError | null } {
  const shows = {
    refreshes: ['desk.list', 'desk.read', 'supervision.board'] as ('desk.list' | 'desk.read' | 'supervision.board')[],
    onDone: (changed: Parameters<typeof showCase>[0]) => {
      showCase(changed);
      onDone();
    },
  };
  const contact = useAct('desk.contact', shows);
  const assign = useAct('desk.assign', shows);
  const askForMaterials = useAct('desk.askForMaterials', shows);
  const note = useAct('desk.note', shows);
  const complete = useAct('desk.complete', shows);
  const decline = useAct('desk.decline', shows);
  const acts = { contact, assign, askForMaterials, note, complete, decline };

  const run = ({ text, handlerId, outcome }: Choice) => {
    if (step === 'assign') {
      if (handlerId) void assign.run({ id, handlerId });
    } else if (step === 'complete') {
      if (outcome) void complete.run({ id, outcome, text });
    } else void acts[step].run({ id, text });
  };
  return { run, busy: acts[step].busy, error: acts[step].error };
}
