import type { Tx } from '../../db/client';
import { recordAct } from '../../db/queries/audit';
import { finishErasures } from '../../db/queries/erasure';
import { queueLetter } from '../../db/queries/outbox';
import {
  cutComplaints,
  cutGroups,
  cutQuestions,
  cutRatings,
  cutRefusals,
  cutRequests,
  cutTickets,
  cutUrgent,
  cutVisits,
} from '../../db/queries/record-retention';
import {
  forgetGreenDocuments,
  forgetGuiding,
  forgetLetters,
  forgetLists,
  forgetNotices,
  forgetReceipts,
  forgetRelatives,
  forgetSessions,
  forgetWaits,
  noteRun,
  runsDone,
  takeRun,
  thereIsNobody,
} from '../../db/queries/retention';
import type { Sealer } from '../../db/sealed';
import { keepings, keptSince, type Timed } from '../../shared/rules/personal-data';
import { shanghaiDay } from '../../shared/rules/shanghai';
import type { Room } from '../call';
import { newId } from '../ids';
import { currentSettings } from '../settings';

/** Rows of one transaction, each named in its audit entry, and transactions of one kind in a round. */
const portion = 200;
const portions = 20;

type Within = { before: string; limit: number };
type Kind = { keep: Timed; remove: (tx: Tx, within: Within, room: Room, now: string) => Promise<string[]> };

/** The contents of files whose rows are part of nothing any more leave by letters. */
export async function withFiles(tx: Tx, { ids, files }: { ids: string[]; files: string[] }, now: string): Promise<string[]> {
  for (const fileId of files) await queueLetter(tx, { id: newId('out', now), kind: 'file_removal', payload: { fileId }, now });
  return ids;
}

/** The seal of no number, for an urgent request that is nobody's any more. */
export const emptyPhone = (sealer: Sealer) => (row: string) => sealer.seal({ table: 'urgent_request', column: 'phone', row }, '');

/** What goes, in this order: what others name comes before what they name. */
export const retentionKinds: Readonly<Record<string, Kind>> = {
  sessions: { keep: 'session', remove: forgetSessions },
  letters: { keep: 'letter', remove: forgetLetters },
  receipts: { keep: 'receipt', remove: forgetReceipts },
  notices: { keep: 'notice', remove: forgetNotices },
  guiding: { keep: 'unused', remove: forgetGuiding },
  waits: { keep: 'unused', remove: forgetWaits },
  lists: { keep: 'unused', remove: forgetLists },
  visits: { keep: 'record', remove: cutVisits },
  tickets: { keep: 'record', remove: cutTickets },
  requests: { keep: 'record', remove: async (tx, within, _, now) => withFiles(tx, await cutRequests(tx, within), now) },
  questions: { keep: 'record', remove: async (tx, within, _, now) => withFiles(tx, await cutQuestions(tx, within), now) },
  complaints: { keep: 'record', remove: cutComplaints },
  urgent: {
    keep: 'record',
    remove: (tx, within, { sealer }) => cutUrgent(tx, within, emptyPhone(sealer)),
  },
  ratings: { keep: 'record', remove: cutRatings },
  refusals: { keep: 'record', remove: cutRefusals },
  groups: {
    keep: 'record',
    remove: (tx, within, { sealer }) =>
      cutGroups(tx, within, ({ groupId, seq }) => sealer.seal({ table: 'group_person', column: 'id_number', row: `${groupId}:${seq}` }, '')),
  },
  relatives: { keep: 'record', remove: forgetRelatives },
  greenDocuments: { keep: 'record', remove: forgetGreenDocuments },
  // after everything that an identity was kept for
  erasures: { keep: 'record', remove: (tx, within, _, now) => finishErasures(tx, within, now) },
};

/**
 * K5: what has been kept long enough goes, kind by kind, each once a Shanghai day. A portion is one transaction, with an audit entry that names
 * what went and by which setting; a round that is cut off goes on in the next, and of several at once one does a kind.
 */
export async function retention(room: Room, now: string): Promise<{ removed: number }> {
  const settings = await currentSettings(room.database);
  const day = shanghaiDay(now);
  const done = await runsDone(room.database, day);
  let total = 0;
  for (const [kind, { keep, remove }] of Object.entries(retentionKinds)) {
    if (done.includes(kind)) continue;
    const setting = keepings[keep];
    const before = keptSince(setting, settings, now);
    const reason = `${setting} ${settings[setting]}`;
    for (let count = 0; count < portions; count++) {
      const removed = await room.database.begin(async (tx) => {
        if (!(await takeRun(tx, { kind, day, keptSince: before }))) return null;
        await thereIsNobody(tx, now);
        const ids = await remove(tx, { before, limit: portion }, room, now);
        if (ids.length > 0) await recordAct(tx, { at: now, actorId: null, endpoint: `retention.${kind}`, effect: 'change', subjects: ids, reason });
        await noteRun(tx, { kind, day, removed: ids.length, finishedAt: ids.length < portion ? now : null });
        return ids.length;
      });
      total += removed ?? 0;
      if (removed === null || removed < portion) break;
    }
  }
  return { removed: total };
}
