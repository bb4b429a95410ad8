import { useState } from 'react';
import { remediesText } from '../../../shared/text/pages/remedies';
import { serviceInstant } from '../../clock';
import { Chips } from '../../components/Chips';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { followUpRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { nextLimit, remedyState } from './remedy-state';

const lists = ['open', 'settled'] as const;
type Which = (typeof lists)[number];

/** Low ratings within reach, the nearest limit on top. */
export default function Remedies() {
  const [which, setWhich] = useState<Which>('open');
  return (
    <PageFrame title={remediesText.list} note={remediesText.listNote}>
      <StaffOnly roles={followUpRoles}>
        {() => (
          <>
            <Section kind="bare">
              <Chips
                label={remediesText.which}
                role="radio"
                chips={lists.map((value) => ({ value, word: remediesText[value] }))}
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
  const read = useRead('remedies.list', { which }, { keep: false });
  return (
    <Reading read={read}>
      {({ remedies }) =>
        remedies.length === 0 ? (
          <EmptyState icon="star" what={which === 'open' ? remediesText.none : remediesText.noneSettled} />
        ) : (
          <Section kind="rows">
            {remedies.map((remedy) => {
              const until = nextLimit(remedy, serviceInstant());
              return (
                <ListRow
                  key={remedy.id}
                  id={remedy.id}
                  title={remedy.title}
                  note={`${remedy.unitName} · ${remedy.levelWord}`}
                  state={remedyState(remedy.status)}
                  who={remedy.ownerName ?? remediesText.nobody}
                  {...(until ? { until } : {})}
                  onPress={() => go(paths.deskRemedy(remedy.id))}
                />
              );
            })}
          </Section>
        )
      }
    </Reading>
  );
}
