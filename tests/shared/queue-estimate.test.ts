import { estimatedMinutes, minutesPerService } from '../../shared/rules/queue-estimate';
import { defaultSettings } from '../../shared/rules/settings';

const perService = (served: number[], set = {}) => minutesPerService(served, { ...defaultSettings, ...set });

test('a hall that has served nobody yet reckons with the usual minutes, and with its own more and more', () => {
  expect(perService([])).toBe(12);
  expect(perService([6, 6, 6])).toBe(9);
  expect(perService(Array(97).fill(6))).toBeCloseTo(6.18);
});

test('one service left open over lunch does not swing the day', () => {
  expect(perService([12, 12, 12, 240])).toBe(perService([12, 12, 12, 60]));
});

test('the usual minutes, their weight and the longest that counts are those of the bureau', () => {
  expect(perService([], { usualServiceMinutes: 20, usualServices: 0 })).toBe(20);
  expect(perService([6, 6, 6], { usualServiceMinutes: 20, usualServices: 0 })).toBe(6);
  expect(perService([240], { usualServices: 0, longestServiceMinutes: 30 })).toBe(30);
});

test('those ahead share the open counters; above ten minutes the phone says five-minute steps', () => {
  expect(estimatedMinutes(0, 12, 3)).toBe(0);
  expect(estimatedMinutes(2, 12, 3)).toBe(8);
  expect(estimatedMinutes(3, 12, 1)).toBe(40);
  expect(estimatedMinutes(4, 12, 0)).toBe(50);
});
