import { caseActionWords } from '../../../shared/text/cases';
import { deskText } from '../../../shared/text/pages/desk';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { staffPaths } from '../paths';
import { tapNotes } from './CaseBar';
import { type DeskCase, hasPage, stepsOf } from './next-step';
import { useTap } from './use-tap';

/** What else may be done now. */
export function OtherSteps({ subject }: { subject: DeskCase }) {
  const tap = useTap(subject);
  const { others } = stepsOf(subject);
  if (others.length === 0) return null;
  return (
    <Section title={deskText.others} kind="rows">
      {tap.error ? <InlineMessage tone="danger" what={tap.error.message} /> : null}
      {others.map((action) => (
        <ListRow
          key={action}
          id={`step-${action}`}
          title={caseActionWords[action]}
          {...(tapNotes[action] ? { note: tapNotes[action] } : {})}
          onPress={hasPage(action) ? () => go(staffPaths.step(subject.id, action)) : () => tap.run(action)}
        />
      ))}
    </Section>
  );
}
