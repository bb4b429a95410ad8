import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { type RatingLevel, ratingLevels } from '../../../shared/rules/rating';
import { ratingText, remedyNextWords } from '../../../shared/text/pages/rating';
import { ratingLevelWords, ratingReasonWords } from '../../../shared/text/ratings';
import { whenText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { ActionBar } from '../../components/ActionBar';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { RatingFive } from '../../components/RatingFive';
import { Section } from '../../components/Section';
import { WhyThisDate } from '../../components/WhyThisDate';
import { startAt } from '../../go';
import { paths } from '../../paths';
import { useAct } from '../../query';
import { Refusal } from '../../Refusal';

type Occasion = Output<'ratings.read'>;
type Remedy = NonNullable<Occasion['remedy']>;

/** What the person said, and under it what came of it. */
export function Given({ occasion, rating }: { occasion: Occasion; rating: NonNullable<Occasion['rating']> }) {
  const { id, title, unitName, remedy } = occasion;
  return (
    <PageFrame
      title={ratingText.yours}
      note={`${title}　${unitName}`}
      bottomBar={<ActionBar primary={{ id: 'home', word: ratingText.home, onPress: () => startAt(paths.home) }} />}
    >
      {remedy?.settledAt ? null : <InlineMessage tone="good" what={ratingText.done} />}
      {remedy ? <Outcome id={id} remedy={remedy} /> : null}
      <Section title={ratingText.yours}>
        <Facts
          facts={[
            [ratingText.levelFact, ratingLevelWords[rating.level]],
            [ratingText.reasonsFact, rating.reasons.map((reason) => ratingReasonWords[reason]).join('、') || null],
            [ratingText.wordsFact, rating.words],
            [ratingText.ratedAt, whenText(rating.ratedAt)],
          ]}
        />
      </Section>
    </PageFrame>
  );
}

function Outcome({ id, remedy }: { id: string; remedy: Remedy }) {
  const { status, contactDueAt, contactedAt, dueAt, explanation, result, rule, settledAt, resultLevel, mayRate } = remedy;
  const isOpen = settledAt === null;
  return (
    <>
      <Section title={ratingText.remedy}>
        <Facts
          facts={[
            [ratingText.state, remedyNextWords[status]],
            [ratingText.result, result],
            [ratingText.rule, rule],
            [ratingText.settledAt, settledAt && whenText(settledAt)],
            [ratingText.contactUntil, isOpen && !contactedAt && contactDueAt ? whenText(contactDueAt) : null],
            [ratingText.until, isOpen ? (dueAt ? whenText(dueAt) : ratingText.dayUnknown) : null],
          ]}
        />
        {isOpen ? <WhyThisDate explanation={explanation} /> : null}
      </Section>
      {mayRate ? <RateRemedy id={id} /> : null}
      {resultLevel ? <InlineMessage tone="good" what={ratingText.remedyRated(ratingLevelWords[resultLevel])} /> : null}
    </>
  );
}

/** How the remedy was: none chosen beforehand, voluntary as the rating itself. */
function RateRemedy({ id }: { id: string }) {
  const [level, setLevel] = useState<RatingLevel | null>(null);
  const rate = useAct('ratings.rateRemedy', { refreshes: ['ratings.read', 'ratings.mine'] });
  return (
    <Section title={ratingText.rateRemedy} kind="bare">
      <InlineMessage what={ratingText.rateRemedyNote} />
      <RatingFive levels={ratingLevels.map((one) => ({ level: one, word: ratingLevelWords[one] }))} chosen={level} onChoose={setLevel} />
      {rate.error ? <Refusal error={rate.error} /> : null}
      <Action
        id="rate-remedy"
        word={ratingText.giveRemedy}
        busy={rate.busy}
        disabled={level === null}
        onPress={() => {
          if (level !== null) void rate.run({ id, level });
        }}
      />
    </Section>
  );
}
