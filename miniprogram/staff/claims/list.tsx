import { reviewText } from '../../../shared/text/pages/enterprise';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { claimState } from '../../states';
import { staffPaths } from '../paths';
import { DeskPage } from '../DeskPage';
import { claimRoles } from '../roles';

const lists = ['filed', 'decided'] as const;
type Which = (typeof lists)[number];

/** Claims to be principal within reach: those that wait longest first. */
export default function ClaimList() {
  return (
    <DeskPage title={reviewText.list} note={reviewText.note} roles={claimRoles} label={reviewText.which} parts={lists} words={reviewText}>
      {(which) => <Rows which={which} />}
    </DeskPage>
  );
}

function Rows({ which }: { which: Which }) {
  const read = useRead('claims.review', { which }, { keep: false });
  const today = serviceInstant().slice(0, 10);
  return (
    <Reading read={read}>
      {({ claims }) =>
        claims.length === 0 ? (
          <EmptyState icon="building-2" what={which === 'filed' ? reviewText.none : reviewText.noneDecided} />
        ) : (
          <Section kind="rows">
            {claims.map((claim) => (
              <ListRow
                key={claim.id}
                id={`claim-${claim.id}`}
                title={claim.knownAs ?? claim.name}
                state={claimState(claim.status)}
                note={[claim.town, reviewText.filedOn(whenText(claim.filedAt, today))].join(' · ')}
                who={reviewText.who(claim.claimantName ?? '')}
                onPress={() => go(staffPaths.claim(claim.id))}
              />
            ))}
          </Section>
        )
      }
    </Reading>
  );
}
