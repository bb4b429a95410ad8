import { returnPageText } from '../../../shared/text/pages/return-visits';
import { whenText } from '../../../shared/text/when';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { DeskPage } from '../DeskPage';
import { returnDeskRoles } from '../roles';
import { returnState } from './return-state';

const lists = ['open', 'ended'] as const;
type Which = (typeof lists)[number];

/** E2: whom to call about closed requests, the longest waiting on top; and what came of the calls. */
export default function Returns() {
  return (
    <DeskPage
      title={returnPageText.list}
      note={returnPageText.listNote}
      roles={returnDeskRoles}
      label={returnPageText.which}
      parts={lists}
      words={returnPageText}
    >
      {(which) => <Rows which={which} />}
    </DeskPage>
  );
}

function Rows({ which }: { which: Which }) {
  const read = useRead('returnVisitDesk.list', { which }, { keep: false });
  return (
    <Reading read={read}>
      {({ returns }) =>
        returns.length === 0 ? (
          <EmptyState icon="phone" what={which === 'open' ? returnPageText.none : returnPageText.noneEnded} />
        ) : (
          <Section kind="rows">
            {returns.map((one) => (
              <ListRow
                key={one.id}
                id={one.id}
                title={one.title}
                note={`${one.number} · ${one.unitName}`}
                state={returnState(one)}
                who={one.returnerName ?? returnPageText.nobody}
                {...(which === 'open' && one.listedAt ? { until: returnPageText.waitingSince(whenText(one.listedAt)) } : {})}
                onPress={() => go(paths.deskReturn(one.id))}
              />
            ))}
          </Section>
        )
      }
    </Reading>
  );
}
