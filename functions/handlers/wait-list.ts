import { randomInt } from 'node:crypto';
import { type Db, violatedConstraint } from '../../db/client';
import { checklistByCode } from '../../db/queries/checklists';
import { freeBySlot } from '../../db/queries/halls';
import { readPerson } from '../../db/queries/people';
import { insertWaitEntry, waitEntriesOf, waitEntryById, type WaitRow } from '../../db/queries/wait-list';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { takeLimits } from '../../shared/rules/booking-limits';
import { shanghaiInstant } from '../../shared/rules/shanghai';
import { waitFlow } from '../../shared/rules/wait-list';
import { bookVisit, takeBy } from '../booking';
import type { Handlers } from '../call';
import { newId } from '../ids';
import { leaveLine } from '../leave-line';
import { whoComes } from './relatives';

const shownEntries = 20;
/** So many that two alike hardly ever stand in one line. */
const lots = 2 ** 31 - 1;

/** C7: join, see one's position, take what is offered, leave. The offers are made by functions/jobs/wait-list.ts. */
export const waitList = {
  'waitList.join': async (call) => {
    const { hallId, date, checklistCode, from, until, relativeId } = call.input;
    const actorId = call.actor.personId;
    const { personId } = await whoComes(call.database, actorId, relativeId);
    const person = await readPerson(call.database, personId);
    if (!person.realNameVerifiedAt) refuse('real_name_required');
    if (person.onlineBookingBlockedUntil && person.onlineBookingBlockedUntil > call.now) refuse('online_booking_blocked');
    const list = await checklistByCode(call.database, checklistCode);
    if (!list || (list.personId !== null && list.personId !== personId && list.personId !== actorId)) refuse('not_found');
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
    const joinedBy = personId === actorId ? null : actorId;
    const entry = { id: newId('wait', call.now), personId, joinedBy, hallId, date, checklistCode, fromAt, untilAt, now: call.now, lot, releasedBy };
    try {
      return await call.write(async (tx) => {
        if (!(await insertWaitEntry(tx, entry, call.settings.waitLimit))) refuse('too_many_waits', { limit: call.settings.waitLimit });
        return entries(tx, actorId, releasedBy);
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
    const actorId = call.actor.personId;
    const entry = await waitEntryById(call.database, call.input.id);
    if (!entry || !actsFor(entry, actorId)) refuse('not_found');
    const { slotId, holdId, checklistCode } = entry;
    if (!slotId || !holdId) refuse('wrong_state', { status: entry.status });
    const request = { way: 'wait_list', by: 'applicant', personId: entry.personId, actorId, holderId: entry.id } as const;
    const answer = await bookVisit(call, { ...request, slotId, holdId, checklistCodes: [checklistCode] });
    return JSON.parse(answer) as Output<'waitList.accept'>;
  },

  'waitList.leave': (call) =>
    call.write(async (tx) => {
      const entry = await waitEntryById(tx, call.input.id, 'lock');
      if (!entry || !actsFor(entry, call.actor.personId)) refuse('not_found');
      if (!waitFlow[entry.status].leave) refuse('wrong_state', { status: entry.status });
      await leaveLine(tx, entry, call);
      return entries(tx, call.actor.personId, takeBy('wait_list', null, call.now, call.settings).releasedBy);
    }),
} satisfies Handlers<'waitList.'>;

/** Whether a person may take or leave this place in line: the own one, or that of a relative for whom the person joined. */
const actsFor = ({ personId, joinerId }: WaitRow, actorId: string): boolean => personId === actorId || joinerId === actorId;

async function entries(db: Db, personId: string, releasedBy: string): Promise<Output<'waitList.list'>> {
  return { entries: (await waitEntriesOf(db, personId, shownEntries)).map((row) => shown(row, personId, releasedBy)) };
}

function shown(entry: WaitRow, viewerId: string, releasedBy: string) {
  const { personId, personName, joinerId: _, slotId: __, holdId: ___, offeredUntil, slotStartsAt, position, byLot, opensAt, ...row } = entry;
  const drawsAt = row.status === 'waiting' && byLot && opensAt !== null && opensAt > releasedBy ? opensAt : null;
  return {
    ...row,
    relativeName: personId === viewerId ? null : personName,
    position: row.status === 'waiting' && drawsAt === null ? position : null,
    drawsAt,
    offer: row.status === 'offered' && offeredUntil && slotStartsAt ? { startsAt: slotStartsAt, until: offeredUntil } : null,
  };
}
