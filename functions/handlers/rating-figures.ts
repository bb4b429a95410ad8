import { type CountsRow, ratingCounts } from '../../db/queries/rating-figures';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { pathsHeld } from '../../shared/rules/access';
import type { CaseChannel } from '../../shared/rules/case-flow';
import { isPeriod, longestDays } from '../../shared/rules/period';
import { openSpan } from '../../shared/rules/rating';
import { type FigureKey, ratingFigures as sharesOf } from '../../shared/rules/rating-figures';
import { caseChannelWords } from '../../shared/text/cases';
import { ratingFigureText } from '../../shared/text/rating-figures';
import { ratingLevelWords } from '../../shared/text/ratings';
import type { Handlers } from '../call';

/** E4: for heads and supervisors over their units, administrators over theirs. */
export const ratingFigures = {
  'ratingFigures.list': async ({ input, actor, database, now, settings }) => {
    const { from, until, by } = input;
    if (!isPeriod(from, until)) refuse('period_wrong', { longestDays });
    const unitPaths = pathsHeld(actor, ['unit_head', 'supervisor', 'administrator']);
    const { since } = openSpan(now, settings);
    const rows = await ratingCounts(database, { unitPaths, from, until, by, now, closedBefore: since });
    const parts = rows.filter((row) => !row.isWhole).map((row) => ({ key: row.key ?? '', name: nameOf(row, by), ...view(row) }));
    return { whole: view(rows.find((row) => row.isWhole) ?? nothing), parts };
  },
} satisfies Handlers<'ratingFigures.'>;

const nothing: CountsRow = {
  key: null,
  isWhole: true,
  name: null,
  asked: 0,
  five: 0,
  four: 0,
  three: 0,
  two: 0,
  one: 0,
  notCounted: 0,
  notRated: 0,
  remedyDue: 0,
  remedyOnTime: 0,
  contactDue: 0,
  contactOnTime: 0,
  contacted: 0,
  returnDue: 0,
  returned: 0,
  returnReached: 0,
  returnSolved: 0,
  returnNotSolved: 0,
};

function nameOf({ name, key }: CountsRow, by: FigureKey): string {
  if (by === 'channel') return caseChannelWords[key as CaseChannel];
  return name ?? (by === 'item' ? ratingFigureText.noItem : (key ?? ''));
}

function view({ five, four, three, two, one, ...counts }: CountsRow): Output<'ratingFigures.list'>['whole'] {
  const { levels, ...shares } = sharesOf({ ...counts, levels: { 5: five, 4: four, 3: three, 2: two, 1: one } });
  return { ...shares, levels: levels.map(({ level, count, share }) => ({ word: ratingLevelWords[level], count, share })) };
}
