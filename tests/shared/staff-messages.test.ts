import { defaultSettings } from '../../shared/rules/settings';
import { shanghaiInstant } from '../../shared/rules/shanghai';
import { afterQuietHours, gatheredUntil, isGathered } from '../../shared/rules/staff-messages';

const on = (clock: string, day = '2026-11-23') => shanghaiInstant(day, clock);

test('messages to staff wait for the end of the night, on both sides of each limit', () => {
  for (const [clock, ends] of [
    ['20:59', on('20:59')],
    ['21:00', on('08:00', '2026-11-24')],
    ['23:59', on('08:00', '2026-11-24')],
    ['00:00', on('08:00')],
    ['07:59', on('08:00')],
    ['08:00', on('08:00')],
  ] as const)
    expect([clock, afterQuietHours(on(clock), defaultSettings)]).toEqual([clock, ends]);
});

test('quiet hours may lie within a day, or be none', () => {
  const noon = { staffQuietFrom: 12, staffQuietUntil: 14 };
  expect(['11:59', '12:00', '13:59', '14:00'].map((clock) => afterQuietHours(on(clock), noon))).toEqual([
    on('11:59'),
    on('14:00'),
    on('14:00'),
    on('14:00'),
  ]);
  expect(afterQuietHours(on('03:00'), { staffQuietFrom: 6, staffQuietUntil: 6 })).toBe(on('03:00'));
});

test('what comes within ten minutes leaves together, and what would leave at night leaves in the morning', () => {
  expect(gatheredUntil(on('10:00'), defaultSettings)).toBe(on('10:10'));
  expect(gatheredUntil(on('20:49'), defaultSettings)).toBe(on('20:59'));
  expect(gatheredUntil(on('20:50'), defaultSettings)).toBe(on('08:00', '2026-11-24'));
});

test('urgent requests and what goes to citizens are never kept back', () => {
  expect(
    ['staff_appointment_booked', 'staff_case_overdue', 'staff_case_due_soon', 'staff_case_assigned'].every((kind) => isGathered(kind as never)),
  ).toBe(true);
  expect(['staff_urgent_asked', 'staff_urgent_late', 'appointment_confirmed', 'case_received'].some((kind) => isGathered(kind as never))).toBe(false);
});
