import type { Tx } from '../../db/client';
import type { CaseRecord } from '../../db/queries/cases';
import { memberByPhone, roleOfMember } from '../../db/queries/enterprises';
import { refuse } from '../../shared/contract/errors';
import { currentCalendar } from '../calendar';
import type { Call } from '../call';
import { callerByPhone } from './caller';
import { fileCase } from './file';
import { receiverOf } from './receiver';
import { leaderFor } from './through-train';

/** A request that reached staff by phone, at a window, on a visit …: the same number, timeline and clocks as one filed on the phone (D2). */
export async function takeDown(tx: Tx, call: Call<'desk.takeDown'>): Promise<CaseRecord> {
  const { enterpriseId, channel, category, title, body, place, point, itemCode, requester, photos } = call.input;
  const { now, actor } = call;
  const receiver = await receiverOf(tx, enterpriseId, itemCode, now);
  if (!receiver) return refuse('not_found');
  // Whoever of the enterprise has this number is the one who asks, and sees the request when signed in: the same person is not there twice.
  const known =
    'personId' in requester ? requester.personId : await memberByPhone(tx, enterpriseId, call.sealer.hash('person', 'phone', requester.phone));
  const role = known === null ? null : await roleOfMember(tx, enterpriseId, known);
  if (known !== null && role === null) refuse('person_unknown');
  const cityLeaderId = await leaderFor(tx, { enterpriseId, channel, leaderId: call.input.leaderId, role: role ?? undefined });
  const requesterId = known ?? ('phone' in requester ? await callerByPhone(tx, call.sealer, { ...requester, now }) : refuse('person_unknown'));
  const filing = {
    channel,
    category,
    title,
    body,
    place: place ?? null,
    enterpriseId,
    requesterId,
    point,
    itemCode,
    photos,
    filedBy: actor.personId,
    cityLeaderId,
    now,
  };
  const filed = await fileCase(tx, await currentCalendar(call.database), filing, receiver);
  if (!filed) throw new Error('only an order of 12345 can be here already');
  return filed;
}
