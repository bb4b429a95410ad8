import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { WorkCalendarData } from '../../shared/rules/work-calendar';
import { castOf, figuresOf, play } from '../prove/year/play';
import { expectedFigures, yearOfRequests } from '../prove/year/script';
import { startTestServer, type TestServer } from '../support/server';

let service: TestServer;
beforeAll(async () => {
  service = await startTestServer({ jobs: false, now: '2025-01-01T00:00:00.000Z' });
});
afterAll(() => service?.stop());

test('two enterprises, three units and a supervisor play a year of 534 requests, and the figures come out exactly, within a minute', async () => {
  const calendar = JSON.parse(readFileSync(join(import.meta.dirname, '../../db/content/calendar/work-calendar.json'), 'utf8')) as WorkCalendarData;
  const requests = yearOfRequests(calendar, 534, 20250101);
  const cast = await castOf(service);
  const [started, used] = [performance.now(), process.cpuUsage()];
  await play(service, cast, requests);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(used);
  const processor = (user + system) / 1_000_000;
  console.log(`a year of ${requests.length} requests played in ${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of a processor`);
  expect(await figuresOf(service, cast)).toEqual(expectedFigures(requests));
  // Beside other tests the clock on the wall says little: then what the year took of a processor is judged, Postgres apart.
  expect((loadavg()[0] ?? 0) > 1.5 ? processor : seconds).toBeLessThanOrEqual(60);

  // Nothing is left on anybody's desk.
  const board = await service.call('supervision.board', {}, cast.bureau.supervisor.token);
  expect(board.body.counts).toEqual({ overdue: 0, dueSoon: 0, running: 0, paused: 0 });
}, 180_000);
