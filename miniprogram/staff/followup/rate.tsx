import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { ratingTakers } from '../../../shared/rules/rating';
import { ratingDeskText } from '../../../shared/text/pages/rating-desk';
import { EmptyState } from '../../components/EmptyState';
import { PageFrame } from '../../components/PageFrame';
import { stepBack } from '../../go';
import { RatingForm } from '../../pages/rating/RatingForm';
import { parameter } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { holds } from '../roles';
import { StaffOnly } from '../StaffOnly';

/** Takes down by telephone how somebody without an account rates: the same five levels, reasons and words (E1). */
export default function TakeRatingDown() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('ratingDesk.read', { id }, { keep: false, enabled: me !== undefined && holds(me, ratingTakers) });
  const [taken, setTaken] = useState(false);
  const take = useAct('ratingDesk.take', { refreshes: ['ratingDesk.read'], onDone: () => setTaken(true) });
  const state = read.data?.state;
  if (read.data && state === 'open' && !taken) {
    return (
      <RatingForm
        occasion={read.data}
        told={ratingDeskText.ask(read.data.personName)}
        skipWord={ratingDeskText.skip}
        sentWord={ratingDeskText.take}
        busy={take.busy}
        refused={take.error ?? null}
        onSend={(given) => void take.run(given)}
      />
    );
  }
  return (
    <PageFrame title={ratingDeskText.title}>
      <StaffOnly roles={ratingTakers}>
        {() => (
          <Reading read={read}>
            {() => (
              <EmptyState
                icon={taken ? 'circle-check' : 'star'}
                what={taken ? ratingDeskText.done : ratingDeskText.states[state ?? 'not_rated']}
                first={{ word: ratingDeskText.back, onPress: stepBack }}
              />
            )}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}
