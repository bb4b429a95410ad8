import { questionDeskText } from '../../../shared/text/pages/consultations';
import { leftText } from '../../../shared/text/cases';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { consultationState } from '../../consultations/state';
import { go } from '../../go';
import { askForNotices } from '../../grants';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { DeskPage } from '../DeskPage';
import { urgentRoles } from '../roles';

const lists = ['waiting', 'answered'] as const;
type Which = (typeof lists)[number];

/** Questions put to me or within reach, due first on top. */
export default function QuestionDesk() {
  return (
    <DeskPage
      title={questionDeskText.list}
      note={questionDeskText.note}
      roles={urgentRoles}
      label={questionDeskText.which}
      parts={lists}
      words={questionDeskText}
    >
      {(which) => (
        <>
          <Rows which={which} />
          <Action
            id="questions-remind"
            kind="text"
            icon="bell"
            word={questionDeskText.remind}
            onPress={() => void askForNotices(['staff_consultation_asked', 'staff_consultation_late', 'staff_knowledge_review'])}
          />
        </>
      )}
    </DeskPage>
  );
}

function Rows({ which }: { which: Which }) {
  const read = useRead('consultationDesk.list', { which }, { keep: false, refreshSeconds: 20 });
  return (
    <Reading read={read}>
      {({ consultations }) =>
        consultations.length === 0 ? (
          <EmptyState icon="message-circle" what={which === 'waiting' ? questionDeskText.none : questionDeskText.noneAnswered} />
        ) : (
          <Section kind="rows">
            {consultations.map(({ id, question, itemName, status, ownerName, urgent, dueAt, askedAt }) => (
              <ListRow
                key={id}
                id={id}
                title={question}
                {...(itemName ? { note: itemName } : {})}
                state={urgent && status === 'asked' ? { word: questionDeskText.urgent, tone: 'danger', icon: 'bell' } : consultationState(status)}
                {...(ownerName ? { who: ownerName } : {})}
                until={status === 'asked' ? leftText(dueAt, serviceInstant()) : whenText(askedAt)}
                onPress={() => go(paths.deskConsultation(id))}
              />
            ))}
          </Section>
        )
      }
    </Reading>
  );
}
