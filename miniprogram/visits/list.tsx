import { groupsText } from '../../shared/text/pages/groups';
import { requestsText } from '../../shared/text/pages/requests';
import { visitsText } from '../../shared/text/pages/visits';
import { ActionBar } from '../components/ActionBar';
import { EmptyState } from '../components/EmptyState';
import { ListRow } from '../components/ListRow';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { go } from '../go';
import { paths } from '../paths';
import { useRead } from '../query';
import { Reading } from '../Reading';
import { useMe } from '../session';
import { SignedIn } from '../SignedIn';
import { VisitRow } from './VisitRow';

/** Visits of my enterprises: when they come, who, what came of it. */
export default function VisitList() {
  const me = useMe();
  const member = (me?.enterprises.length ?? 0) > 0;
  const read = useRead('visits.list', {}, { enabled: member });
  const ask = { id: 'visit-ask', word: visitsText.ask, icon: 'plus' as const, onPress: () => go(paths.askVisit()) };
  return (
    <PageFrame title={visitsText.list} note={visitsText.listNote} {...(member ? { bottomBar: <ActionBar primary={ask} /> } : {})}>
      <SignedIn why={visitsText.signInWhy}>
        {({ enterprises }) =>
          enterprises.length === 0 ? (
            <EmptyState icon="building-2" what={requestsText.notMember} />
          ) : (
            <>
              <Section kind="rows">
                <ListRow id="visit-groups" icon="users" title={groupsText.list} note={groupsText.listNote} onPress={() => go(paths.groups)} />
              </Section>
              <Reading read={read}>
                {({ visits }) =>
                  visits.length === 0 ? (
                    <EmptyState icon="car" what={visitsText.none} first={{ word: visitsText.ask, onPress: ask.onPress }} />
                  ) : (
                    <Section kind="rows">
                      {visits.map((visit) => (
                        <VisitRow key={visit.id} visit={visit} onPress={() => go(paths.visit(visit.id))} />
                      ))}
                    </Section>
                  )
                }
              </Reading>
            </>
          )
        }
      </SignedIn>
    </PageFrame>
  );
}
