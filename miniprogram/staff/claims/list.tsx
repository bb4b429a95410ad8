import { useState } from 'react';
import { reviewText } from '../../../shared/text/pages/enterprise';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Chips } from '../../components/Chips';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { claimState } from '../../states';
import { staffPaths } from '../paths';
import { claimRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';

type Which = 'filed' | 'decided';

/** Claims to be principal within reach: those that wait longest first. */
export default function ClaimList() {
  const [which, setWhich] = useState<Which>('filed');
  return (
    <PageFrame title={reviewText.list} note={reviewText.note}>
      <StaffOnly roles={claimRoles}>
        {() => (
          <>
            <Section kind="bare">
              <Chips
                label={reviewText.which}
                role="radio"
                chips={(['filed', 'decided'] as const).map((value) => ({ value, word: reviewText[value] }))}
                chosen={[which]}
                onPress={setWhich}
              />
            </Section>
            <Rows which={which} />
          </>
        )}
      </StaffOnly>
    </PageFrame>
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
