import { describe, expect, test } from '@jest/globals';
import { blockOffer } from '../../shared/rules/group-block';
import { kindsOfBlock } from '../../shared/rules/ways-to-place';

describe('what is offered to who wants a block', () => {
  const days = [
    { date: '2026-11-24', free: 3 },
    { date: '2026-11-25', free: 8 },
    { date: '2026-11-26', free: 8 },
  ];

  test('is the first day that has enough, on both sides of the limit', () => {
    expect(blockOffer(days, 3)).toEqual({ date: '2026-11-24', count: 3 });
    expect(blockOffer(days, 4)).toEqual({ date: '2026-11-25', count: 4 });
    expect(blockOffer(days, 8)).toEqual({ date: '2026-11-25', count: 8 });
  });

  test('else as many as the fullest day has, the first of equals, and nothing where nothing is free', () => {
    expect(blockOffer(days, 9)).toEqual({ date: '2026-11-25', count: 8 });
    expect(blockOffer([{ date: '2026-11-24', free: 0 }], 1)).toBeNull();
    expect(blockOffer([], 1)).toBeNull();
  });

  test('comes of the firms’ own places, and of public ones only while the setting says so', () => {
    expect(kindsOfBlock({ enterpriseTakesPublic: 0 })).toEqual([['enterprise']]);
    expect(kindsOfBlock({ enterpriseTakesPublic: 1 })).toEqual([['enterprise'], ['enterprise', 'public']]);
  });
});
