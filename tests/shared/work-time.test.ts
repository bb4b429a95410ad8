import { readCalendarFile } from '../../db/content/city';
import { addDays, daysBetween, shanghaiDay, shanghaiInstant, toInstant } from '../../shared/rules/shanghai';
import { workCalendar } from '../../shared/rules/work-calendar';
import { addClockHours, addMonths, addWorkingDays, addWorkingHours, type Pause, workingDaysLeft } from '../../shared/rules/work-time';
import { explainDeadline } from '../../shared/text/work-time';
import { naiveClockHours, naiveMonths, naiveWorkingDays, naiveWorkingMinutes, workedDays } from './naive-work-time';
import { seeded } from './numbers';

/** All of them here; a tenth where the machine believes in another instant (tests/provers/host-clock.test.ts), four times over. */
const rounds = (count: number) => (process.env.HOST_NOW ? count / 10 : count);

const data = readCalendarFile();
const calendar = workCalendar(data);
const at = (day: string, clock = '10:00') => shanghaiInstant(day, clock);
const dueDate = (day: string, days: number, pauses: Pause[] = []) => {
  const deadline = addWorkingDays(calendar, at(day), days, pauses);
  return deadline.ok ? deadline.date : deadline.refusal;
};

describe('the work calendar', () => {
  it('covers 2018 to 2026 and knows nothing else', () => {
    const days = daysBetween('2018-01-01', '2026-12-31') + 1;
    const kinds = Array.from({ length: days }, (_, index) => calendar.day(addDays('2018-01-01', index)).kind);
    expect(days).toBe(3287);
    expect(kinds).not.toContain('unknown');
    expect([calendar.day('2017-12-31').kind, calendar.day('2027-01-01').kind]).toEqual(['unknown', 'unknown']);
    console.log(`work calendar: ${days} days, ${data.exceptions.length} exceptions, ${workedDays(data).length} worked`);
  });

  it('knows the make-up days of 2026', () => {
    const makeup = data.exceptions.filter((day) => day.kind === 'makeup' && day.date.startsWith('2026'));
    expect(makeup.map((day) => day.date)).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
  });

  it('refuses data that contradicts itself', () => {
    const years = [{ year: 2026, source: 's' }];
    expect(() => workCalendar({ years, exceptions: [{ date: '2026-11-23', kind: 'makeup', name: 'x' }] })).toThrow('no weekend day');
    expect(() => workCalendar({ years, exceptions: [{ date: '2027-01-01', kind: 'holiday', name: 'x' }] })).toThrow('no year');
    const twice = { date: '2026-11-21', kind: 'makeup', name: 'x' } as const;
    expect(() => workCalendar({ years, exceptions: [twice, twice] })).toThrow('twice');
  });
});

describe('working days', () => {
  it.each([
    ['2026-11-23', 1, '2026-11-24'],
    ['2026-11-23', 5, '2026-11-30'],
    ['2026-11-27', 1, '2026-11-30'],
    ['2026-08-28', 5, '2026-09-04'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-14', 1, '2026-02-24'],
  ])('received %s, %i working days end on %s', (received, days, due) => {
    expect(dueDate(received, days)).toBe(due);
  });

  it('takes receipt on a rest day as receipt on the next working day, which is not counted', () => {
    expect(dueDate('2026-11-21', 1)).toBe('2026-11-24');
    expect(dueDate('2026-11-22', 1)).toBe('2026-11-24');
    expect(dueDate('2026-10-01', 1)).toBe('2026-10-09');
    expect(addWorkingDays(calendar, at('2026-11-21'), 1)).toMatchObject({ countsFrom: '2026-11-23' });
  });

  it('takes a make-up Saturday as a working day, for receipt and for counting', () => {
    expect(addWorkingDays(calendar, at('2026-10-10'), 1)).toMatchObject({ ok: true, countsFrom: '2026-10-10', date: '2026-10-12' });
  });

  it('runs until the last millisecond of the day in Shanghai', () => {
    expect(addWorkingDays(calendar, at('2026-11-23'), 1)).toMatchObject({ at: '2026-11-24T15:59:59.999Z' });
    // 23:59 and 00:01 in Shanghai are two days, whatever UTC says.
    expect(addWorkingDays(calendar, '2026-11-23T15:59:00.000Z', 1)).toMatchObject({ date: '2026-11-24' });
    expect(addWorkingDays(calendar, '2026-11-23T16:01:00.000Z', 1)).toMatchObject({ date: '2026-11-25' });
  });

  it('refuses past the last day the calendar knows', () => {
    expect(dueDate('2026-12-30', 1)).toBe('2026-12-31');
    expect(addWorkingDays(calendar, at('2026-12-30'), 2)).toMatchObject({
      ok: false,
      refusal: 'calendar_unknown',
      edge: { knownUntil: '2026-12-31' },
    });
    expect(dueDate('2027-01-04', 1)).toBe('calendar_unknown');
  });

  it('refuses before the first day the calendar knows and says from when it does', () => {
    const early = addWorkingDays(calendar, at('2017-12-29'), 1);
    expect(early).toMatchObject({ ok: false, refusal: 'calendar_unknown', edge: { knownFrom: '2018-01-01' } });
    expect(explainDeadline(early).at(-1)).toBe('工作日历自 2018-01-01 起，更早的日期不能计算。');
    expect(addWorkingHours(calendar, at('2017-12-29', '16:00'), 4)).toMatchObject({ edge: { knownFrom: '2018-01-01' } });
  });

  it('does not count paused days, neither the one on which the pause ends', () => {
    const pause = { from: at('2026-11-24', '15:00'), to: at('2026-11-26', '09:00'), reason: '等待补正材料' };
    // 24 counts, 25 and 26 do not, 27 and 30 do.
    expect(dueDate('2026-11-23', 3, [pause])).toBe('2026-11-30');
    expect(dueDate('2026-11-23', 1, [pause])).toBe('2026-11-24');
  });

  it('gives no date while the pause lasts, unless the limit was reached before', () => {
    const pause = { from: at('2026-11-24'), to: null, reason: '等待外单位' };
    expect(addWorkingDays(calendar, at('2026-11-23'), 2, [pause])).toMatchObject({ ok: false, refusal: 'paused', since: '2026-11-24' });
    expect(dueDate('2026-11-23', 1, [pause])).toBe('2026-11-24');
  });

  it('refuses a count below one', () => {
    expect(() => addWorkingDays(calendar, at('2026-11-23'), 0)).toThrow(RangeError);
    expect(() => addWorkingDays(calendar, at('2026-11-23'), 1.5)).toThrow(RangeError);
  });

  it('explains every line', () => {
    const pause = { from: at('2026-10-12', '15:00'), to: at('2026-10-13', '09:00'), reason: '等待补正材料' };
    expect(explainDeadline(addWorkingDays(calendar, at('2026-10-01'), 4, [pause]))).toEqual([
      '10月1日 周四 10:00 收到。',
      '10月1日 周四是国庆节假期，视为下一个工作日 10月8日 周四收到。',
      '收到当日（10月8日 周四）不计入。',
      '10月9日 周五至10月10日 周六：第 1 至 2 个工作日（10月10日 周六为国庆节调休上班日，计入）。',
      '10月11日 周日：周末，不计入。',
      '10月12日 周一：第 3 个工作日。',
      '10月13日 周二：暂停（等待补正材料），不计入。',
      '10月14日 周三：第 4 个工作日。',
      '因此期限为 10月14日 周三 24:00。',
    ]);
    expect(explainDeadline(addWorkingDays(calendar, at('2026-12-31'), 1)).at(-1)).toBe(
      '工作日历只到 2026-12-31，之后的放假安排尚未公布，暂不能给出日期。',
    );
  });

  it('agrees with a naive second implementation in 80,000 seeded cases', () => {
    const random = seeded(2026);
    const worked = workedDays(data);
    let refused = 0;
    for (let round = 0; round < rounds(80_000); round += 1) {
      const start = Date.UTC(2018, 0, 1) + random.below(3_300 * 1440) * 60_000;
      const pauses = Array.from({ length: random.below(3) }, () => {
        const from = start + random.below(40 * 1440) * 60_000;
        return { from: toInstant(from), to: toInstant(from + random.below(10 * 1440) * 60_000), reason: 'x' };
      });
      const days = 1 + random.below(30);
      const deadline = addWorkingDays(calendar, toInstant(start), days, pauses);
      const naive = naiveWorkingDays(worked, toInstant(start), days, pauses);
      if (naive === null) refused += 1;
      if ((deadline.ok ? deadline.date : null) !== naive)
        throw new Error(`${toInstant(start)} + ${days}, ${JSON.stringify(pauses)}: ${JSON.stringify(deadline)} ≠ ${naive}`);
    }
    expect(refused).toBeGreaterThan(20);
  });
});

describe('working hours', () => {
  const end = (day: string, clock: string, hours: number, pauses: Pause[] = []) => {
    const deadline = addWorkingHours(calendar, at(day, clock), hours, undefined, pauses);
    return deadline.ok ? deadline.at : deadline.refusal;
  };

  it.each([
    ['2026-11-23', '09:00', 3, '2026-11-23', '12:00'],
    ['2026-11-23', '10:30', 4, '2026-11-23', '16:30'],
    ['2026-11-23', '08:00', 4, '2026-11-23', '15:00'],
    ['2026-11-23', '12:30', 0.5, '2026-11-23', '14:30'],
    ['2026-11-27', '16:00', 4, '2026-11-30', '11:30'],
    ['2026-11-28', '10:00', 1, '2026-11-30', '10:00'],
    ['2026-09-30', '17:00', 1, '2026-10-08', '09:30'],
    ['2026-10-10', '09:00', 1, '2026-10-10', '10:00'],
  ])('from %s %s, %s hours end on %s %s', (day, clock, hours, dueDay, dueClock) => {
    expect(end(day, clock, hours)).toBe(at(dueDay, dueClock));
  });

  it('leaves out a pause, also one over lunch or over night', () => {
    expect(end('2026-11-23', '09:00', 4, [{ from: at('2026-11-23', '10:00'), to: at('2026-11-23', '15:00'), reason: 'x' }])).toBe(
      at('2026-11-24', '09:30'),
    );
    expect(end('2026-11-23', '09:00', 1, [{ from: at('2026-11-23', '09:30'), to: null, reason: 'x' }])).toBe('paused');
    expect(end('2026-11-23', '09:00', 1, [{ from: at('2026-11-23', '10:00'), to: null, reason: 'x' }])).toBe(at('2026-11-23', '10:00'));
  });

  it('refuses past the edge of the calendar, and frames that overlap', () => {
    expect(end('2026-12-31', '17:00', 1)).toBe('calendar_unknown');
    const overlapping = [
      { from: '09:00', to: '12:00' },
      { from: '11:00', to: '13:00' },
    ];
    expect(() => addWorkingHours(calendar, at('2026-11-23'), 1, overlapping)).toThrow(RangeError);
    expect(() => addWorkingHours(calendar, at('2026-11-23'), 0)).toThrow(RangeError);
  });

  it('explains every frame', () => {
    expect(explainDeadline(addWorkingHours(calendar, at('2026-11-27', '16:00'), 4))).toEqual([
      '11月27日 周五 16:00 收到。',
      '11月27日 周五 16:00–17:30：计 1 小时 30 分钟，还剩 2 小时 30 分钟。',
      '11月28日 周六至11月29日 周日：周末，不计入。',
      '11月30日 周一 09:00–11:30：计 2 小时 30 分钟，还剩 0 分钟。',
      '因此期限为 11月30日 周一 11:30。',
    ]);
  });

  it('agrees with a walk minute by minute in 4,000 seeded cases', () => {
    const random = seeded(82);
    const worked = workedDays(data);
    const frames = [
      { from: '09:00', to: '12:00' },
      { from: '14:00', to: '17:30' },
    ];
    for (let round = 0; round < rounds(4_000); round += 1) {
      const start = Date.UTC(2025, 0, 2) + random.below(726 * 1440) * 60_000;
      const minutes = 1 + random.below(1_200);
      const pauses = Array.from({ length: random.below(3) }, () => {
        const from = start + random.below(3 * 1440) * 60_000;
        return { from: toInstant(from), to: toInstant(from + random.below(2 * 1440) * 60_000), reason: 'x' };
      });
      const deadline = addWorkingHours(calendar, toInstant(start), minutes / 60, frames, pauses);
      const naive = naiveWorkingMinutes(
        worked,
        toInstant(start),
        minutes,
        [
          [540, 720],
          [840, 1050],
        ],
        pauses,
      );
      if ((deadline.ok ? deadline.at : null) !== naive)
        throw new Error(`${toInstant(start)} + ${minutes} min, ${JSON.stringify(pauses)}: ${JSON.stringify(deadline)} ≠ ${naive}`);
    }
  });
});

describe('clock hours and calendar months', () => {
  it('24 clock hours run through nights, weekends and holidays', () => {
    expect(addClockHours(at('2026-09-30', '18:00'), 24)).toMatchObject({ ok: true, at: at('2026-10-01', '18:00') });
    expect(addClockHours(at('2026-12-31', '18:00'), 24)).toMatchObject({ ok: true, at: at('2027-01-01', '18:00') });
  });

  it('a pause stretches clock hours; overlapping pauses count once', () => {
    const pauses = [
      { from: at('2026-11-23', '12:00'), to: at('2026-11-23', '14:00'), reason: 'x' },
      { from: at('2026-11-23', '13:00'), to: at('2026-11-23', '15:00'), reason: 'y' },
    ];
    expect(addClockHours(at('2026-11-23', '10:00'), 24, pauses)).toMatchObject({ at: at('2026-11-24', '13:00') });
  });

  it.each([
    ['2026-01-15', 1, '2026-02-15'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-08-31', 1, '2026-09-30'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-05', 1, '2027-01-05'],
  ])('received %s, %i months end on %s', (received, months, due) => {
    expect(addMonths(at(received), months)).toMatchObject({ ok: true, date: due });
  });

  it('agree with a naive second implementation in 10,000 seeded cases each', () => {
    const random = seeded(4);
    for (let round = 0; round < rounds(10_000); round += 1) {
      const start = Date.UTC(2018, 0, 1) + random.below(3_300 * 1440) * 60_000;
      const pauses = Array.from({ length: random.below(3) }, () => {
        const from = start + random.below(20 * 1440) * 60_000;
        return { from: toInstant(from), to: toInstant(from + random.below(5 * 1440) * 60_000), reason: 'x' };
      });
      const hours = 1 + random.below(200);
      const clockHours = addClockHours(toInstant(start), hours, pauses);
      expect(clockHours.ok && clockHours.at).toBe(naiveClockHours(toInstant(start), hours, pauses));
      const months = 1 + random.below(6);
      const month = addMonths(toInstant(start), months, pauses);
      expect(month.ok && month.date).toBe(naiveMonths(toInstant(start), months, pauses));
    }
  });

  it('a paused date moves the end of a month one date on', () => {
    const pause = { from: at('2026-11-23'), to: at('2026-11-25'), reason: 'x' };
    expect(addMonths(at('2026-11-10'), 1, [pause])).toMatchObject({ date: '2026-12-12' });
  });
});

describe('working days left', () => {
  it('counts those after today up to the due date, and those overdue as negative', () => {
    expect(workingDaysLeft(calendar, '2026-11-27', '2026-12-02')).toBe(3);
    expect(workingDaysLeft(calendar, '2026-12-02', '2026-12-02')).toBe(0);
    expect(workingDaysLeft(calendar, '2026-12-04', '2026-12-02')).toBe(-2);
    expect(workingDaysLeft(calendar, '2026-12-30', '2027-01-05')).toBeNull();
    expect(workingDaysLeft(calendar, shanghaiDay('2026-11-27T02:00:00.000Z'), '2026-11-29')).toBe(0);
  });
});
