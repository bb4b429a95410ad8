import { type CaseListRow, casesOfRequester, openCasesOfEnterprise } from '../../db/queries/case-lists';
import { enterprisesLeft } from '../../db/queries/members';
import { refuse } from '../../shared/contract/errors';
import { currentCalendar } from '../calendar';
import { searchedFor } from '../../shared/rules/case-search';
import type { Actor } from '../../shared/rules/roles';
import type { Settings } from '../../shared/rules/settings';
import { likestRequests } from '../../shared/rules/similar-requests';
import type { Handlers, Room } from '../call';
import { actOnCase, visibleCase } from '../cases/act';
import { resumeProcessing } from '../cases/clocks';
import { fileCase } from '../cases/file';
import { disputeCase } from '../cases/reopen';
import { tellFollowers } from '../cases/notices';
import { receiverOf } from '../cases/receiver';
import { leaderFor } from '../cases/through-train';
import { addPhotos } from '../files';
import { caseDetail, caseRow, type Viewer } from '../cases/view';
import { withdrawCase } from '../cases/withdraw';
import { answerByDispute } from '../return-visits';
import { readerOf } from '../text-checks';
import { pageOf, pageSize, readCursorWithInstant } from './cursor';

const side = 'requester' as const;

/** Open requests of one enterprise that a new one is compared with, the latest first. */
const mostCompared = 200;

/** D1, D4, D10 from the requester's side. */
export const cases = {
  'cases.file': async (call) => {
    const { enterpriseId, channel = 'mini_program', category, title, body, place, point, itemCode, photos } = call.input;
    const { actor, now } = call;
    const membership = actor.enterprises.find((held) => held.enterpriseId === enterpriseId);
    if (!membership) refuse('enterprise_required');
    const cityLeaderId = await leaderFor(call.database, { enterpriseId, channel, leaderId: call.input.leaderId, role: membership.role });
    const calendar = await currentCalendar(call.database);
    return call.write(async (tx) => {
      const receiver = await receiverOf(tx, enterpriseId, itemCode, now);
      if (!receiver) refuse('enterprise_required');
      const filing = { channel, category, title, body, place: place ?? null, enterpriseId, requesterId: actor.personId, cityLeaderId } as const;
      const filed = await fileCase(tx, calendar, { ...filing, point, itemCode, photos, now }, receiver);
      if (!filed) throw new Error('only an order of 12345 can be here already');
      return caseDetail(tx, filed, await viewer(call));
    });
  },

  'cases.list': async (call) => {
    const { personId, enterprises } = call.actor;
    const left = await enterprisesLeft(call.database, personId);
    const { cursor, enterpriseId, search, ...filter } = call.input;
    const reach = { personId, enterpriseIds: enterprises.map((membership) => membership.enterpriseId), left, enterpriseId };
    const found = await casesOfRequester(call.database, reach, {
      filter: { ...filter, ...(search === undefined ? {} : { search: searchedFor(search) }) },
      now: call.now,
      after: readCursorWithInstant(cursor),
      limit: pageSize + 1,
    });
    const { rows, nextCursor } = pageOf(found, (row) => row.filedAt);
    return { cases: await asRead(call, rows), nextCursor };
  },

  'cases.read': async (call) => caseDetail(call.database, await visibleCase(call.database, call.input.id, call.actor, side), await viewer(call)),

  'cases.withdraw': (call) => call.write(async (tx) => caseDetail(tx, await withdrawCase(tx, call, call.input), await viewer(call))),

  'cases.dispute': (call) =>
    call.write(async (tx) => {
      const { id, text } = call.input;
      const reopened = await disputeCase(tx, await currentCalendar(call.database), call, { id, text, side });
      await addPhotos(tx, { caseId: id, seq: reopened.seq }, call.actor.personId, call.input);
      await answerByDispute(tx, id, call);
      return caseDetail(tx, reopened, await viewer(call));
    }),

  'cases.similar': async (call) => {
    const { enterpriseId, words } = call.input;
    if (!call.actor.enterprises.some((membership) => membership.enterpriseId === enterpriseId)) refuse('enterprise_required');
    const open = await openCasesOfEnterprise(call.database, enterpriseId, mostCompared);
    return {
      cases: await asRead(
        call,
        likestRequests(words, open).map(({ body: _, ...row }) => row),
      ),
    };
  },

  'cases.remark': (call) =>
    call.write(async (tx) => {
      const { id, text } = call.input;
      const remarked = await actOnCase(tx, call, { id, action: 'remark', side }, () => ({ text }));
      await addPhotos(tx, { caseId: id, seq: remarked.seq }, call.actor.personId, call.input);
      await tellFollowers(tx, remarked, 'staff_case_remarked', call.now);
      return caseDetail(tx, remarked, await viewer(call));
    }),

  'cases.supply': (call) =>
    call.write(async (tx) => {
      const { id, text } = call.input;
      const { now } = call;
      const supplied = await actOnCase(tx, call, { id, action: 'supply', side }, async (subject, clocks) => ({
        text,
        clocks: resumeProcessing({ calendar: await currentCalendar(call.database), danger: subject.danger }, clocks, now),
      }));
      await addPhotos(tx, { caseId: id, seq: supplied.seq }, call.actor.personId, call.input);
      await tellFollowers(tx, supplied, 'staff_case_supplied', now);
      return caseDetail(tx, supplied, await viewer(call));
    }),
} satisfies Handlers<'cases.'>;

/** Rows as one of the firm reads them: titles that are not checked only by who wrote them. */
async function asRead({ database, actor, now }: Room & { actor: Actor; now: string }, rows: CaseListRow[]) {
  const ids = rows.map(({ id }) => id);
  const read = await readerOf(database, ids, actor.personId);
  return rows.map((row) => caseRow({ ...row, title: read(row.id, 1, row.title).text ?? row.title }, now));
}

/** How the requester's side looks at a case. */
async function viewer(call: Room & { actor: Actor; now: string; settings: Settings }): Promise<Viewer> {
  return { actor: call.actor, side, calendar: await currentCalendar(call.database), now: call.now, settings: call.settings };
}
