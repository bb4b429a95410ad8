import type { Tx } from '../../db/client';
import { casesOfRequester } from '../../db/queries/case-lists';
import type { CaseRecord } from '../../db/queries/cases';
import { receiverForEnterprise } from '../../db/queries/enterprises';
import { refuse } from '../../shared/contract/errors';
import { currentCalendar } from '../calendar';
import type { Handlers } from '../call';
import { actOnCase, visibleCase } from '../cases/act';
import { restartProcessing, resumeProcessing, stopAll } from '../cases/clocks';
import { fileCase } from '../cases/file';
import { type CaseNotice, tellCase } from '../cases/notices';
import { caseDetail, caseRow } from '../cases/view';
import { pageOf, pageSize, readCursorWithInstant } from './cursor';

const side = 'requester' as const;

/** D1, D4, D10 from the requester's side. */
export const cases = {
  'cases.file': async (call) => {
    const { enterpriseId, category, title, body, place } = call.input;
    const { actor, now } = call;
    if (!actor.enterprises.some((membership) => membership.enterpriseId === enterpriseId)) refuse('enterprise_required');
    const calendar = await currentCalendar(call.database);
    return call.write(async (tx) => {
      const receiver = await receiverForEnterprise(tx, enterpriseId);
      if (!receiver) refuse('enterprise_required');
      const filing = { channel: 'mini_program', category, title, body, place: place ?? null, enterpriseId, requesterId: actor.personId } as const;
      const filed = await fileCase(tx, calendar, { ...filing, externalNumber: null, now }, receiver);
      if (!filed) throw new Error('only an order of 12345 can be here already');
      return caseDetail(tx, filed, { actor, side, now });
    });
  },

  'cases.list': async (call) => {
    const reach = { personId: call.actor.personId, enterpriseIds: call.actor.enterprises.map((membership) => membership.enterpriseId) };
    const found = await casesOfRequester(call.database, reach, readCursorWithInstant(call.input.cursor), pageSize + 1);
    const { rows, nextCursor } = pageOf(found, (row) => row.filedAt);
    return { cases: rows.map((row) => caseRow(row, call.now)), nextCursor };
  },

  'cases.read': async ({ database, input, actor, now }) =>
    caseDetail(database, await visibleCase(database, input.id, actor, side), { actor, side, now }),

  'cases.withdraw': (call) =>
    call.write(async (tx) => {
      const { id, reason } = call.input;
      const withdrawn = await actOnCase(tx, call, { id, action: 'withdraw', side }, (_, clocks) => ({
        text: reason ?? null,
        clocks: stopAll(clocks, call.now),
      }));
      await tellFollowers(tx, withdrawn, 'staff_case_withdrawn', call.now);
      return caseDetail(tx, withdrawn, { actor: call.actor, side, now: call.now });
    }),

  'cases.dispute': (call) =>
    call.write(async (tx) => {
      const { id, text } = call.input;
      const { actor, now } = call;
      const reopened = await actOnCase(tx, call, { id, action: 'dispute', side }, async (subject, clocks) => ({
        text,
        change: { timesReopened: subject.timesReopened + 1, completedAt: null, outcome: null, outcomeText: null },
        clocks: restartProcessing(await currentCalendar(call.database), subject.category, clocks, now),
      }));
      await tellFollowers(tx, reopened, 'staff_case_disputed', now);
      return caseDetail(tx, reopened, { actor, side, now });
    }),

  'cases.supply': (call) =>
    call.write(async (tx) => {
      const { id, text } = call.input;
      const { actor, now } = call;
      const supplied = await actOnCase(tx, call, { id, action: 'supply', side }, async (subject, clocks) => ({
        text,
        clocks: resumeProcessing(await currentCalendar(call.database), subject.category, clocks, now),
      }));
      await tellFollowers(tx, supplied, 'staff_case_supplied', now);
      return caseDetail(tx, supplied, { actor, side, now });
    }),
} satisfies Handlers<'cases.'>;

/** The owner and the liaison officer follow what the requester does. */
async function tellFollowers(tx: Tx, subject: CaseRecord, kind: CaseNotice, now: string): Promise<void> {
  for (const personId of new Set([subject.ownerId, subject.liaisonId ?? subject.ownerId])) await tellCase(tx, subject, kind, personId, now);
}
