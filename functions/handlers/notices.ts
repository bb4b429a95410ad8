import { addGrants, markAllRead, markNoticeRead, noticesOf } from '../../db/queries/notices';
import { refuse } from '../../shared/contract/errors';
import type { Handlers } from '../call';
import { endCallsOfRead } from '../notice-calls';

const shownNotices = 100;

/** J1: the inbox, and the ledger of WeChat's grants. */
export const notices = {
  'notices.list': async (call) => ({ notices: await noticesOf(call.database, call.actor.personId, shownNotices) }),

  'notices.read': (call) =>
    call.write(async (tx) => {
      if (!(await markNoticeRead(tx, call.input.id, call.actor.personId, call.now))) refuse('not_found');
      await endCallsOfRead(tx, [call.input.id], call.now);
      return { done: true as const };
    }),

  'notices.readAll': (call) =>
    call.write(async (tx) => {
      await endCallsOfRead(tx, await markAllRead(tx, call.actor.personId, call.now), call.now);
      return { done: true as const };
    }),

  'notices.grant': (call) =>
    call.write(async (tx) => {
      await addGrants(tx, call.actor.personId, call.input.templates);
      return { done: true as const };
    }),
} satisfies Handlers<'notices.'>;
