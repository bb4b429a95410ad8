import { describe, expect, test } from '@jest/globals';
import {
  isLow,
  occasionState,
  openSpan,
  ratingClosesAt,
  ratingLevels,
  ratingLooksAgainAt,
  ratingOpensAt,
  ratingOptionsVersion,
  ratingOptionsVersions,
  ratingPlaces,
  ratingReasons,
  reasonsFor,
} from '../../shared/rules/rating';
import { defaultSettings } from '../../shared/rules/settings';
import { later } from '../../shared/rules/shanghai';
import { ratingReasonWords } from '../../shared/text/ratings';

const finishedAt = '2026-11-23T00:30:00.000Z';
const half = 30 * 60_000;
const days = 30 * 86_400_000;
const at = (place: 'online' | 'on_site', now: string, more: object = {}) =>
  occasionState({ place, finishedAt, isRated: false, inHall: false, ...more }, defaultSettings, now);

describe('when a finished service may be rated', () => {
  test.each([
    ['online', finishedAt, 'open'],
    ['on_site', later(finishedAt, half - 1), 'not_yet'],
    ['on_site', later(finishedAt, half), 'open'],
    ['on_site', later(finishedAt, days), 'open'],
    ['online', later(finishedAt, days), 'open'],
    ['online', later(finishedAt, days + 1), 'not_rated'],
    ['on_site', later(finishedAt, days + 1), 'not_rated'],
  ] as const)('%s at %s: %s', (place, now, state) => {
    expect(at(place, now)).toBe(state);
    // The span that queries use says the same.
    const { since, onSiteUntil } = openSpan(now, defaultSettings);
    expect(finishedAt >= since && (place === 'online' || finishedAt <= onSiteUntil)).toBe(state === 'open');
  });

  test('nobody is asked in a hall, whatever the time; what was said stays said', () => {
    expect(at('online', later(finishedAt, half), { inHall: true })).toBe('not_yet');
    expect(at('on_site', later(finishedAt, days), { inHall: true })).toBe('not_yet');
    expect(at('on_site', later(finishedAt, days + 1), { inHall: true })).toBe('not_rated');
    expect(at('on_site', later(finishedAt, days + 1), { isRated: true })).toBe('rated');
  });

  test('the two limits are those of the settings', () => {
    const times = { ratingDelayMinutes: 5, ratingOpenDays: 3 };
    expect(ratingOpensAt('on_site', finishedAt, times)).toBe('2026-11-23T00:35:00.000Z');
    expect(ratingOpensAt('online', finishedAt, times)).toBe(finishedAt);
    expect(ratingClosesAt(finishedAt, times)).toBe('2026-11-26T00:30:00.000Z');
  });
});

describe('levels and reasons', () => {
  test('exactly the two lower levels are low', () => {
    expect(ratingLevels.filter(isLow)).toEqual([2, 1]);
  });

  test('every version offers reasons for every level and place, each with words and none twice; praise and criticism share none', () => {
    for (const version of ratingOptionsVersions) {
      for (const place of ratingPlaces) {
        for (const level of ratingLevels) {
          const offered = reasonsFor(level, place, version);
          expect(offered.length).toBeGreaterThan(0);
          expect(new Set(offered).size).toBe(offered.length);
          for (const reason of offered) expect(ratingReasonWords[reason]).toBeTruthy();
        }
        expect(reasonsFor(5, place, version).filter((reason) => reasonsFor(1, place, version).includes(reason))).toEqual([]);
        expect(reasonsFor(5, place, version)).toEqual(reasonsFor(4, place, version));
        expect(reasonsFor(2, place, version)).toEqual(reasonsFor(1, place, version));
      }
    }
  });

  test('the first version stands as it was when ratings were given under it', () => {
    expect(reasonsFor(2, 'online', 1)).toEqual(['not_solved', 'slow', 'not_told', 'unclear_guide', 'hard_to_use']);
    expect(reasonsFor(5, 'on_site', 1)).toEqual(['fast', 'skilled', 'kind', 'one_trip']);
    expect(Math.max(...ratingOptionsVersions)).toBe(ratingOptionsVersion);
  });

  test('every reason is offered somewhere', () => {
    const offered = ratingOptionsVersions.flatMap((version) =>
      ratingPlaces.flatMap((place) => ratingLevels.flatMap((level) => [...reasonsFor(level, place, version)])),
    );
    expect(ratingReasons.filter((reason) => !offered.includes(reason))).toEqual([]);
  });
});

test('an open page looks again at the instant from which it may be rated, and every minute while the person is in a hall after that', () => {
  const times = { ratingDelayMinutes: 30, ratingOpenDays: 30 };
  const at = (now: string) => ratingLooksAgainAt('on_site', '2026-11-23T01:00:00.000Z', times, now);
  expect(at('2026-11-23T01:00:00.000Z')).toBe('2026-11-23T01:30:00.000Z');
  expect(at('2026-11-23T01:29:59.999Z')).toBe('2026-11-23T01:30:00.000Z');
  expect(at('2026-11-23T01:30:00.000Z')).toBe('2026-11-23T01:31:00.000Z');
});
