import { shanghaiDay } from '../../shared/rules/shanghai';
import { aCatalogue } from '../support/catalogue';
import { plantFaults, proveItem } from './prove-item';

const today = shanghaiDay('2026-11-24T01:00:00.000Z');
const items = aCatalogue();

/** What `npm run prove:paths` proves, with fewer samples of the phone's functions; the diagrams are whole. */
describe('every path of every interview', () => {
  const counts = new Map<string, number>();

  it.each(items.map((item) => [item.code, item.interview] as const))('%s', (code, interview) => {
    const { situations, found } = proveItem(interview, today, { terminals: 40, random: 15, stepwise: 3 });
    counts.set(code, situations);
    expect(found).toEqual([]);
  });

  it('household registration has more than 70 items with more than 3,000 situations, moving in to a spouse more than 50', () => {
    const household = items.filter((item) => item.category === 'household');
    const sum = household.reduce((total, { code }) => total + (counts.get(code) ?? 0), 0);
    expect(household.length).toBeGreaterThan(70);
    expect(sum).toBeGreaterThan(3000);
    expect(counts.get('household-spouse-move-in')).toBeGreaterThan(50);
  });
});

it('every planted fault is found', () => {
  const small = items.map(({ interview }) => interview).filter(({ questions }) => questions.length <= 7);
  const { planted, found, missed } = plantFaults(small, today, 1);
  expect(missed).toEqual([]);
  expect(found).toBe(planted);
  expect(planted).toBeGreaterThanOrEqual(20);
});

it('a fault that is none is not found: the checks do not see faults everywhere', () => {
  const small = items.map(({ interview }) => interview).filter(({ questions }) => questions.length <= 7);
  const { missed } = plantFaults(small, today, 2, [{ name: 'nothing', plant: (interview) => ({ interview }), shows: () => true }]);
  expect(missed).toHaveLength(2);
});
