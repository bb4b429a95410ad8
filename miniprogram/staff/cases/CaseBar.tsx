import { caseFlow } from '../../../shared/rules/case-flow';
import { caseActionWords } from '../../../shared/text/cases';
import { deskText } from '../../../shared/text/pages/desk';
import { ActionBar } from '../../components/ActionBar';
import { InlineMessage } from '../../components/InlineMessage';
import { go } from '../../go';
import { patchRead, useAct } from '../../query';
import { staffPaths } from '../paths';
import { type DeskCase, hasPage, stepsOf } from './next-step';
import { showCase } from './show';

/** The next step under the thumb. Accepting is one tap, shown at once and taken back when refused; the others ask for words first. */
export function CaseBar({ subject }: { subject: DeskCase }) {
  const { id, status } = subject;
  const accept = useAct('desk.accept', {
    refreshes: ['desk.list', 'desk.read', 'supervision.board'],
    before: () => patchRead('desk.read', { id }, (shown) => ({ ...shown, status: caseFlow[status].accept ?? status, actions: [] })),
    onDone: showCase,
  });
  const { next } = stepsOf(subject);
  const failed = accept.error ? <InlineMessage tone="danger" what={accept.error.message} /> : null;
  if (!next) return null;
  const press = hasPage(next) ? () => go(staffPaths.step(id, next)) : () => void accept.run({ id });
  return (
    <ActionBar
      primary={{ id: `next-${next}`, word: caseActionWords[next], busy: accept.busy, onPress: press }}
      note={failed ?? (next === 'accept' ? deskText.acceptNote : null)}
    />
  );
}
