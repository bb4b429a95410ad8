import type { Tx } from '../../db/client';
import { type IssueRecord, joinIssue, leaveIssue } from '../../db/queries/systemic';
import { refuse } from '../../shared/contract/errors';
import { systemicText } from '../../shared/text/systemic';
import { dateText } from '../../shared/text/when';
import { newId } from '../ids';
import { notify } from '../notify';
import { actBySystem } from './act';
import { tellCase } from './notices';

export type By = { actorId: string; now: string };

/** Puts requests into an issue: each has it on its timeline, and its requester is told who solves it and until when. */
export async function addCases(tx: Tx, issue: IssueRecord, caseIds: readonly string[], { actorId, now }: By): Promise<void> {
  // In one order, so that two who add the same do not wait for each other.
  for (const id of [...new Set(caseIds)].sort()) {
    const joined = await actBySystem(tx, { id, action: 'systemic', actorId, now }, async () =>
      (await joinIssue(tx, { issueId: issue.id, caseId: id, addedBy: actorId, now })) ? { text: systemicText.joined(facts(issue)) } : null,
    );
    if (!joined) return refuse('in_another_issue');
    await notify(tx, {
      personId: joined.requesterId,
      kind: 'case_systemic',
      subjectId: id,
      facts: { number: joined.number, unit: issue.unitName, owner: issue.ownerName, due: dateText(issue.day) },
      now,
    });
  }
}

/** Takes a request out again; false when it is not in the issue. */
export async function takeOutCase(tx: Tx, issue: IssueRecord, id: string, reason: string, { actorId, now }: By): Promise<boolean> {
  const left = await actBySystem(tx, { id, action: 'systemic', actorId, now }, async () =>
    (await leaveIssue(tx, issue.id, id, now)) ? { text: systemicText.left(issue.title, reason) } : null,
  );
  return left !== null;
}

/** Writes a line on the timeline of every request of an issue. */
export async function writeOnCases(tx: Tx, caseIds: readonly string[], text: string, { actorId, now }: By): Promise<void> {
  for (const id of caseIds) await actBySystem(tx, { id, action: 'systemic', actorId, now }, () => ({ text }));
}

/** Tells whoever is to solve it. */
export async function tellOwner(tx: Tx, issue: IssueRecord, now: string): Promise<void> {
  await notify(tx, {
    personId: issue.ownerId,
    kind: 'staff_systemic_assigned',
    subjectId: issue.id,
    facts: { title: issue.title, number: String(issue.requests), due: dateText(issue.day) },
    now,
  });
}

/** The solution on a request's timeline, told to its requester and its owner unless they were told with another request of theirs. */
export async function tellSolution(
  tx: Tx,
  issue: IssueRecord,
  caseId: string,
  wasTold: { requester: (id: string) => Promise<boolean>; owner: (id: string) => Promise<boolean> },
  now: string,
): Promise<void> {
  const text = issue.endText ?? '';
  const told = await actBySystem(tx, { id: caseId, action: 'systemic', actorId: null, now }, () => ({
    text: systemicText.solved(issue.title, text),
  }));
  if (!told) throw new Error(`request ${caseId} does not take the solution of ${issue.id}`);
  const subject = { ...told, title: issue.title };
  if (!(await wasTold.requester(told.requesterId))) await tellCase(tx, subject, 'case_systemic_solved', told.requesterId, now, text);
  if (!(await wasTold.owner(told.ownerId))) await tellCase(tx, subject, 'staff_case_systemic_solved', told.ownerId, now, text);
}

export const newIssueId = (now: string) => newId('sys', now);

const facts = ({ title, unitName, ownerName, day }: IssueRecord) => ({ title, unit: unitName, owner: ownerName, day: dateText(day) });
