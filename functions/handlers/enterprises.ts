import { cityLeaders, enterprisesOf } from '../../db/queries/enterprises';
import { isEntitled, writesToLeaders } from '../../shared/rules/through-train';
import type { Handlers } from '../call';

/** A5, thin: the enterprises of the signed-in person, and to whom they may write by the through train. */
export const enterprises = {
  'enterprises.mine': async (call) => ({
    enterprises: (await enterprisesOf(call.database, call.actor.personId)).map(({ role, status, throughTrain, ...shown }) => ({
      ...shown,
      throughTrain: writesToLeaders(role) && isEntitled({ throughTrain, status }),
    })),
  }),

  'enterprises.leaders': async (call) => ({ leaders: [...(await cityLeaders(call.database))] }),
} satisfies Handlers<'enterprises.'>;
