import { randomInt } from 'node:crypto';
import { type Db, violatedConstraint } from '../../db/client';
import { checklistByCode } from '../../db/queries/checklists';
import { freeBySlot } from '../../db/queries/halls';
import { readPerson } from '../../db/queries/people';
import { releaseHold } from '../../db/queries/places';
import { endWaiting, insertWaitEntry, waitEntriesOf, waitEntryById, type WaitRow } from '../../db/queries/wait-list';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { takeLimits } from '../../shared/rules/booking-limits';
import { shanghaiInstant } from '../../shared/rules/shanghai';
import { waitFlow } from '../../shared/rules/wait-list';
import { bookVisit, randomRelease, takeBy } from '../booking';
import type { Handlers } from '../call';
import { newId } from '../ids';

const shownEntries = 20;
/** So many that two alike hardly ever stand in one line. */
const lots = 2 ** 31 - 1;

/** C7: join, see one's position, take what is offered, leave. The offers are made by functions/jobs/wait-list.ts. */
export const waitList = {
  'waitList.join': async (call) => {
    const { hallId, date, checklistCode, from, until } = call.input;
    const { personId } = call.actor;
    const person = await readPerson(call.database, personId);
    if (!person.realNameVerifiedAt) refuse('real_name_required');
    if (person.onlineBookingBlockedUntil && person.onlineBookingBlockedUntil > call.now) refuse('online_booking_blocked');
    const list = await checklistByCode(call.database, checklistCode);
    if (!list || (list.personId !== null && list.personId !== personId)) refuse('not_found');
    if (list.expiresAt <= call.now) refuse('checklist_expired');
    if (list.content.outcome !== 'materials') refuse('situation_refused');
    if (!list.content.halls.includes(hallId)) refuse('wrong_hall');
    const slots = await freeBySlot(call.database, { hallId, day: date, ...takeLimits(call.now, call.settings) });
    const fromAt = from ? shanghaiInstant(date, from) : null;
    const untilAt = until ? shanghaiInstant(date, until) : null;
    const suits = slots.some(({ startsAt }) => startsAt > call.now && (!fromAt || startsAt >= fromAt) && (!untilAt || startsAt < untilAt));
    if (!suits) refuse('day_not_open');
    const { releasedBy } = takeBy('wait_list', personId, call.now, call.settings);
    const lot = randomInt(lots);
    const entry = { id: newId('wait', call.now), personId, hallId, date, checklistCode, fromAt, untilAt, now: call.now, lot, releasedBy };
    try {
      return await call.write(async (tx) => {
        if (!(await insertWaitEntry(tx, entry, call.settings.waitLimit))) refuse('too_many_waits', { limit: call.settings.waitLimit });
        return entries(tx, personId, releasedBy);
      });
    } catch (error) {
      if (violatedConstraint(error) === 'wait_entry_once_a_day') refuse('in_line_already');
      throw error;
    }
  },

  'waitList.list': (call) => {
    const { personId } = call.actor;
    return entries(call.database, personId, takeBy('wait_list', personId, call.now, call.settings).releasedBy);
  },

  'waitList.accept': async (call) => {
    const { personId } = call.actor;
    const entry = await waitEntryById(call.database, call.input.id);
    if (!entry || entry.personId !== personId) refuse('not_found');
    const { slotId, holdId, checklistCode } = entry;
    if (!slotId || !holdId) refuse('wrong_state', { status: entry.status });
    const request = { way: 'wait_list', by: 'applicant', personId, actorId: personId, holderId: entry.id } as const;
    const answer = await bookVisit(call, { ...request, slotId, holdId, checklistCodes: [checklistCode] });
    return JSON.parse(answer) as Output<'waitList.accept'>;
  },

  'waitList.leave': (call) =>
    call.write(async (tx) => {
      const entry = await waitEntryById(tx, call.input.id, 'lock');
      if (!entry || entry.personId !== call.actor.personId) refuse('not_found');
      if (!waitFlow[entry.status].leave) refuse('wrong_state', { status: entry.status });
      const { releasedBy } = takeBy('wait_list', entry.personId, call.now, call.settings);
      // To the next in line before all others, and to these at a time that nobody can know.
      const releasedAt = randomRelease(call.now, call.settings);
      if (entry.holdId) await releaseHold(tx, { holdId: entry.holdId, holderId: entry.id, now: call.now, releasedAt });
      await endWaiting(tx, entry.id, 'left');
      return entries(tx, entry.personId, releasedBy);
    }),
} satisfies Handlers<'waitList.'>;

async function entries(db: Db, personId: string, releasedBy: string): Promise<Output<'waitList.list'>> {
  return { entries: (await waitEntriesOf(db, personId, shownEntries)).map((row) => shown(row, releasedBy)) };
}

function shown({ personId: _, slotId: __, holdId: ___, offeredUntil, slotStartsAt, position, byLot, opensAt, ...row }: WaitRow, releasedBy: string) {
  const drawsAt = row.status === 'waiting' && byLot && opensAt !== null && opensAt > releasedBy ? opensAt : null;
  return {
    ...row,
    position: row.status === 'waiting' && drawsAt === null ? position : null,
    drawsAt,
    offer: row.status === 'offered' && offeredUntil && slotStartsAt ? { startsAt: slotStartsAt, until: offeredUntil } : null,
  };
}
