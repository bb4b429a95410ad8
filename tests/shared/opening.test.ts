import { readCalendarFile, readCity } from '../../db/content/city';
import { type Closure, isOpenAt, openDay, openDays, type OpeningPattern, placesOf, plainHall, releasedAt } from '../../shared/rules/opening';
import { shanghaiClock } from '../../shared/rules/shanghai';
import { workCalendar } from '../../shared/rules/work-calendar';
import { openingLines } from '../../shared/text/opening';
import { defaultSettings } from '../../shared/rules/settings';

const calendar = workCalendar(readCalendarFile());
const opening = (id: string) => readCity().halls.find((hall) => hall.id === id)?.opening as OpeningPattern;
const pattern = opening('guancheng');
const hall = plainHall(pattern);
const day = (date: string, closures: Closure[] = []) => openDay({ ...hall, closures }, calendar, date);
const clocks = (date: string) => day(date).slots.map((slot) => shanghaiClock(slot.startsAt));

describe('opening', () => {
  it('a weekday has its frames with a lunch break, in slots of 30 minutes', () => {
    expect(clocks('2026-11-23')).toEqual([
      '09:00',
      '09:30',
      '10:00',
      '10:30',
      '11:00',
      '11:30',
      '14:00',
      '14:30',
      '15:00',
      '15:30',
      '16:00',
      '16:30',
      '17:00',
    ]);
    expect(day('2026-11-23').slots[0]).toMatchObject({
      startsAt: '2026-11-23T01:00:00.000Z',
      endsAt: '2026-11-23T01:30:00.000Z',
      places: { public: 5, green_channel: 1, enterprise: 1, walk_in: 2 },
    });
  });

  it('a weekend is open from 9 to 12 and from 13 to 16', () => {
    expect(clocks('2026-11-22')).toEqual([
      '09:00',
      '09:30',
      '10:00',
      '10:30',
      '11:00',
      '11:30',
      '13:00',
      '13:30',
      '14:00',
      '14:30',
      '15:00',
      '15:30',
    ]);
  });

  it('a make-up Saturday behaves as a weekday, a holiday is shut and named', () => {
    expect(clocks('2026-10-10')).toEqual(clocks('2026-11-23'));
    expect(day('2026-10-10')).toMatchObject({ note: 'makeup', holiday: '国庆节' });
    expect(day('2026-10-01')).toMatchObject({ note: 'holiday', holiday: '国庆节', slots: [] });
  });

  it('a day the calendar does not know has no places', () => {
    const days = openDays(hall, calendar, '2026-12-30', 4);
    expect(days.map((one) => [one.date, one.note, one.slots.length > 0])).toEqual([
      ['2026-12-30', null, true],
      ['2026-12-31', null, true],
      ['2027-01-01', 'calendar_unknown', false],
      ['2027-01-02', 'calendar_unknown', false],
    ]);
  });

  it('a closure takes away the slots it touches, or the whole day', () => {
    const morning = day('2026-11-23', [{ date: '2026-11-23', from: '09:15', to: '10:00', reason: '停电' }]);
    expect(morning.slots.map((slot) => shanghaiClock(slot.startsAt)).slice(0, 2)).toEqual(['10:00', '10:30']);
    expect(day('2026-11-23', [{ date: '2026-11-23', reason: '停电' }])).toMatchObject({ note: 'closed', slots: [] });
    expect(day('2026-11-23', [{ date: '2026-11-24', reason: '停电' }]).slots).toHaveLength(13);
  });

  it('a last slot that would end after closing time is not offered', () => {
    const short = plainHall({ ...pattern, slotMinutes: 40, weekday: [{ from: '09:00', to: '10:00', staff: 1 }], weekend: [] });
    expect(openDay(short, calendar, '2026-11-23').slots).toHaveLength(1);
    expect(openDay(short, calendar, '2026-11-22')).toMatchObject({ note: 'no_opening', slots: [] });
  });

  it('places are given out from eight in the morning in Shanghai, after the day on which they came into sight', () => {
    expect(releasedAt('2026-12-06', defaultSettings)).toBe('2026-11-24T00:00:00.000Z');
    expect(releasedAt('2026-12-06', { daysAhead: 7, newDayHour: 13 })).toBe('2026-12-01T05:00:00.000Z');
  });

  it('is said in lines', () => {
    expect(openingLines(pattern)).toEqual([
      '周一至周五 09:00–12:00、14:00–17:30',
      '周六、周日 09:00–12:00、13:00–16:00',
      '法定节假日不开放，调休上班日按工作日开放',
    ]);
  });

  it('places follow from the people at the counters, divided by the shares so that they add up', () => {
    const shares = { public: 5, green_channel: 1, enterprise: 1, walk_in: 2 };
    const places = (staff: number, minutesPerVisit: number) => placesOf({ slotMinutes: 30, minutesPerVisit, shares }, staff);
    expect(places(3, 10)).toEqual({ public: 5, green_channel: 1, enterprise: 1, walk_in: 2 });
    expect(places(2, 10)).toEqual({ public: 3, green_channel: 1, enterprise: 1, walk_in: 1 });
    expect(places(1, 31)).toEqual({ public: 0, green_channel: 0, enterprise: 0, walk_in: 0 });
    for (let staff = 0; staff <= 20; staff++) {
      for (const minutes of [7, 10, 15, 20]) {
        const total = Object.values(places(staff, minutes)).reduce((sum, count) => sum + count, 0);
        expect(total).toBe(Math.floor((staff * 30) / minutes));
      }
    }
  });

  it('an after-hours session runs on its days only, and on no make-up day', () => {
    const humen = plainHall(opening('humen'));
    const evening = (date: string) =>
      openDay(humen, calendar, date)
        .slots.filter((slot) => slot.afterHours)
        .map((slot) => shanghaiClock(slot.startsAt));
    expect(evening('2026-11-26')).toEqual(['17:30', '18:00', '18:30', '19:00', '19:30']);
    expect(evening('2026-11-25')).toEqual([]);
    expect(openingLines(opening('humen'))[2]).toBe('周四 延时服务 17:30–20:00');
    const everyDay = plainHall({
      ...opening('humen'),
      weekday: [{ from: '18:00', to: '20:00', staff: 1, on: [1, 2, 3, 4, 5, 6, 7], afterHours: true }],
    });
    expect(openDay(everyDay, calendar, '2026-10-10')).toMatchObject({ note: 'no_opening' });
  });

  it('a day of its own replaces the pattern, opens a holiday, and stays shut beyond the calendar', () => {
    const frames = [{ from: '10:00', to: '11:00', staff: 1 }];
    const special = (date: string, own = frames) => openDay({ ...hall, exceptions: [{ date, frames: own, reason: '国庆值班' }] }, calendar, date);
    expect(special('2026-10-01')).toMatchObject({ note: 'special', slots: [{}, {}] });
    expect(special('2026-11-23', [])).toMatchObject({ note: 'special', slots: [] });
    expect(special('2027-01-04')).toMatchObject({ note: 'calendar_unknown', slots: [] });
  });

  it('the pattern of a day is the one with the latest effective day up to it, of two from one day the later version', () => {
    const only = (from: string) => ({ ...pattern, weekday: [{ from, to: '12:00', staff: 1 }] });
    const versions = {
      ...hall,
      patterns: [
        ...hall.patterns,
        { version: 1, effectiveFrom: '2026-11-25', pattern: only('10:00') },
        { version: 2, effectiveFrom: '2026-11-24', pattern: only('11:00') },
        { version: 3, effectiveFrom: '2026-11-25', pattern: only('11:30') },
      ],
    };
    const first = (date: string) => shanghaiClock(openDay(versions, calendar, date).slots[0]?.startsAt ?? '');
    expect([first('2026-11-23'), first('2026-11-24'), first('2026-11-25'), first('2026-11-26')]).toEqual(['09:00', '11:00', '11:30', '11:30']);
  });

  it('is open from the first to the last instant of a slot, and not at lunch', () => {
    const at = (clock: string) => isOpenAt(day('2026-11-23'), `2026-11-23T${clock}Z`);
    expect([at('00:59:59.999'), at('01:00:00.000'), at('03:59:59.999'), at('04:00:00.000'), at('09:29:59.999'), at('09:30:00.000')]).toEqual([
      false,
      true,
      true,
      false,
      true,
      false,
    ]);
  });
});
