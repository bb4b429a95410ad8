import { enterprisesOf } from '../../db/queries/enterprises';
import type { Handlers } from '../call';

/** A5, thin: the enterprises of the signed-in person. */
export const enterprises = {
  'enterprises.mine': async (call) => ({ enterprises: await enterprisesOf(call.database, call.actor.personId) }),
} satisfies Handlers<'enterprises.'>;
