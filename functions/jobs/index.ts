import type { Room } from '../call';
import { describeFailure } from '../database-failures';
import { log } from '../log';
import { asSystem } from '../scope';
import { auditChain } from './audit-chain';
import { caseClocks } from './case-clocks';
import { caseTasks } from './case-tasks';
import { changedRules } from './catalogue-change';
import { complaints } from './complaints';
import { consultations } from './consultations';
import { commonProblems } from './common-problems';
import { deliver } from './deliver';
import { forgetWaiting } from './file-letter';
import { gapReminders } from './gap-reminders';
import { noticeCalls } from './notice-calls';
import { lateHazards } from './rectifications';
import { overdueAcceptances } from './overdue-acceptances';
import { placesAhead } from './places';
import { rebookings } from './rebookings';
import { remedies } from './remedies';
import { reminders } from './reminders';
import { retention } from './retention';
import { returnVisits } from './return-visits';
import { solutions } from './systemic';
import { sweep } from './sweep';
import { textChecks } from './text-checks';
import { urgentLate } from './urgent';
import { waitList } from './wait-list';

/** Counts of what a round did, by name, and the jobs that failed in it. */
export type JobsReport = { done: Record<string, number>; failed: string[] };

const jobs: Record<string, (room: Room, now: string) => Promise<Record<string, number>>> = {
  rebookings,
  sweep,
  urgentLate,
  caseClocks,
  caseTasks,
  complaints,
  consultations,
  commonProblems,
  solutions,
  places: placesAhead,
  waitList,
  reminders,
  gapReminders,
  overdueAcceptances,
  changedRules,
  forgetWaiting,
  lateHazards,
  remedies,
  returnVisits,
  deliver: (room) => deliver(room),
  noticeCalls,
  textChecks,
  retention,
  auditChain,
};

/**
 * One round of everything that happens without a request. Safe to run twice and at once: the timer of server.ts, cron.ts and whoever has just
 * written something may all call it. A job that fails does not keep the others from their work; the next round tries it again.
 */
export async function runJobs(given: Room, now: string = given.ports.clock.now()): Promise<JobsReport> {
  const room = { ...given, database: asSystem(given.database, 'jobs') };
  const report: JobsReport = { done: {}, failed: [] };
  for (const [name, job] of Object.entries(jobs)) {
    try {
      Object.assign(report.done, await job(room, now));
    } catch (error) {
      report.failed.push(name);
      log.error({ job: name, failure: describeFailure(error) }, 'job failed');
    }
  }
  return report;
}
