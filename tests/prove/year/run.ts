import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { WorkCalendarData } from '../../../shared/rules/work-calendar';
import { startTestServer } from '../../support/server';
import { startTestPostgres } from '../../support/test-postgres';
import { castOf, figuresOf, play } from './play';
import { expectedFigures, yearOfRequests } from './script';

/** `npm run prove:year`: the scripted year of 534 requests, its figures beside those known beforehand, and how long it took. Status 1 when they differ or it took more than a minute. */
const postgres = await startTestPostgres(mkdtempSync(join(tmpdir(), 'onewindow-test-')));
process.env.TEST_DATABASE_URL = postgres.url;
const service = await startTestServer({ jobs: false, now: '2025-01-01T00:00:00.000Z' });
const calendar = JSON.parse(readFileSync(join(import.meta.dirname, '../../../db/content/calendar/work-calendar.json'), 'utf8')) as WorkCalendarData;
const requests = yearOfRequests(calendar, 534, 20250101);
const cast = await castOf(service);
const started = performance.now();
await play(service, cast, requests);
const seconds = (performance.now() - started) / 1000;
const [found, expected] = [await figuresOf(service, cast), expectedFigures(requests)];
const isSame = isDeepStrictEqual(found, expected);
process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
if (!isSame) process.stdout.write(`expected were\n${JSON.stringify(expected, null, 2)}\n`);
process.stdout.write(`${requests.length} requests of a year in ${seconds.toFixed(1)} s; figures ${isSame ? 'exact' : 'DIFFER'}\n`);
await service.stop();
await postgres.stop();
process.exit(isSame && seconds <= 60 ? 0 : 1);
