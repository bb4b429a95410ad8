import { urgentText } from '../../shared/text/pages/urgent';
import { serviceInstant } from '../clock';
import { EmptyState } from '../components/EmptyState';
import { ListRow } from '../components/ListRow';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { go } from '../go';
import { paths } from '../paths';
import { useRead } from '../query';
import { Reading } from '../Reading';
import { SignedIn } from '../SignedIn';
import { urgentState } from './state';
import { untilWhen, whoHas } from './who-has';

/** My urgent requests: who has each, and until when. */
export default function UrgentList() {
  return (
    <PageFrame title={urgentText.title} note={urgentText.listNote}>
      <SignedIn why={urgentText.signInWhy}>{() => <Rows />}</SignedIn>
    </PageFrame>
  );
}

function Rows() {
  const read = useRead('urgent.list', {}, { refreshSeconds: 30 });
  return (
    <Reading read={read}>
      {({ requests }) =>
        requests.length === 0 ? (
          <EmptyState icon="clock" what={urgentText.none} first={{ word: urgentText.chooseUnit, onPress: () => go(paths.contacts) }} />
        ) : (
          <Section kind="rows">
            {requests.map((request) => {
              const until = untilWhen(request, serviceInstant());
              return (
                <ListRow
                  key={request.id}
                  id={request.id}
                  title={request.itemName ?? request.why}
                  {...(request.itemName ? { note: request.why } : {})}
                  state={urgentState(request.status, request.answer)}
                  who={whoHas(request)}
                  {...(until ? { until } : {})}
                  onPress={() => go(paths.urgent(request.id))}
                />
              );
            })}
          </Section>
        )
      }
    </Reading>
  );
}
