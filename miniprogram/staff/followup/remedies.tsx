import { remediesText } from '../../../shared/text/pages/remedies';
import { serviceInstant } from '../../clock';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { DeskPage } from '../DeskPage';
import { followUpRoles } from '../roles';
import { nextLimit, remedyState } from './remedy-state';

const lists = ['open', 'settled'] as const;
type Which = (typeof lists)[number];

/** Low ratings within reach, the nearest limit on top. */
export default function Remedies() {
  return (
    <DeskPage
      title={remediesText.list}
      note={remediesText.listNote}
      roles={followUpRoles}
      label={remediesText.which}
      parts={lists}
      words={remediesText}
    >
      {(which) => <Rows which={which} />}
    </DeskPage>
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
