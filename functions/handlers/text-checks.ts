import { decideTextCheck, heldTexts, lockTextCheck } from '../../db/queries/text-checks';
import { refuse } from '../../shared/contract/errors';
import { pathsHeld, reachesUnit } from '../../shared/rules/access';
import { textCheckRoles } from '../../shared/rules/text-check';
import type { Handlers } from '../call';

const shown = 100;

/** K4: what a person of staff decides on words that WeChat's check did not pass. */
export const textChecks = {
  'textChecks.list': async ({ database, actor }) => {
    const rows = await heldTexts(database, { unitPaths: pathsHeld(actor, textCheckRoles), personId: actor.personId }, shown);
    return { texts: rows.map(({ state: _, authorId: __, unitPath: ___, ...row }) => row) };
  },

  'textChecks.decide': (call) =>
    call.write(async (tx) => {
      const { actor, input, now } = call;
      const row = await lockTextCheck(tx, input.id);
      if (!row || row.authorId === actor.personId || !reachesUnit(actor, textCheckRoles, row.unitPath)) return refuse('not_found');
      if (row.state !== 'held') refuse('wrong_state', { state: row.state });
      const { approve, reason = null } = input;
      if (!approve && reason === null) refuse('invalid_input', { issues: [{ path: 'reason', problem: 'wanted to refuse' }] });
      await decideTextCheck(tx, {
        id: row.id,
        state: approve ? 'approved' : 'refused',
        by: actor.personId,
        answer: approve ? null : reason,
        now,
      });
      return { done: true };
    }),
} satisfies Handlers<'textChecks.'>;
