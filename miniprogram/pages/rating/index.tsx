import { useRouter } from '@tarojs/taro';
import { useRef } from 'react';
import type { Output } from '../../../shared/contract';
import { ratingText } from '../../../shared/text/pages/rating';
import { EmptyState } from '../../components/EmptyState';
import { PageFrame } from '../../components/PageFrame';
import { startAt } from '../../go';
import { parameter, paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { SignedIn } from '../../SignedIn';
import { Give } from './Give';

/** Rating one finished service, once, and only by who wants to. */
export default function RatingPage() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('ratings.open', {}, { enabled: me !== undefined });
  const found = useRef<Output<'ratings.open'>['occasions'][number]>();
  // Once given it leaves the list; the page stays to say thanks.
  found.current = read.data?.occasions.find((one) => one.id === id) ?? found.current;
  const occasion = found.current;
  if (me && occasion) return <Give key={id} occasion={occasion} />;
  return (
    <PageFrame title={ratingText.title}>
      <SignedIn>
        {() => (
          <Reading read={read}>
            {() => <EmptyState icon="star" what={ratingText.gone} first={{ word: ratingText.goneFirst, onPress: () => startAt(paths.home) }} />}
          </Reading>
        )}
      </SignedIn>
    </PageFrame>
  );
}
