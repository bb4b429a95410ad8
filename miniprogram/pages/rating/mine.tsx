import type { Output } from '../../../shared/contract';
import { kitText } from '../../../shared/text/kit';
import { ratingText, remedyNextWords } from '../../../shared/text/pages/rating';
import { ratingLevelWords } from '../../../shared/text/ratings';
import { whenText } from '../../../shared/text/when';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { SignedIn } from '../../SignedIn';

type Mine = Output<'ratings.mine'>['ratings'][number];

/** What I have rated, newest first, and what came of the low ones, whose remedy is rated on the page behind. */
export default function MyRatings() {
  return (
    <PageFrame title={ratingText.mine} note={ratingText.mineNote}>
      <SignedIn>{() => <Shown />}</SignedIn>
    </PageFrame>
  );
}

function Shown() {
  const read = useRead('ratings.mine', {}, { keep: false });
  return (
    <Reading read={read}>
      {({ ratings }) =>
        ratings.length === 0 ? (
          <EmptyState icon="star" what={ratingText.none} first={{ word: kitText.toAppointments, onPress: () => go(paths.appointments) }} />
        ) : (
          <Section title={ratingText.given} kind="rows">
            {ratings.map((rating) => (
              <Row key={rating.id} rating={rating} />
            ))}
          </Section>
        )
      }
    </Reading>
  );
}

function Row({ rating: { id, title, unitName, level, ratedAt, remedy, mayRateRemedy } }: { rating: Mine }) {
  return (
    <ListRow
      id={id}
      title={title}
      note={[unitName, ratingLevelWords[level], remedy && remedyNextWords[remedy]].filter(Boolean).join(' · ')}
      {...(mayRateRemedy ? { state: { word: ratingText.mayRateRemedy, tone: 'attention' } } : {})}
      until={whenText(ratedAt)}
      onPress={() => go(paths.rating(id))}
    />
  );
}
