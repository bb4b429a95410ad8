import { leftText } from '../../../shared/text/cases';
import { complaintKindWords } from '../../../shared/text/complaints';
import { complaintDeskText } from '../../../shared/text/pages/complaint';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { complaintState } from '../../complaints/state';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { DeskPage } from '../DeskPage';
import { boardRoles } from '../roles';

const lists = ['waiting', 'answered'] as const;
type Which = (typeof lists)[number];

/** Complaints and suggestions I may look into, due first on top. */
export default function ComplaintDesk() {
  return (
    <DeskPage
      title={complaintDeskText.list}
      note={complaintDeskText.note}
      roles={boardRoles}
      label={complaintDeskText.which}
      parts={lists}
      words={complaintDeskText}
    >
      {(which) => <Rows which={which} />}
    </DeskPage>
  );
}

function Rows({ which }: { which: Which }) {
  const read = useRead('complaintDesk.list', { which }, { keep: false, refreshSeconds: 30 });
  return (
    <Reading read={read}>
      {({ complaints }) =>
        complaints.length === 0 ? (
          <EmptyState icon="megaphone" what={which === 'waiting' ? complaintDeskText.none : complaintDeskText.noneAnswered} />
        ) : (
          <Section kind="rows">
            {complaints.map(({ id, kind, text, status, ownerName, unitName, anonymous, dueAt, filedAt }) => (
              <ListRow
                key={id}
                id={id}
                title={text}
                note={[complaintKindWords[kind], unitName, anonymous ? complaintDeskText.anonymous : ''].filter(Boolean).join(' · ')}
                state={complaintState(status)}
                {...(ownerName ? { who: ownerName } : {})}
                until={which === 'waiting' ? leftText(dueAt, serviceInstant()) : whenText(filedAt)}
                onPress={() => go(paths.deskComplaint(id))}
              />
            ))}
          </Section>
        )
      }
    </Reading>
  );
}
