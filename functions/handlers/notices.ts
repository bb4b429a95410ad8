import { addGrants, markNoticeRead, noticesOf } from '../../db/queries/notices';
import { refuse } from '../../shared/contract/errors';
import type { Handlers } from '../call';

const shownNotices = 100;

/** J1: the inbox, and the ledger of WeChat's grants. */
export const notices = {
  'notices.list': async (call) => ({ notices: await noticesOf(call.database, call.actor.personId, shownNotices) }),

  'notices.read': (call) =>
    call.write(async (tx) => {
      if (!(await markNoticeRead(tx, call.input.id, call.actor.personId, call.now))) refuse('not_found');
      return { done: true as const };
    }),

  'notices.grant': (call) =>
    call.write(async (tx) => {
      await addGrants(tx, call.actor.personId, call.input.templates);
      return { done: true as const };
    }),
} satisfies Handlers<'notices.'>;
