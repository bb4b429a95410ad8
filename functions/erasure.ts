import { fates } from '../db/data-map/erasure';
import { dataMap } from '../db/data-map/index';
import type { Database, Tx } from '../db/client';
import { appointmentById } from '../db/queries/appointments';
import { lockCase } from '../db/queries/cases';
import {
  blockersOf,
  emptyPerson,
  insertErasure,
  isNamed,
  type Loose,
  keptMatters,
  lockToForget,
  looseOf,
  removeChecks,
  removeFiles,
  removeLists,
  removeNotices,
  removeRelatives,
  removeRows,
  underWay,
} from '../db/queries/erasure';
import { endGuideSessions } from '../db/queries/guide-sessions';
import { dropMember, lockEnterprise } from '../db/queries/members';
import { giveUpHolds } from '../db/queries/places';
import { cutComplaintsOf, cutQuestionsOf, cutRatingsOf, cutRequestsOf, cutTicketsOf, cutUrgentOf, cutVisitsOf } from '../db/queries/record-retention';
import { forgetUnused } from '../db/queries/relatives';
import { thereIsNobody } from '../db/queries/retention';
import { type Counted, countOf, identityOf } from '../db/queries/stored-about';
import { waitEntryById } from '../db/queries/wait-list';
import type { Sealer } from '../db/sealed';
import { refuse } from '../shared/contract/errors';
import { availableAppointmentActions, isLateChange } from '../shared/rules/appointment-flow';
import { availableCaseActions } from '../shared/rules/case-flow';
import { type ErasureBlocker, type ErasurePart, erasureBlockersOf, erasureParts, type KeptMatter } from '../shared/rules/erasure';
import type { Actor } from '../shared/rules/roles';
import type { Settings } from '../shared/rules/settings';
import { shanghaiDay } from '../shared/rules/shanghai';
import { cancelVisit } from './cancelling';
import { withdrawCase } from './cases/withdraw';
import { endInvitationsOf } from './enterprises/membership';
import { withdrawClaim } from './handlers/claims';
import { withdrawComplaint } from './handlers/complaints';
import { closeQuestion } from './handlers/consultations';
import { withdrawUrgent } from './handlers/urgent';
import { newId } from './ids';
import { emptyPhone, withFiles } from './jobs/retention';
import { leaveLine } from './leave-line';

export type Erasing = { actor: Actor; sealer: Sealer; settings: Settings; now: string; key: string };

/**
 * A9, PIPL art. 47: ends what is under way, removes what is about the person, cuts the person from what nobody did anything for, and leaves what
 * must be kept; all in the transaction of the caller. The receipt says what went and what stayed, by the data map.
 * @throws erasure_blocked, with what the person ends first; invalid_input for the code of another receipt
 */
export async function erase(tx: Tx, erasing: Erasing, codeHash: Uint8Array): Promise<{ at: string; parts: ErasurePart[] }> {
  const { now, actor } = erasing;
  const blockers = await blockersBefore(tx, erasing);
  if (blockers.length > 0) refuse('erasure_blocked', { blockers });
  const { parts, kept } = await forget(tx, erasing);
  const receipt = { id: newId('ers', now), personId: actor.personId, codeHash, now, parts, finished: kept.length === 0 };
  if (!(await insertErasure(tx, receipt))) refuse('invalid_input', { issues: [{ path: 'code', problem: 'the code of another receipt' }] });
  return { at: now, parts };
}

/** What would go and stay: the act itself, taken back. What a person is shown before is so what is done after. */
export async function rehearseErasure(erasing: Erasing & { database: Database }): Promise<{ blockers: ErasureBlocker[]; parts: ErasurePart[] }> {
  let parts: ErasurePart[] = [];
  let blockers: ErasureBlocker[] = [];
  const takenBack = new Error('a rehearsal is taken back');
  await erasing.database
    .begin(async (tx) => {
      blockers = await blockersBefore(tx, erasing);
      if (blockers.length === 0) parts = (await forget(tx, erasing)).parts;
      throw takenBack;
    })
    .catch((error: unknown) => {
      if (error !== takenBack) throw error;
    });
  return { blockers, parts };
}

async function blockersBefore(tx: Tx, { actor: { personId }, now }: Erasing): Promise<ErasureBlocker[]> {
  if (!(await lockToForget(tx, personId))) refuse('session_expired');
  return erasureBlockersOf(await blockersOf(tx, { personId, now, today: shanghaiDay(now) }));
}

async function forget(tx: Tx, erasing: Erasing): Promise<{ parts: ErasurePart[]; kept: KeptMatter[] }> {
  const { actor, sealer, settings, now, key } = erasing;
  const { personId } = actor;
  const whose = { personId, identityHash: await identityOf(tx, sealer, personId) };
  await endWhatIsUnderWay(tx, erasing);
  const before = await countOf(tx, whose);
  await thereIsNobody(tx, now);
  const loose = await looseOf(tx, personId);
  await removeNotices(tx, { personId, subjectIds: Object.values(loose).flat() });
  await cutLoose(tx, loose, erasing);
  const relatives = await removeRelatives(tx, personId);
  await removeRows(tx, { personId, key, now });
  await removeLists(tx, personId);
  await withFiles(tx, { ids: [], files: await removeFiles(tx, personId) }, now);
  await removeChecks(tx, personId);
  for (const id of relatives) await forgetUnused(tx, id);
  const kept = await keptMatters(tx, personId);
  await emptyPerson(tx, personId, { identity: kept.length > 0, phone: kept.some(({ open }) => open) });
  const after = await countOf(tx, whose);
  const named = await isNamed(tx, personId);
  // an empty row names nobody; what stays of it is the number by which others name it
  const left = after.filter(({ table }) => table !== 'person' || named);
  return { parts: erasureParts(compared(before, left), kept, settings), kept };
}

/** Each by the step that the person could take alone, so that places flow back and whoever works on it is told. */
async function endWhatIsUnderWay(tx: Tx, { actor, settings, now }: Erasing): Promise<void> {
  const { personId } = actor;
  const doer = { actor, now };
  const found = await underWay(tx, personId);
  await giveUpHolds(tx, personId, now);
  for (const id of found.visits) {
    const row = await appointmentById(tx, id, 'lock');
    if (!row || !availableAppointmentActions(row, 'applicant', now, settings).includes('cancel')) continue;
    const late = isLateChange(row.startsAt, now, settings);
    await cancelVisit(tx, row, { by: 'applicant', actorId: personId, reason: null, late }, settings, now);
  }
  for (const id of found.waits) {
    const entry = await waitEntryById(tx, id, 'lock');
    if (entry) await leaveLine(tx, entry, { settings, now });
  }
  await endGuideSessions(tx, { signedOut: personId }, { by: 'sign_out', side: null, actorId: personId, now });
  for (const id of found.requests) {
    const row = await lockCase(tx, id);
    // signed off by others just now, or referred: it stays until it ends
    if (row && availableCaseActions(row, actor, now).includes('withdraw')) await withdrawCase(tx, doer, { id });
  }
  for (const id of found.questions) await closeQuestion(tx, id, doer);
  for (const id of found.complaints) await withdrawComplaint(tx, id, doer);
  for (const id of found.urgent) await withdrawUrgent(tx, id, doer);
  for (const id of found.claims) await withdrawClaim(tx, id, doer);
  for (const id of actor.enterprises.map(({ enterpriseId }) => enterpriseId).sort()) {
    const enterprise = await lockEnterprise(tx, id);
    if (!enterprise) continue;
    await dropMember(tx, { enterpriseId: id, action: 'leave', personId, actorId: personId, reason: null, now });
    await endInvitationsOf(tx, enterprise, personId, personId, now);
  }
}

async function cutLoose(
  tx: Tx,
  { visits, tickets, requests, questions, complaints, urgent, ratings }: Loose,
  { sealer, now }: Erasing,
): Promise<void> {
  await cutVisitsOf(tx, visits);
  await cutTicketsOf(tx, tickets);
  const files = [...(await cutRequestsOf(tx, requests)), ...(await cutQuestionsOf(tx, questions))];
  await withFiles(tx, { ids: [], files }, now);
  await cutComplaintsOf(tx, complaints);
  await cutUrgentOf(tx, urgent, emptyPhone(sealer));
  await cutRatingsOf(tx, ratings);
}

function compared(before: readonly Counted[], after: readonly Counted[]) {
  return before.flatMap(({ table, pieces }) => {
    const purpose = dataMap[table]?.purpose;
    if (!purpose) return [];
    const fate = fates[table as keyof typeof fates];
    return [{ purpose, fate, before: pieces, after: after.find((one) => one.table === table)?.pieces ?? 0 }];
  });
}
