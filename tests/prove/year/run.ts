import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { WorkCalendarData } from '../../../shared/rules/work-calendar';
import { startTestServer } from '../../support/server';
import { startTestPostgres } from '../../support/test-postgres';
import { castOf, figuresOf, play } from './play';
import { expectedFigures, yearOfRequests } from './script';

/** What the last line says. Seconds on the wall, and of a processor (Postgres apart); `left`: requests on the board at the end of the year. */
export type Year = { requests: number; exact: boolean; left: number; seconds: number; processor: number };

/** `npm run prove:year`: the scripted year of 534 requests, its figures beside those known beforehand, and how long it took. Status 1 when they differ or it took more than a minute. */
const postgres = await startTestPostgres(mkdtempSync(join(tmpdir(), 'onewindow-test-')));
process.env.TEST_DATABASE_URL = postgres.url;
const service = await startTestServer({ jobs: false, now: '2025-01-01T00:00:00.000Z' });
const calendar = JSON.parse(readFileSync(join(import.meta.dirname, '../../../db/content/calendar/work-calendar.json'), 'utf8')) as WorkCalendarData;
const requests = yearOfRequests(calendar, 534, 20250101);
const cast = await castOf(service);
const [started, used] = [performance.now(), process.cpuUsage()];
await play(service, cast, requests);
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(used);
const [found, expected] = [await figuresOf(service, cast), expectedFigures(requests)];
const { counts } = (await service.call('supervision.board', {}, cast.bureau.supervisor.token)).body;
const year: Year = {
  requests: requests.length,
  exact: isDeepStrictEqual(found, expected),
  left: counts.overdue + counts.dueSoon + counts.running + counts.paused,
  seconds,
  processor: (user + system) / 1_000_000,
};
process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
if (!year.exact) process.stdout.write(`expected were\n${JSON.stringify(expected, null, 2)}\n`);
process.stdout.write(
  `${requests.length} requests of a year in ${seconds.toFixed(1)} s; figures ${year.exact ? 'exact' : 'DIFFER'}\n${JSON.stringify(year)}\n`,
);
await service.stop();
await postgres.stop();
process.exit(year.exact && year.left === 0 && seconds <= 60 ? 0 : 1);
