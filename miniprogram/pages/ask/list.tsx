import { questionsText } from '../../../shared/text/pages/consultations';
import { whenText } from '../../../shared/text/when';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { consultationState } from '../../consultations/state';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { SignedIn } from '../../SignedIn';

/** My questions: who has each, and until when. */
export default function MyQuestions() {
  return (
    <PageFrame title={questionsText.mine} note={questionsText.listNote}>
      <SignedIn why={questionsText.signInWhy}>{() => <Rows />}</SignedIn>
    </PageFrame>
  );
}

function Rows() {
  const read = useRead('consultations.list', {}, { refreshSeconds: 30 });
  return (
    <Reading read={read}>
      {({ consultations }) =>
        consultations.length === 0 ? (
          <EmptyState icon="message-circle" what={questionsText.none} first={{ word: questionsText.search, onPress: () => go(paths.ask()) }} />
        ) : (
          <Section kind="rows">
            {consultations.map(({ id, question, itemName, status, unitName, ownerName, dueAt }) => (
              <ListRow
                key={id}
                id={id}
                title={itemName ?? question}
                {...(itemName ? { note: question } : {})}
                state={consultationState(status)}
                who={questionsText.who(unitName, ownerName)}
                {...(status === 'asked' ? { until: questionsText.answersBy(whenText(dueAt)) } : {})}
                onPress={() => go(paths.consultation(id))}
              />
            ))}
          </Section>
        )
      }
    </Reading>
  );
}
