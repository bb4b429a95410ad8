import { readCalendarFile, readCity } from '../../db/content/city';
import { openDay, openDays, releasedAt } from '../../shared/rules/opening';
import { shanghaiClock } from '../../shared/rules/shanghai';
import { workCalendar } from '../../shared/rules/work-calendar';
import { openingLines } from '../../shared/text/opening';

const calendar = workCalendar(readCalendarFile());
const pattern = readCity().halls.find((hall) => hall.id === 'guancheng')?.opening ?? { slotMinutes: 30, weekday: [], weekend: [] };
const day = (date: string, closures: Parameters<typeof openDay>[2] = []) => openDay(pattern, calendar, closures, date);
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
    const days = openDays(pattern, calendar, [], '2026-12-30', 4);
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
    const short = {
      slotMinutes: 40,
      weekday: [{ from: '09:00', to: '10:00', places: { public: 1, green_channel: 0, enterprise: 0, walk_in: 0 } }],
      weekend: [],
    };
    expect(openDay(short, calendar, [], '2026-11-23').slots).toHaveLength(1);
    expect(openDay(short, calendar, [], '2026-11-22')).toMatchObject({ note: 'no_opening', slots: [] });
  });

  it('places are given out from midnight in Shanghai, 14 days before', () => {
    expect(releasedAt('2026-12-06')).toBe('2026-11-21T16:00:00.000Z');
  });

  it('is said in lines', () => {
    expect(openingLines(pattern)).toEqual([
      '周一至周五 09:00–12:00、14:00–17:30',
      '周六、周日 09:00–12:00、13:00–16:00',
      '法定节假日不开放，调休上班日按工作日开放',
    ]);
  });
});
