import type { Input, Output } from '../../../shared/contract';
import { isLow } from '../../../shared/rules/rating';
import { ratingText } from '../../../shared/text/pages/rating';
import { askForNotices } from '../../grants';
import { useAct } from '../../query';
import { RatingForm } from './RatingForm';

/** The person's own rating of a finished service. */
export function Give({ occasion }: { occasion: Pick<Output<'ratings.read'>, 'id' | 'title' | 'unitName' | 'place'> }) {
  const give = useAct('ratings.give', { refreshes: ['ratings.read', 'ratings.open', 'appointments.read', 'cases.read'] });
  const send = async (given: Input<'ratings.give'>) => {
    // A low rating opens a remedy, and its rater is told what came of it, unless nobody is to know who it was.
    if (isLow(given.level) && !given.anonymous) await askForNotices(['rating_remedied']);
    await give.run(given);
  };
  return (
    <RatingForm
      occasion={occasion}
      told={ratingText.voluntary}
      skipWord={ratingText.skip}
      sentWord={ratingText.give}
      busy={give.busy}
      refused={give.error ?? null}
      onSend={(given) => void send(given)}
    />
  );
}
