import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { type FigureKey, figureKeys } from '../../../shared/rules/rating-figures';
import { percent } from '../../../shared/text/pages/hall-figures';
import { ratingFiguresText } from '../../../shared/text/pages/rating-figures';
import { Bars } from '../../components/Bars';
import { Chips } from '../../components/Chips';
import { EmptyState } from '../../components/EmptyState';
import { Facts } from '../../components/Facts';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { usePeriod } from '../halls/period';
import { figureRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';

type Figures = Output<'ratingFigures.list'>;

/** How services of the own units are found, in the order of the tree or of names: never who is best. */
export default function RatingFiguresPage() {
  return (
    <PageFrame title={ratingFiguresText.title} note={ratingFiguresText.note}>
      <StaffOnly roles={figureRoles}>{() => <Shown />}</StaffOnly>
    </PageFrame>
  );
}

function Shown() {
  const { period, chips } = usePeriod();
  const [by, setBy] = useState<FigureKey>('unit');
  const read = useRead('ratingFigures.list', { ...period, by }, { keep: false });
  return (
    <>
      <Section kind="bare">{chips}</Section>
      <Reading read={read}>
        {({ whole, parts }) =>
          whole.asked === 0 ? (
            <EmptyState icon="star" what={ratingFiguresText.none} />
          ) : (
            <>
              <Whole whole={whole} />
              <Section kind="bare">
                <Chips
                  label={ratingFiguresText.by}
                  role="radio"
                  chips={figureKeys.map((value) => ({ value, word: ratingFiguresText.keys[value] }))}
                  chosen={[by]}
                  onPress={setBy}
                />
              </Section>
              <Section kind="rows">
                {parts.map((part) => (
                  <ListRow
                    key={part.key}
                    title={part.name}
                    note={[
                      ratingFiguresText.row(part.rated, part.asked, percent(part.satisfiedShare)),
                      part.returnDue > 0 ? ratingFiguresText.returnNote(percent(part.returnedShare), percent(part.returnSolvedShare)) : '',
                      part.remedyDue > 0 ? ratingFiguresText.rowNote(percent(part.remedyOnTimeShare)) : '',
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  />
                ))}
              </Section>
            </>
          )
        }
      </Reading>
    </>
  );
}

function Whole({ whole }: { whole: Figures['whole'] }) {
  const { asked, rated, notRated, open, notCounted, responseShare, satisfiedShare, levels, remedyDue, remedyOnTimeShare } = whole;
  const count = (number: number) => `${number} ${ratingFiguresText.piece}`;
  return (
    <>
      <Section title={ratingFiguresText.whole}>
        <Facts
          facts={[
            [ratingFiguresText.response, `${percent(responseShare)}　${ratingFiguresText.responseNote(rated, asked)}`],
            [ratingFiguresText.satisfied, percent(satisfiedShare)],
            [ratingFiguresText.notRated, `${count(notRated)}　${ratingFiguresText.notRatedNote}`],
            [ratingFiguresText.open, count(open)],
            [ratingFiguresText.notCounted, notCounted > 0 ? count(notCounted) : null],
            [
              ratingFiguresText.contacted,
              whole.contactedShare === null ? null : `${percent(whole.contactedShare)}　${ratingFiguresText.contactedNote}`,
            ],
            [
              ratingFiguresText.contactOnTime,
              whole.contactOnTimeShare === null ? null : `${percent(whole.contactOnTimeShare)}　${ratingFiguresText.contactOnTimeNote}`,
            ],
            [
              ratingFiguresText.returned,
              whole.returnDue > 0 ? `${percent(whole.returnedShare)}　${ratingFiguresText.returnedNote(whole.returnDue)}` : null,
            ],
            [ratingFiguresText.returnReached, whole.returnDue > 0 ? percent(whole.returnReachedShare) : null],
            [
              ratingFiguresText.returnSolved,
              whole.returnSolvedShare === null ? null : `${percent(whole.returnSolvedShare)}　${ratingFiguresText.returnSolvedNote}`,
            ],
            [ratingFiguresText.remedyOnTime, remedyDue > 0 ? `${percent(remedyOnTimeShare)}　${ratingFiguresText.remedyNote(remedyDue)}` : null],
          ]}
        />
      </Section>
      <Section title={ratingFiguresText.levels}>
        <Bars
          title={ratingFiguresText.levels}
          unit={ratingFiguresText.piece}
          bars={levels.map(({ word, count: value }) => ({ name: word, value }))}
        />
      </Section>
    </>
  );
}
