import type { Db, Tx } from '../db/client';
import { type CaseRecord, readCase } from '../db/queries/cases';
import { contactOf } from '../db/queries/members';
import { returnById, type ReturnChange, returnOf, type ReturnRow, takeReturnStep } from '../db/queries/return-visits';
import type { Output } from '../shared/contract/index';
import { seesCaseAsRequester } from '../shared/rules/access';
import { afterReturnStep, isOpenReturn, type ReturnAction, type ReturnOutcome, type ReturnWay, seesReturn } from '../shared/rules/return-visit';
import type { Actor } from '../shared/rules/roles';
import type { Settings } from '../shared/rules/settings';
import { refuse } from '../shared/contract/errors';
import { readerOf } from './text-checks';

/** Whether the person, or another of the same enterprise, may answer in the app: as long as nobody has, whatever list it is on. */
export const mayAnswer = (actor: Actor, row: ReturnRow, subject: CaseRecord): boolean =>
  isOpenReturn(row.status) && seesCaseAsRequester(actor, subject);

/** How a request that was closed is returned to, as either side sees it; null before its first end. */
export async function returnOfCase(
  db: Db,
  subject: CaseRecord,
  { actor, side }: { actor: Actor; side: 'requester' | 'staff' },
): Promise<Output<'cases.read'>['returnVisit']> {
  if (subject.completedAt === null && subject.timesReopened === 0) return null;
  const row = await returnOf(db, subject.id);
  if (!row) return null;
  const { id, status, outcome, way, words, endedAt, returnerName, tries } = row;
  const mine = side === 'requester' ? mayAnswer(actor, row, subject) : seesReturn(actor, row) && row.listedAt !== null;
  const read = await readerOf(db, [row.id], side === 'staff' ? null : actor.personId);
  return { id: mine ? id : null, status, outcome, way, words: read(row.id, 0, words).text, endedAt, returnerName, tries };
}

/** The requester; for who has left the enterprise one of its principals, or nobody where none is left. */
export async function whoIsAsked(db: Db, row: ReturnRow): Promise<string | null> {
  const subject = await readCase(db, row.caseId);
  if (!subject?.requesterLeft || subject.enterpriseId === null) return row.personId;
  return contactOf(db, subject.enterpriseId, row.personId);
}

type Doing = { actorId: string | null; now: string; settings: Pick<Settings, 'returnTries'> };

/** A step of a locked return visit with its entry in the history; the row as it is then. Refuses `wrong_state`. */
export async function stepReturn(
  tx: Tx,
  row: ReturnRow,
  action: ReturnAction,
  text: string | null,
  change: ReturnChange,
  { actorId, now, settings }: Doing,
): Promise<ReturnRow> {
  const status = afterReturnStep(row.status, action, row.tries, settings) ?? refuse('wrong_state', { status: row.status });
  const endedAt = isOpenReturn(status) ? null : now;
  await takeReturnStep(tx, row, { action, status, at: now, actorId, text }, { ...change, endedAt });
  const after = await returnById(tx, row.id);
  if (!after) throw new Error('a locked return visit is gone');
  return after;
}

/** What changes with an answer. */
export const answered = (outcome: ReturnOutcome, way: ReturnWay, words: string | null): ReturnChange => ({ outcome, way, words });

/** "Not solved" said on the request itself answers the question that waits. */
export async function answerByDispute(tx: Tx, caseId: string, call: { actor: Actor; now: string; settings: Settings }): Promise<void> {
  const row = await returnOf(tx, caseId, 'lock');
  if (!row || !isOpenReturn(row.status)) return;
  await stepReturn(tx, row, 'answer', null, answered('not_solved', 'in_app', null), { ...call, actorId: call.actor.personId });
}
