import { complaintKindWords } from '../../../shared/text/complaints';
import { complaintText } from '../../../shared/text/pages/complaint';
import { whenText } from '../../../shared/text/when';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { complaintState } from '../../complaints/state';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { SignedIn } from '../../SignedIn';

/** My complaints and suggestions: who has each, and until when. */
export default function MyComplaints() {
  return (
    <PageFrame title={complaintText.mine} note={complaintText.mineNote}>
      <SignedIn why={complaintText.signInWhy}>{() => <Rows />}</SignedIn>
    </PageFrame>
  );
}

function Rows() {
  const read = useRead('complaints.list', {}, { refreshSeconds: 30 });
  return (
    <Reading read={read}>
      {({ complaints }) =>
        complaints.length === 0 ? (
          <EmptyState icon="megaphone" what={complaintText.mineNone} first={{ word: complaintText.toFile, onPress: () => go(paths.complaint) }} />
        ) : (
          <Section kind="rows">
            {complaints.map(({ id, kind, text, status, unitName, ownerName, dueAt }) => (
              <ListRow
                key={id}
                id={id}
                title={text}
                note={complaintKindWords[kind]}
                state={complaintState(status)}
                who={complaintText.whoHas(unitName, ownerName)}
                {...(status === 'filed' || status === 'taken' ? { until: complaintText.due(whenText(dueAt)) } : {})}
                onPress={() => go(paths.complaintOne(id))}
              />
            ))}
          </Section>
        )
      }
    </Reading>
  );
}
