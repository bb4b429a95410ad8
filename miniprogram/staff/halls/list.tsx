import { hallsText } from '../../../shared/text/pages/halls';
import { figuresText } from '../../../shared/text/pages/hall-figures';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { staffPaths } from '../paths';
import { figureRoles, hallRoles, holds } from '../roles';
import { StaffOnly } from '../StaffOnly';

/** Halls within reach, with what the coming days hold. */
export default function HallList() {
  return (
    <PageFrame title={hallsText.list} note={hallsText.listNote}>
      <StaffOnly roles={hallRoles}>{(me) => <Halls figures={holds(me, figureRoles)} />}</StaffOnly>
    </PageFrame>
  );
}

function Halls({ figures }: { figures: boolean }) {
  const read = useRead('hallCalendar.list', {}, { keep: false });
  return (
    <Reading read={read}>
      {({ halls }) =>
        halls.length === 0 ? (
          <EmptyState icon="building-2" what={hallsText.none} />
        ) : (
          <>
            {figures ? (
              <Section kind="rows">
                <ListRow
                  id="hall-figures"
                  icon="clipboard-list"
                  title={figuresText.list}
                  note={figuresText.listNote}
                  onPress={() => go(staffPaths.figures)}
                />
              </Section>
            ) : null}
            <Section kind="rows">
              {halls.map((hall) => (
                <ListRow
                  key={hall.id}
                  id={`hall-${hall.id}`}
                  title={hall.name}
                  note={[hallsText.counters(hall.counters), hallsText.coming(hall.places, hall.taken)].join(' · ')}
                  state={
                    hall.entries > 0
                      ? { word: hallsText.entriesOf(hall.entries), tone: 'attention', icon: 'circle-alert' }
                      : { word: hallsText.entriesOf(0), tone: 'good', icon: 'circle-check' }
                  }
                  onPress={() => go(staffPaths.hall(hall.id))}
                />
              ))}
            </Section>
          </>
        )
      }
    </Reading>
  );
}
