import { caseActionWords } from '../../../shared/text/cases';
import { deskText } from '../../../shared/text/pages/desk';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { useAct } from '../../query';
import { staffPaths } from '../paths';
import { type DeskCase, hasPage, stepsOf } from './next-step';
import { showCase } from './show';

/** What else may be done now. */
export function OtherSteps({ subject }: { subject: DeskCase }) {
  const { id } = subject;
  const accept = useAct('desk.accept', { refreshes: ['desk.list', 'desk.read', 'supervision.board'], onDone: showCase });
  const { others } = stepsOf(subject);
  if (others.length === 0) return null;
  return (
    <Section title={deskText.others} kind="rows">
      {accept.error ? <InlineMessage tone="danger" what={accept.error.message} /> : null}
      {others.map((action) => (
        <ListRow
          key={action}
          id={`step-${action}`}
          title={caseActionWords[action]}
          {...(action === 'note' ? { note: deskText.wontSee } : action === 'accept' ? { note: deskText.acceptNote } : {})}
          onPress={hasPage(action) ? () => go(staffPaths.step(id, action)) : () => void accept.run({ id })}
        />
      ))}
    </Section>
  );
}
