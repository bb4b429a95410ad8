import {
  addDays,
  clockMinutes,
  daysBetween,
  endOfDay,
  isDay,
  minutesClock,
  shanghaiClock,
  shanghaiDay,
  shanghaiInstant,
  weekday,
} from '../../shared/rules/shanghai';

describe('Shanghai dates and instants', () => {
  it('the Shanghai day begins at 16:00 UTC of the day before', () => {
    expect(shanghaiDay('2026-11-22T15:59:59.999Z')).toBe('2026-11-22');
    expect(shanghaiDay('2026-11-22T16:00:00.000Z')).toBe('2026-11-23');
    expect(shanghaiClock('2026-11-22T16:00:00.000Z')).toBe('00:00');
    expect(shanghaiInstant('2026-11-23', '00:00')).toBe('2026-11-22T16:00:00.000Z');
    expect(endOfDay('2026-11-22')).toBe('2026-11-22T15:59:59.999Z');
    expect(endOfDay('2026-12-31')).toBe('2026-12-31T15:59:59.999Z');
  });

  it('goes there and back for every half hour of a year', () => {
    for (let offset = 0; offset < 365; offset += 1) {
      const day = addDays('2024-01-01', offset);
      for (let minutes = 0; minutes < 1440; minutes += 30) {
        const instant = shanghaiInstant(day, minutesClock(minutes));
        if (shanghaiDay(instant) !== day || shanghaiClock(instant) !== minutesClock(minutes))
          throw new Error(`${day} ${minutesClock(minutes)} became ${instant}`);
      }
    }
  });

  it('knows which dates exist', () => {
    expect(['2024-02-29', '2000-02-29', '2026-12-31', '1900-01-01'].every(isDay)).toBe(true);
    expect(['2023-02-29', '1900-02-29', '2026-13-01', '2026-04-31', '2026-1-1', '20260101', ''].some(isDay)).toBe(false);
  });

  it('counts days across leap days and year ends, and weekdays from Sunday', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2025-12-31', '2026-11-23')).toBe(327);
    expect(weekday('2026-11-23')).toBe(1);
    expect(weekday('1966-11-24')).toBe(4);
    expect(weekday('1969-12-31')).toBe(3);
  });

  it('refuses what is no clock, no date, no UTC instant, or older than the fixed offset', () => {
    expect(() => clockMinutes('24:01')).toThrow(RangeError);
    expect(() => addDays('2023-02-29', 1)).toThrow(RangeError);
    expect(() => shanghaiDay('2026-11-22T16:00:00+08:00')).toThrow(RangeError);
    // 1986–1991 Shanghai kept daylight saving: a birth date must not pass through an instant.
    expect(() => shanghaiDay('1988-07-01T00:00:00.000Z')).toThrow(RangeError);
    expect(() => shanghaiInstant('1990-05-05', '00:00')).toThrow(RangeError);
  });
});
