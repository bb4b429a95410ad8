import { type Db, type Tx, violatedConstraint } from '../../db/client';
import { appointmentById } from '../../db/queries/appointments';
import {
  blockFreeByDay,
  type GroupListRow,
  hasVisitAhead,
  lockGroupList,
  lockTakers,
  placesOfGroup,
  readGroupList,
  setGroupAppointment,
  type UnplacedPerson,
  unplacedOfGroup,
} from '../../db/queries/groups';
import { allHalls } from '../../db/queries/halls';
import { itemHalls } from '../../db/queries/items';
import { blockPlaces } from '../../db/queries/places';
import { refuse } from '../../shared/contract/errors';
import { availableAppointmentActions, isLive } from '../../shared/rules/appointment-flow';
import { type BlockDay, blockOffer } from '../../shared/rules/group-block';
import type { Settings } from '../../shared/rules/settings';
import { addDays, later, shanghaiDay } from '../../shared/rules/shanghai';
import { kindsOfBlock } from '../../shared/rules/ways-to-place';
import { groupText } from '../../shared/text/groups';
import { bookHeld, takeBy } from '../booking';
import type { Call, Handlers } from '../call';
import { cancelVisit } from '../cancelling';
import { groupView, groupWithin } from '../group-view';
import { newId } from '../ids';
import { visitorOf } from '../queue/walk-in';

/** A block is held only while it is being booked, in one transaction. */
const heldMs = 60_000;

/** D9: a list as a block of places at a window. */
export const groupPlaces = {
  'groups.blockDays': async (call) => {
    const { database, actor, now, input } = call;
    const found = groupWithin(actor, await readGroupList(database, input.id));
    const takes = (await itemHalls(database, found.itemCode, shanghaiDay(now))) ?? [];
    const halls = (await allHalls(database)).filter(({ id }) => takes.includes(id)).map(({ id, name, address }) => ({ id, name, address }));
    if (input.hallId !== undefined && !takes.includes(input.hallId)) refuse('not_found');
    const count = (await unplacedOfGroup(database, found.id)).length;
    const days = input.hallId === undefined ? [] : await freeDays(database, input.hallId, call);
    return { itemName: found.itemName, count, halls, days, offer: blockOffer(days, count) };
  },

  'groups.book': async (call) => {
    try {
      return await call.write(async (tx) => {
        const found = groupWithin(call.actor, await lockGroupList(tx, call.input.id));
        if (await hasVisitAhead(tx, found.id)) refuse('visit_open');
        await bookBlock(tx, call, found);
        return groupView(tx, (await readGroupList(tx, found.id)) ?? refuse('not_found'), call);
      });
    } catch (error) {
      if (violatedConstraint(error) === 'appointment_one_live_per_item') refuse('already_booked');
      throw error;
    }
  },

  'groups.cancelPlace': (call) =>
    call.write(async (tx) => {
      const { actor, now, settings, input } = call;
      const found = groupWithin(actor, await lockGroupList(tx, input.id));
      const place = (await placesOfGroup(tx, found.id)).find(({ seq }) => seq === input.seq) ?? refuse('not_found');
      const row = (await appointmentById(tx, place.appointmentId, 'lock')) ?? refuse('not_found');
      if (!availableAppointmentActions(row, 'applicant', now, settings).includes('cancel')) refuse(isLive(row.status) ? 'too_late' : 'wrong_state');
      const by = actor.enterprises.some(({ enterpriseId }) => enterpriseId === found.enterpriseId) ? 'applicant' : 'officer';
      // Not marked late: it is not the person who gives the place back (C9).
      const cancelling = { by, actorId: actor.personId, reason: groupText.calledOff(found.enterpriseName), late: false } as const;
      await cancelVisit(tx, row, cancelling, settings, now);
      return groupView(tx, (await readGroupList(tx, found.id)) ?? refuse('not_found'), call);
    }),
} satisfies Pick<Handlers<'groups.'>, 'groups.blockDays' | 'groups.book' | 'groups.cancelPlace'>;

/**
 * Places for those on the list who have none, the first on the list earliest, or for nobody. Who has a visit for the item already, or as many as
 * one may have, keeps what is there and takes none here.
 */
async function bookBlock(tx: Tx, call: Call<'groups.book'>, found: GroupListRow): Promise<void> {
  const { actor, now, settings, input } = call;
  const takers = await takersOf(tx, call, found);
  const wanted = takers.slice(0, input.count ?? takers.length);
  if (wanted.length === 0) refuse('nobody_to_place');
  const hold = { holdId: newId('hold', now), holderId: found.enterpriseId, heldUntil: later(now, heldMs) };
  const block = { ...takeBy('group', null, now, settings), ...hold, hallId: input.hallId, day: input.date, count: wanted.length };
  let places: { slotId: string }[] | null = null;
  for (const kinds of kindsOfBlock(settings)) places ??= await blockPlaces(tx, { ...block, kinds });
  if (!places) {
    const days = await freeDays(tx, input.hallId, call);
    const free = days.find(({ date }) => date === input.date)?.free ?? 0;
    return refuse('block_too_big', { wanted: wanted.length, free, offer: blockOffer(days, wanted.length) });
  }
  const by = actor.enterprises.some(({ enterpriseId }) => enterpriseId === found.enterpriseId) ? 'applicant' : 'officer';
  for (const [index, { seq, personId, checklistCode }] of wanted.entries()) {
    const slotId = places[index]?.slotId;
    if (slotId === undefined) throw new Error('a block with fewer places than it was asked for');
    // A key for each person within the key of the request; ":" stands in no key that a phone makes.
    const one = { now, settings, name: call.name, bodyHash: call.bodyHash, key: `${call.key}:${seq}` };
    const from = { slotId, holdId: hold.holdId, holderId: hold.holderId, enterpriseId: found.enterpriseId };
    const booking = { ...from, way: 'group', by, personId, actorId: actor.personId } as const;
    await setGroupAppointment(tx, found.id, seq, await bookHeld(tx, one, { ...booking, checklistCodes: [checklistCode] }));
  }
}

type Taker = Pick<UnplacedPerson, 'seq' | 'checklistCode'> & { personId: string };

/** The people behind the rows, those the service has never seen taken down with their document as at a window. */
async function takersOf(tx: Tx, { sealer, now, settings }: Call<'groups.book'>, found: GroupListRow): Promise<Taker[]> {
  const rows = await unplacedOfGroup(tx, found.id);
  const numbered = rows.map(({ seq, name, idNumberSealed, checklistCode }) => ({
    seq,
    name,
    checklistCode,
    idNumber: sealer.open({ table: 'group_person', column: 'id_number', row: `${found.id}:${seq}` }, idNumberSealed),
  }));
  const personOf = new Map<number, string>();
  // In one order, whoever's list: two who take down the same people never wait for each other.
  for (const { seq, name, idNumber } of [...numbered].sort((one, other) => (one.idNumber < other.idNumber ? -1 : 1)))
    personOf.set(seq, (await visitorOf(tx, sealer, { idKind: 'resident_id', idNumber, name }, now)).id);
  const barred = await lockTakers(tx, [...personOf.values()], found.itemCode, settings.liveLimit);
  return numbered.flatMap(({ seq, checklistCode }) => {
    const personId = personOf.get(seq);
    return personId === undefined || barred.has(personId) ? [] : [{ seq, checklistCode, personId }];
  });
}

async function freeDays(db: Db, hallId: string, { now, settings }: { now: string; settings: Settings }): Promise<BlockDay[]> {
  const today = shanghaiDay(now);
  const kinds = kindsOfBlock(settings).at(-1) ?? [];
  return blockFreeByDay(db, { hallId, from: today, until: addDays(today, settings.daysAhead - 1), now, kinds });
}
