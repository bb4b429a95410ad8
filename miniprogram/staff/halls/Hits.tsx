import type { RebookingState } from '../../../shared/rules/rebooking';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { rebookingStateWords, rebookingText } from '../../../shared/text/pages/rebooking';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import type { IconName } from '../../components/icon-names';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import type { Tone } from '../../components/tone';
import { go } from '../../go';
import { useRead } from '../../query';
import { staffPaths } from '../paths';

const looks: Record<RebookingState, { tone: Tone; icon: IconName }> = {
  offered: { tone: 'attention', icon: 'clock' },
  lapsed: { tone: 'danger', icon: 'circle-alert' },
  none: { tone: 'danger', icon: 'circle-alert' },
  accepted: { tone: 'good', icon: 'circle-check' },
  moved: { tone: 'good', icon: 'circle-check' },
  kept: { tone: 'good', icon: 'circle-check' },
  cancelled: { tone: 'neutral', icon: 'circle-x' },
  closed: { tone: 'neutral', icon: 'circle-x' },
};

/** Who was hit by a change of the hall's calendar: who has answered, who has not. Only where there is somebody. */
export function Hits({ hallId }: { hallId: string }) {
  const { data } = useRead('rebookings.ofHall', { hallId }, { keep: false });
  if (!data || data.rows.length === 0) return null;
  const today = shanghaiDay(serviceInstant());
  return (
    <Section kind="rows" title={`${rebookingText.hits} · ${rebookingText.open(data.open)}`}>
      {data.rows.map((row) => (
        <ListRow
          key={row.id}
          id={`hit-${row.code}`}
          title={row.itemName}
          state={{ word: rebookingStateWords[row.state], ...looks[row.state] }}
          note={[
            rebookingText.was(whenText(row.startsAt, today)),
            row.offer ? rebookingText.offered(`${whenText(row.offer.startsAt, today)} ${row.offer.hallName}`) : '',
          ]
            .filter(Boolean)
            .join('，')}
          who={row.applicantName}
          onPress={() => go(staffPaths.appointment(row.appointmentId))}
        />
      ))}
    </Section>
  );
}
