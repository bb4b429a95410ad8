import { expect, test } from '@jest/globals';
import { seeded } from '../../shared/numbers';
import { check, type Happening } from './history';

/** Whether any order at all explains a small history: every order is tried. */
function explained(happenings: Happening[], places: number, count = 0): boolean {
  if (happenings.length === 0) return true;
  const firstEnd = Math.min(...happenings.map(({ until }) => until));
  return happenings.some((next) => {
    if (next.from > firstEnd) return false;
    if (next.kind === 'take' && count >= places) return false;
    if (next.kind === 'full' && count < places) return false;
    const after = next.kind === 'take' ? count + 1 : next.kind === 'free' ? count - 1 : count;
    return explained(
      happenings.filter((one) => one !== next),
      places,
      after,
    );
  });
}

/** What a true counter would have answered, with intervals around the moments; now and then one answer is turned. */
function aHistory(seed: number): { history: Happening[]; places: number } {
  const { below } = seeded(seed);
  const places = 1 + below(3);
  const history: Happening[] = [];
  let count = 0;
  for (let moment = 10; history.length < 3 + below(6); moment += 1 + below(6)) {
    const [from, until] = [moment - below(9), moment + below(9)];
    if (count > 0 && below(3) === 0) {
      count -= 1;
      history.push({ kind: 'free', from, until, what: '' });
    } else if (count < places) {
      count += 1;
      history.push({ kind: 'take', from, until, what: '' });
    } else history.push({ kind: 'full', from, until, what: '' });
  }
  const turned = history[below(history.length)];
  if (turned && below(2) === 0) turned.kind = turned.kind === 'full' ? 'take' : 'full';
  return { history, places };
}

test('thirty thousand small histories, right and wrong, are judged as trying every order judges them', () => {
  const counts = { right: 0, wrong: 0 };
  for (let seed = 1; seed <= 30_000; seed++) {
    const { history, places } = aHistory(seed);
    const right = explained(history, places);
    counts[right ? 'right' : 'wrong'] += 1;
    if ((check(history, places).length === 0) !== right)
      throw new Error(`seed ${seed}, ${places} places: ${JSON.stringify(history)}: right is ${right}`);
  }
  expect(counts.right).toBeGreaterThan(1000);
  expect(counts.wrong).toBeGreaterThan(1000);
});
