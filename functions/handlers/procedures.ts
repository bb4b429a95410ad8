import { procedureByCode } from '../../db/queries/catalogue';
import { refuse } from '../../shared/contract/errors';
import type { Handlers } from '../call';

/** B11. */
export const procedures = {
  'procedures.read': async (call) => {
    const notice = await procedureByCode(call.database, call.input.code);
    if (!notice) refuse('not_found');
    const { code, name, summary, unitName, steps, bring, where, phone, item } = notice;
    return { code, name, summary, unitName, steps, bring, where, phone, item };
  },
} satisfies Handlers<'procedures.'>;
