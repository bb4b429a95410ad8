import { estimatedMinutes, minutesPerService, usualServiceMinutes } from '../../shared/rules/queue-estimate';

test('a hall that has served nobody yet reckons with the usual minutes, and with its own more and more', () => {
  expect(minutesPerService([])).toBe(usualServiceMinutes);
  expect(minutesPerService([6, 6, 6])).toBe(9);
  expect(minutesPerService(Array(97).fill(6))).toBeCloseTo(6.18);
});

test('one service left open over lunch does not swing the day', () => {
  expect(minutesPerService([12, 12, 12, 240])).toBe(minutesPerService([12, 12, 12, 60]));
});

test('those ahead share the open counters; above ten minutes the phone says five-minute steps', () => {
  expect(estimatedMinutes(0, 12, 3)).toBe(0);
  expect(estimatedMinutes(2, 12, 3)).toBe(8);
  expect(estimatedMinutes(3, 12, 1)).toBe(40);
  expect(estimatedMinutes(4, 12, 0)).toBe(50);
});
