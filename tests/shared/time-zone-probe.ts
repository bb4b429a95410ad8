// Run as a process of its own under another TZ (tests/shared/time-zone.test.ts): prints what the rules of time answer, as one digest.
import { createHash } from 'node:crypto';
import { readCalendarFile } from '../../db/content/city';
import { ageOn } from '../../shared/rules/age';
import { checkIdNumber, idCheckCharacter } from '../../shared/rules/id-number';
import { addDays, shanghaiClock, shanghaiDay, toInstant, weekday } from '../../shared/rules/shanghai';
import { workCalendar } from '../../shared/rules/work-calendar';
import { addClockHours, addMonths, addWorkingDays, addWorkingHours } from '../../shared/rules/work-time';
import { seeded } from './numbers';

const host = process.env.PROBE_NOW;
if (host) Date.now = () => Date.parse(host);

const calendar = workCalendar(readCalendarFile());
const random = seeded(8);
const digest = createHash('sha256');
for (let round = 0; round < 4_000; round += 1) {
  const instant = toInstant(Date.UTC(2018, 0, 2) + random.below(3_280 * 1440) * 60_000);
  const birth = addDays('1985-01-01', random.below(3_000));
  const number = `990001${birth.replaceAll('-', '')}001`;
  const answers = [
    shanghaiDay(instant),
    shanghaiClock(instant),
    weekday(birth),
    ageOn(birth, shanghaiDay(instant)),
    checkIdNumber(number + idCheckCharacter(number), shanghaiDay(instant)),
    addWorkingDays(calendar, instant, 1 + random.below(20)),
    addWorkingHours(calendar, instant, 1 + random.below(20)),
    addClockHours(instant, 24),
    addMonths(instant, 1),
  ];
  digest.update(JSON.stringify(answers));
}
process.stdout.write(`${new Date(2026, 6, 1).getTimezoneOffset()} ${digest.digest('hex')}\n`);
