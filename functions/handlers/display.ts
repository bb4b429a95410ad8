import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../../db/client';
import { openShifts } from '../../db/queries/counters';
import { displayByToken, displaysOf, hallOfDisplay, insertDisplay, latestCalls, revokeDisplay, waitingByLane } from '../../db/queries/live';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { laneRules, ticketSeries } from '../../shared/rules/queue-order';
import { shanghaiDay } from '../../shared/rules/shanghai';
import type { Handlers } from '../call';
import { newId } from '../ids';
import { hallWithin } from '../queue/counter';

/** So many calls are on a display, repeated ones included. */
const shownCalls = 12;

/** C12: what hangs in the hall. No names; no person's session. */
export const display = {
  'display.read': (call) => board(call.database, call.input.token, call.now),

  'display.live': (call) => board(call.database, call.input.token, call.now),

  'display.list': async (call) => listed(call.database, (await hallWithin(call, call.database, call.input.hallId)).id),

  'display.make': async (call) => {
    const hall = await hallWithin(call, call.database, call.input.hallId);
    const token = randomBytes(32).toString('base64url');
    const made = { id: newId('disp', call.now), name: call.input.name };
    return call.write(async (tx) => {
      await insertDisplay(tx, { ...made, hallId: hall.id, tokenHash: digest(token), madeBy: call.actor.personId, now: call.now });
      return { ...made, token };
    });
  },

  'display.revoke': (call) =>
    call.write(async (tx) => {
      const hallId = (await hallOfDisplay(tx, call.input.id)) ?? refuse('not_found');
      await hallWithin(call, tx, hallId);
      await revokeDisplay(tx, call.input.id, call.now);
      return listed(tx, hallId);
    }),
} satisfies Handlers<'display.'>;

const digest = (token: string) => createHash('sha256').update(token).digest();

async function listed(db: Db, hallId: string): Promise<Output<'display.list'>> {
  return { displays: (await displaysOf(db, hallId)).map(({ id, name, madeAt }) => ({ id, name, madeAt })) };
}

async function board(db: Db, token: string, now: string): Promise<Output<'display.read'>> {
  const { hallId, hallName } = (await displayByToken(db, digest(token))) ?? refuse('display_unknown');
  const at = { hallId, day: shanghaiDay(now) };
  const lanes = await waitingByLane(db, at);
  const waitingIn = (series: string) => lanes.filter(({ lane }) => laneRules[lane].series === series).reduce((sum, { waiting }) => sum + waiting, 0);
  return {
    ...at,
    hallName,
    calls: await latestCalls(db, at, shownCalls),
    waiting: ticketSeries.map((series) => ({ series, waiting: waitingIn(series) })),
    openCounters: (await openShifts(db, hallId, at.day)).length,
  };
}
