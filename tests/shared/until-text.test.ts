import { leftText, untilText } from '../../shared/text/cases';

const processing = { kind: 'processing', dueAt: '2026-12-02T15:59:59.999Z', stoppedAt: null, pausedAt: null } as const;

test('gives the last day of a limit in days and how many are left', () => {
  expect(untilText(processing, '2026-11-23T01:30:00.000Z')).toBe('最迟 12月2日 周三 办结，还剩 9 天');
});

test('gives the hour of a limit in hours', () => {
  const contact = { ...processing, kind: 'contact', dueAt: '2026-11-24T01:30:00.000Z' } as const;
  expect(untilText(contact, '2026-11-23T04:00:00.000Z')).toBe('最迟 11月24日 周二 09:30 前首次联系，还剩 21 小时');
});

test('says how long a limit is past', () => {
  expect(leftText('2026-11-23T01:00:00.000Z', '2026-11-23T01:20:00.000Z')).toBe('已超期 20 分钟');
  expect(leftText('2026-11-20T15:59:59.999Z', '2026-11-24T01:00:00.000Z')).toBe('已超期 4 天');
});

test('says that a paused clock has no date', () => {
  expect(untilText({ ...processing, pausedAt: '2026-11-24T01:30:00.000Z' }, '2026-11-25T01:30:00.000Z')).toBe('暂停计时，恢复后给出新的日期');
});
