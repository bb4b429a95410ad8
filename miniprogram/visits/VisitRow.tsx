import type { Output } from '../../shared/contract';
import { shanghaiClock } from '../../shared/rules/shanghai';
import { homeVisitKindWords } from '../../shared/text/home-visits';
import { visitsText } from '../../shared/text/pages/visits';
import { whenText } from '../../shared/text/when';
import { ListRow } from '../components/ListRow';
import { homeVisitState } from '../states';

export type ShownVisit = Output<'visits.read'>;

/** When they come, or null while no time is set. */
export const comesAt = ({ fromAt, untilAt }: ShownVisit): string | null =>
  fromAt && untilAt ? visitsText.window(whenText(fromAt), shanghaiClock(untilAt)) : null;

/** A visit in a list: what, for how many, its state, who comes and when. */
export function VisitRow({ visit, onPress }: { visit: ShownVisit; onPress?: () => void }) {
  const { id, kind, people, itemName, enterpriseName, status, team, unitName } = visit;
  const until = comesAt(visit);
  return (
    <ListRow
      id={id}
      title={`${homeVisitKindWords[kind]} · ${visitsText.forPeople(people)}`}
      note={[enterpriseName, itemName].filter(Boolean).join(' · ')}
      state={homeVisitState(status)}
      who={[unitName, ...team].join(' · ')}
      {...(until ? { until } : {})}
      {...(onPress ? { onPress } : {})}
    />
  );
}
