import { useState } from 'react';
import type { Input, Output } from '../../../shared/contract';
import { isLow, type RatingLevel, type RatingReason, ratingLevels, ratingOptionsVersion, reasonsFor } from '../../../shared/rules/rating';
import { ratingText } from '../../../shared/text/pages/rating';
import { ratingLevelWords, ratingReasonWords } from '../../../shared/text/ratings';
import type { ApiError } from '../../api';
import { ActionBar } from '../../components/ActionBar';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { RatingFive } from '../../components/RatingFive';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { stepBack } from '../../go';
import { Refusal } from '../../Refusal';

type Occasion = Pick<Output<'ratings.read'>, 'id' | 'title' | 'unitName' | 'place'>;

type RatingFormProps = {
  occasion: Occasion;
  /** What stands on top: whom it is told to. */
  told: string;
  skipWord: string;
  sentWord: string;
  busy: boolean;
  refused: ApiError | null;
  onSend: (given: Input<'ratings.give'>) => void;
};

/** Five levels in words, then why, then words: only the level is needed, and none is chosen beforehand. */
export function RatingForm({ occasion, told, skipWord, sentWord, busy, refused, onSend }: RatingFormProps) {
  const [level, setLevel] = useState<RatingLevel | null>(null);
  const [reasons, setReasons] = useState<readonly RatingReason[]>([]);
  const [words, setWords] = useState('');
  const [anonymous, setAnonymous] = useState(false);

  const choose = (next: RatingLevel) => {
    setLevel(next);
    setReasons(level === null ? [] : reasons.filter((reason) => reasonsFor(next, occasion.place).includes(reason)));
  };
  const toggle = (reason: RatingReason) => setReasons(reasons.includes(reason) ? reasons.filter((one) => one !== reason) : [...reasons, reason]);
  const submit = () => {
    if (level === null) return;
    onSend({
      id: occasion.id,
      level,
      reasons: [...reasons],
      optionsVersion: ratingOptionsVersion,
      ...(words.trim() ? { words: words.trim() } : {}),
      ...(isLow(level) && anonymous ? { anonymous } : {}),
    });
  };

  return (
    <PageFrame
      title={ratingText.title}
      note={`${occasion.title}　${occasion.unitName}`}
      bottomBar={
        <ActionBar
          {...(level === null ? { note: ratingText.chooseFirst } : {})}
          primary={{ id: 'give', word: sentWord, disabled: level === null, busy, onPress: submit }}
          secondary={{ id: 'skip', word: skipWord, onPress: stepBack }}
        />
      }
    >
      <InlineMessage what={told} />
      {refused ? <Refusal error={refused} /> : null}
      <Section title={ratingText.level} kind="bare">
        <RatingFive levels={ratingLevels.map((one) => ({ level: one, word: ratingLevelWords[one] }))} chosen={level} onChoose={choose} />
      </Section>
      {level === null ? null : (
        <>
          <Section title={ratingText.reasons} kind="bare">
            <Chips
              role="checkbox"
              label={`${ratingText.reasons}，${ratingText.reasonsNote}`}
              chips={reasonsFor(level, occasion.place).map((reason) => ({ value: reason, word: ratingReasonWords[reason] }))}
              chosen={reasons}
              onPress={toggle}
            />
          </Section>
          <TextField
            id="words"
            label={ratingText.words}
            multiline
            maxLength={500}
            optional
            placeholder={ratingText.wordsPlaceholder}
            value={words}
            onChange={setWords}
          />
          {isLow(level) ? (
            <Section title={ratingText.contactLabel} kind="bare">
              <InlineMessage what={ratingText.contact} />
              <Chips
                role="checkbox"
                label={ratingText.contactLabel}
                chips={[{ value: 'none', word: ratingText.noContact }]}
                chosen={anonymous ? ['none'] : []}
                onPress={() => setAnonymous(!anonymous)}
              />
            </Section>
          ) : null}
        </>
      )}
    </PageFrame>
  );
}
