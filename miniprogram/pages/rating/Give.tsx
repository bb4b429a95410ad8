import type { Output } from '../../../shared/contract';
import { ratingText } from '../../../shared/text/pages/rating';
import { useAct } from '../../query';
import { RatingForm } from './RatingForm';

/** The person's own rating of a finished service. */
export function Give({ occasion }: { occasion: Pick<Output<'ratings.read'>, 'id' | 'title' | 'unitName' | 'place'> }) {
  const give = useAct('ratings.give', { refreshes: ['ratings.read', 'ratings.open', 'appointments.read', 'cases.read'] });
  return (
    <RatingForm
      occasion={occasion}
      told={ratingText.voluntary}
      skipWord={ratingText.skip}
      sentWord={ratingText.give}
      busy={give.busy}
      refused={give.error ?? null}
      onSend={(given) => void give.run(given)}
    />
  );
}
