import { calendarFile } from '../../shared/rules/calendar-file';
import { defaultSettings } from '../../shared/rules/settings';
import { isReminderDue, reminderSpan } from '../../shared/rules/reminders';

/** Wednesday 25 November, 09:00 in Shanghai. */
const startsAt = '2026-11-25T01:00:00.000Z';
const longAgo = '2026-11-20T00:00:00.000Z';

describe('a reminder', () => {
  it('of the day before goes out from 10:00 until midnight', () => {
    const due = (now: string) => isReminderDue('day_before', { startsAt, chosenAt: longAgo }, defaultSettings, now);
    expect(due('2026-11-24T01:59:59.999Z')).toBe(false);
    expect(due('2026-11-24T02:00:00.000Z')).toBe(true);
    expect(due('2026-11-24T15:59:59.999Z')).toBe(true);
    expect(due('2026-11-24T16:00:00.000Z')).toBe(false);
  });

  it('shortly before goes out from the set time before the slot until it begins', () => {
    const due = (now: string, reminderMinutes = 120) =>
      isReminderDue('soon', { startsAt, chosenAt: longAgo }, { ...defaultSettings, reminderMinutes }, now);
    expect(due('2026-11-24T22:59:59.999Z')).toBe(false);
    expect(due('2026-11-24T23:00:00.000Z')).toBe(true);
    expect(due('2026-11-24T23:00:00.000Z', 60)).toBe(false);
    expect(due('2026-11-25T00:59:59.999Z')).toBe(true);
    expect(due(startsAt)).toBe(false);
  });

  it('is not for who chose the time after its hour', () => {
    const { from } = reminderSpan('soon', startsAt, defaultSettings);
    expect(isReminderDue('soon', { startsAt, chosenAt: from }, defaultSettings, from)).toBe(false);
    expect(isReminderDue('soon', { startsAt, chosenAt: '2026-11-24T22:59:59.999Z' }, defaultSettings, from)).toBe(true);
  });
});

describe('an entry for the calendar', () => {
  const entry = {
    id: 'apt_1',
    title: '户口迁入;投靠配偶',
    place: `东莞市莞城街道${'示例路'.repeat(20)}1 号`,
    note: '预约码 ABC,DEF\n请带材料',
    startsAt,
    endsAt: '2026-11-25T01:30:00.000Z',
    remindMinutes: 120,
  };
  const lines = calendarFile(entry, longAgo).split('\r\n');

  it('has no line of more than 75 octets, and unfolds to what was put in', () => {
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const whole = lines.join('\n').replaceAll('\n ', '');
    expect(whole).toContain(`LOCATION:${entry.place}\n`);
    expect(whole).toContain('SUMMARY:户口迁入\\;投靠配偶\n');
    expect(whole).toContain('DESCRIPTION:预约码 ABC\\,DEF\\n请带材料\n');
  });

  it('keeps its name when the appointment moves, so that the calendar has it once', () => {
    const uid = (start: string) =>
      calendarFile({ ...entry, startsAt: start }, longAgo)
        .split('\r\n')
        .find((line) => line.startsWith('UID:'));
    expect(uid(startsAt)).toBe('UID:apt_1@onewindow');
    expect(uid('2026-11-26T01:00:00.000Z')).toBe(uid(startsAt));
    expect(lines).toContain('DTSTART:20261125T010000Z');
    expect(lines).toContain('TRIGGER:-PT120M');
  });
});
