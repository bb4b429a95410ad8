import { figuresText } from '../../../shared/text/pages/hall-figures';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { staffPaths } from '../paths';
import { figureRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { usePeriod } from './period';

/** Halls within reach, in the order of their names: how each does, never who is best. */
export default function HallFiguresList() {
  return (
    <PageFrame title={figuresText.list} note={figuresText.listNote}>
      <StaffOnly roles={figureRoles}>{() => <Halls />}</StaffOnly>
    </PageFrame>
  );
}

function Halls() {
  const { period, chips } = usePeriod();
  const read = useRead('hallFigures.list', period, { keep: false });
  return (
    <>
      <Section kind="bare">{chips}</Section>
      <Reading read={read}>
        {({ halls }) =>
          halls.length === 0 ? (
            <EmptyState icon="building-2" what={figuresText.none} />
          ) : (
            <Section kind="rows">
              {halls.map((hall) => (
                <ListRow
                  key={hall.hallId}
                  id={`figures-${hall.hallId}`}
                  title={hall.hallName}
                  note={`${figuresText.rowNote(hall.visits, hall.oneTripShare)} · ${figuresText.change(hall.change)}`}
                  onPress={() => go(staffPaths.hallFigures(hall.hallId))}
                />
              ))}
            </Section>
          )
        }
      </Reading>
    </>
  );
}
