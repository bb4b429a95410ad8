import type { Output } from '../../../shared/contract';
import { checklistText } from '../../../shared/text/pages/checklist';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { replace } from '../../go';
import { paths } from '../../paths';
import { keptAnswers } from '../interview/useAnswers';

/** The answers behind the list. On the phone that gave them, a tap changes one and keeps the rest. */
export function Answers({ checklist }: { checklist: Output<'checklists.read'> }) {
  const kept = keptAnswers(checklist.itemCode);
  if (checklist.answers.length === 0) return null;
  return (
    <Section title={checklistText.answers} kind="rows" {...(Object.keys(kept).length > 0 ? { aside: checklistText.change } : {})}>
      {checklist.answers.map(({ question, questionText, answerText }) => (
        <ListRow
          key={question}
          id={`answer-${question}`}
          title={answerText}
          note={questionText}
          {...(kept[question] === undefined ? {} : { onPress: () => replace(paths.interview(checklist.itemCode, question, checklist.code)) })}
        />
      ))}
    </Section>
  );
}
