import { expect, test } from '@jest/globals';
import { erasureBlockersOf, erasureParts, type KeptMatter } from '../../shared/rules/erasure';

const settings = { keepRecordYears: 3 };
const visit: KeptMatter = { purpose: 'visiting', ofFirm: false, open: false, endedAt: '2026-11-20T02:00:00.000Z' };

test('what goes whole needs no ground', () => {
  const parts = erasureParts([{ purpose: 'telling', fate: 'goes', before: 4, after: 0 }], [visit], settings);
  expect(parts).toEqual([{ purpose: 'telling', goes: 4, stays: 0, grounds: [] }]);
});

test('tables of one purpose are one part, and what nobody ever had is none', () => {
  const counted = [
    { purpose: 'visiting', fate: 'record', before: 5, after: 2 },
    { purpose: 'visiting', fate: 'goes', before: 1, after: 0 },
    { purpose: 'asking', fate: 'record', before: 0, after: 0 },
  ] as const;
  expect(erasureParts(counted, [visit], settings)).toEqual([
    { purpose: 'visiting', goes: 4, stays: 2, grounds: [{ ground: 'record', until: '2029-11-20' }] },
  ]);
});

test.each<[string, string]>([
  ['2026-11-20T15:59:59.999Z', '2029-11-20'],
  ['2026-11-20T16:00:00.000Z', '2029-11-21'],
  ['2024-02-29T02:00:00.000Z', '2027-03-01'],
])('a record that ended at %s is kept until %s in Shanghai', (endedAt, until) => {
  const [part] = erasureParts([{ purpose: 'visiting', fate: 'record', before: 1, after: 1 }], [{ ...visit, endedAt }], settings);
  expect(part?.grounds).toEqual([{ ground: 'record', until }]);
});

test('the last of several ends the period; an open one leaves it open, and its closed ones have theirs', () => {
  const request: KeptMatter = { purpose: 'requesting', ofFirm: false, open: true, endedAt: '2026-11-01T00:00:00.000Z' };
  const counted = [
    { purpose: 'requesting', fate: 'record', before: 3, after: 3 },
    { purpose: 'identity', fate: 'identity', before: 1, after: 1 },
  ] as const;
  const closed = { ...request, open: false, endedAt: '2025-01-01T00:00:00.000Z' };
  expect(erasureParts(counted, [request, closed], settings).map(({ grounds }) => grounds)).toEqual([
    [
      { ground: 'open', until: null },
      { ground: 'record', until: '2028-01-01' },
    ],
    [{ ground: 'identity', until: null }],
  ]);
});

test('lists stay on the ground of the visit that they were made for, requests of a firm on that of the firm', () => {
  const firm: KeptMatter = { purpose: 'requesting', ofFirm: true, open: false, endedAt: '2026-11-20T02:00:00.000Z' };
  const counted = [
    { purpose: 'preparing', fate: 'record', before: 2, after: 1 },
    { purpose: 'requesting', fate: 'record', before: 1, after: 1 },
    { purpose: 'enterprise', fate: 'enterprise', before: 2, after: 1 },
  ] as const;
  expect(erasureParts(counted, [visit, firm], settings).map(({ grounds }) => grounds)).toEqual([
    [{ ground: 'record', until: '2029-11-20' }],
    [{ ground: 'enterprise', until: '2029-11-20' }],
    // the history of the firm, as long as the firm is registered
    [{ ground: 'enterprise', until: null }],
  ]);
});

test('only what is found is in the way', () => {
  const none = { staff: false, last_principal: false, at_window: false, relative_visit: false };
  expect(erasureBlockersOf(none)).toEqual([]);
  expect(erasureBlockersOf({ ...none, relative_visit: true, staff: true })).toEqual(['staff', 'relative_visit']);
});
