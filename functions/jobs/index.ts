import type { Room } from '../call';
import { deliver, type Delivery } from './deliver';
import { type Sweep, sweep } from './sweep';

export type JobsReport = Delivery & Sweep;

/**
 * One round of everything that happens without a request. Safe to run twice and at once: the timer of server.ts, cron.ts and whoever has just
 * written something may all call it.
 */
export async function runJobs(room: Room, now: string = room.ports.clock.now()): Promise<JobsReport> {
  const swept = await sweep(room, now);
  const delivered = await deliver(room);
  return { ...swept, ...delivered };
}
