import { useRouter } from '@tarojs/taro';
import { ratingText } from '../../../shared/text/pages/rating';
import { whenText } from '../../../shared/text/when';
import { EmptyState } from '../../components/EmptyState';
import { PageFrame } from '../../components/PageFrame';
import { startAt } from '../../go';
import { parameter, paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { SignedIn } from '../../SignedIn';
import { Given } from './Given';
import { Give } from './Give';

/** Rating one finished service, once, and only by who wants to; afterwards what was said and what came of it. */
export default function RatingPage() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('ratings.read', { id }, { enabled: me !== undefined, keep: false });
  const occasion = read.data;
  if (me && occasion?.state === 'open') return <Give key={id} occasion={occasion} />;
  if (me && occasion?.rating) return <Given occasion={occasion} rating={occasion.rating} />;
  return (
    <PageFrame title={ratingText.title}>
      <SignedIn>
        {() => (
          <Reading read={read}>
            {({ state, opensAt }) => (
              <EmptyState
                icon="star"
                what={state === 'not_yet' ? ratingText.notYet(whenText(opensAt)) : ratingText.gone}
                first={{ word: ratingText.goneFirst, onPress: () => startAt(paths.home) }}
              />
            )}
          </Reading>
        )}
      </SignedIn>
    </PageFrame>
  );
}
