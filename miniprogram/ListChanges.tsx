import type { Output } from '../shared/contract';
import { changedText } from '../shared/text/checklist-changed';
import { dateText } from '../shared/text/when';
import { useServiceDay } from './clock';
import { Action } from './components/Action';
import { InlineMessage } from './components/InlineMessage';
import { Points } from './components/Points';
import { Section } from './components/Section';

type Change = NonNullable<Output<'checklists.read'>['change']>;

/**
 * What changed rules make of a frozen list: the same lines for the person and the officer. With `onAgain` the person may have a new list made as
 * soon as the new rules hold. Nothing when nothing changed.
 */
export function ListChanges({ change, onAgain }: { change: Change | null; onAgain?: (answers: Change['answers']) => void }) {
  const today = useServiceDay();
  if (!change) return null;
  const begun = change.effectiveFrom <= today;
  const day = dateText(change.effectiveFrom, today);
  return (
    <Section title={changedText.title}>
      <InlineMessage
        tone="attention"
        what={changedText.from(day, begun)}
        {...(onAgain ? { next: begun ? changedText.againNote : changedText.againLater(day) } : {})}
      />
      <Points points={change.lines} />
      {onAgain && begun ? <Action id="make-again" kind="plain" word={changedText.again} onPress={() => onAgain(change.answers)} /> : null}
    </Section>
  );
}
