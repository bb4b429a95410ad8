import { slotsForVisit } from '../../shared/rules/visit';

const slot = (from: string, to: string, free: number) => ({
  id: from,
  startsAt: `2026-12-01T${from}:00.000Z`,
  endsAt: `2026-12-01T${to}:00.000Z`,
  free,
});
const morning = [
  slot('01:00', '01:30', 2),
  slot('01:30', '02:00', 1),
  slot('02:00', '02:30', 0),
  slot('03:00', '03:30', 5),
  slot('03:30', '04:00', 3),
];
const shown = (minutes: number) => slotsForVisit(morning, minutes).map(({ id, endsAt, free }) => [id, endsAt.slice(11, 16), free]);

test('a visit that fits one place is shown every slot as it is', () => {
  expect(shown(30)).toEqual([
    ['01:00', '01:30', 2],
    ['01:30', '02:00', 1],
    ['02:00', '02:30', 0],
    ['03:00', '03:30', 5],
    ['03:30', '04:00', 3],
  ]);
});

test('a minute more needs two adjacent places: the scarcest counts, and nothing is joined over a pause, a full slot or the end of the day', () => {
  expect(shown(31)).toEqual([
    ['01:00', '02:00', 1],
    ['03:00', '04:00', 3],
  ]);
  expect(shown(61)).toEqual([]);
});
