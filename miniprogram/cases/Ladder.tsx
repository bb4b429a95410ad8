import type { Output } from '../../shared/contract';
import { ladderLevelWords } from '../../shared/text/cases';
import { deskText } from '../../shared/text/pages/desk';
import { whenText } from '../../shared/text/when';
import { Fold } from '../components/Fold';
import { Timeline } from '../components/Timeline';

type Step = Output<'cases.read'>['ladder'][number];

/** Who is warned of the nearest date, from below, and when; what has been done is marked (D6). */
export function Ladder({ ladder }: { ladder: Step[] }) {
  if (ladder.length === 0) return null;
  return (
    <Fold word={deskText.ladder} icon="info">
      {deskText.ladderNote}
      <Timeline
        entries={ladder.map(({ level, name, at, reached }) => ({
          id: level,
          what: name === ladderLevelWords[level] ? name : `${ladderLevelWords[level]} ${name}`,
          when: whenText(at),
          ...(reached ? { note: deskText.warned, tone: 'attention' as const } : { tone: 'neutral' as const }),
        }))}
      />
    </Fold>
  );
}
