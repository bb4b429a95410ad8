import { urgentDeskText, urgentText } from '../../../shared/text/pages/urgent';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { askForNotices } from '../../grants';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { urgentState } from '../../urgent/state';
import { untilWhen, whoHas } from '../../urgent/who-has';
import { DeskPage } from '../DeskPage';
import { urgentRoles } from '../roles';

const lists = ['waiting', 'answered'] as const;
type Which = (typeof lists)[number];

/** Urgent requests put to me or within reach: those without an answer, due first on top. */
export default function UrgentDesk() {
  return (
    <DeskPage
      title={urgentDeskText.list}
      note={urgentDeskText.note}
      roles={urgentRoles}
      label={urgentDeskText.which}
      parts={lists}
      words={urgentDeskText}
    >
      {(which) => (
        <>
          <Rows which={which} />
          <Action
            id="urgent-remind"
            kind="text"
            icon="bell"
            word={urgentDeskText.remind}
            onPress={() => void askForNotices(['staff_urgent_asked', 'staff_urgent_late', 'staff_urgent_withdrawn'])}
          />
        </>
      )}
    </DeskPage>
  );
}

function Rows({ which }: { which: Which }) {
  const read = useRead('urgentDesk.list', { which }, { keep: false, refreshSeconds: 20 });
  return (
    <Reading read={read}>
      {({ requests }) =>
        requests.length === 0 ? (
          <EmptyState icon="bell" what={which === 'waiting' ? urgentDeskText.none : urgentDeskText.noneAnswered} />
        ) : (
          <Section kind="rows">
            {requests.map((request) => (
              <ListRow
                key={request.id}
                id={request.id}
                title={request.itemName ?? request.why}
                note={[request.itemName ? request.why : '', urgentText.until(whenText(request.wantedBy))].filter(Boolean).join(' · ')}
                state={urgentState(request.status, request.answer)}
                who={whoHas(request)}
                until={untilWhen(request, serviceInstant()) ?? whenText(request.askedAt)}
                onPress={() => go(paths.deskUrgent(request.id))}
              />
            ))}
          </Section>
        )
      }
    </Reading>
  );
}
