import type { Output } from '../../../shared/contract';
import { kitText } from '../../../shared/text/kit';
import { accessesText, lookedAtWords } from '../../../shared/text/pages/accesses';
import { whenText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { SignedIn } from '../../SignedIn';

type Access = Output<'me.accesses'>['accesses'][number];

/** K1: who of the staff has looked at what is mine. */
export default function AccessesPage() {
  return (
    <PageFrame title={accessesText.title} note={accessesText.note}>
      <SignedIn>{() => <Looks />}</SignedIn>
    </PageFrame>
  );
}

function Looks() {
  const read = useRead('me.accesses', {}, { keep: false });
  return (
    <Reading read={read}>
      {({ accesses }) =>
        accesses.length === 0 ? (
          <EmptyState icon="users" what={accessesText.none} first={{ word: kitText.toAppointments, onPress: () => go(paths.appointments) }} />
        ) : (
          <>
            <Section title={accessesText.list} kind="rows">
              {accesses.map((access) => (
                <Look key={`${access.lastAt} ${access.what} ${access.units.join()}`} access={access} />
              ))}
            </Section>
            <Action id="complain" kind="text" word={accessesText.wrong} onPress={() => go(paths.complaint)} />
          </>
        )
      }
    </Reading>
  );
}

function Look({ access: { lastAt, looks, what, units, reason } }: { access: Access }) {
  const note = [accessesText.looks(looks), reason && accessesText.reason(reason)].filter(Boolean).join(' · ');
  return <ListRow id={lastAt} title={lookedAtWords[what]} who={units.join('、') || accessesText.noUnit} note={note} until={whenText(lastAt)} />;
}
