import { startServer } from '../../../functions/server';
import { rebookings } from '../../../functions/jobs/rebookings';
import { placesAhead } from '../../../functions/jobs/places';
import { waitList } from '../../../functions/jobs/wait-list';
import { testClock } from '../../../functions/ports/clock';
import { testNow } from '../../support/test-city';

/**
 * The service under test in a process of its own: the real server on a port, with a clock that its parent sets and jobs that its parent runs, by
 * messages `{ clock }` and `{ job }`, each answered when it is done. The working directory says which source it is: the real or a copy.
 */
const databaseUrl = process.env.DATABASE_URL;
if (!databaseUrl) throw new Error('DATABASE_URL is not set');
const clock = testClock(testNow);
const server = await startServer({ port: 0, databaseUrl, standIns: true, clock, jobs: false });
const jobs = { places: placesAhead, waitList, rebookings };
export type JobName = keyof typeof jobs;
const tell = (message: object) => process.send?.(message);
process.on('message', async (message: { clock?: string; job?: JobName; number: number }) => {
  if (message.clock) clock.set(message.clock);
  if (message.job) await jobs[message.job](server.room, clock.now());
  tell({ done: message.number });
});
process.on('disconnect', () => process.exit(0));
tell({ port: Number(new URL(server.url).port) });
