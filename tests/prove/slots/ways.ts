import type { Client, Someone } from './client';
import { takeOther } from './closing';
import { bookBlock, cancelOfGroup, unplaced } from './groups';
import type { Ground } from './ledger';
import { join, leave, takeOffer } from './line';
import { callOff, planRound } from './teams';

/**
 * Every way to a place and from it, as clients go them. A way that the product gains gets its line here; `weight` says how often it is gone
 * when it can be: as in the minute of a release, most want a place.
 */
type Way = {
  weight: number;
  can(client: Client, person: Someone): boolean;
  go(client: Client, person: Someone, way: string): Promise<void>;
};

const always = () => true;
const holding = (_: Client, person: Someone) => person.hold !== null;
const booked = (_: Client, person: Someone) => person.live.length > 0;

export const ways: Record<string, Way> = {
  hold: {
    weight: 12,
    can: always,
    go: (client, person, way) => hold(client, person, client.any(client.field.grounds), way),
  },
  'book what is held': {
    weight: 12,
    can: holding,
    go: async (client, person, way) => {
      const held = person.hold;
      if (held) await book(client, person, held.slotId, way, held.holdId);
    },
  },
  'give a hold back': {
    weight: 2,
    can: holding,
    go: async (client, person, way) => {
      const held = person.hold;
      if (!held) return;
      const reply = await client.send('appointments.releaseHold', { holdId: held.holdId }, person, way);
      if (reply.body) {
        if (reply.clockFrom >= held.until) client.field.ledger.wrong.push(`a hold until ${held.until} was given back at ${reply.clockFrom}`);
        held.ended = true;
        client.field.ledger.opened(held.slotId, reply, way);
      } else ended(client, person, reply.code, reply.clockUntil);
      person.hold = null;
    },
  },
  book: { weight: 12, can: always, go: (client, person, way) => book(client, person, client.any(client.field.grounds).slotId, way) },
  'several items in one visit': {
    weight: 2,
    can: always,
    go: (client, person, way) => book(client, person, client.any(client.field.grounds).slotId, way, undefined, 2),
  },
  'booked by the officer for somebody': {
    weight: 2,
    can: always,
    go: async (client, person, way) => {
      const { slotId } = client.any(client.field.grounds);
      const [item] = itemsFor(client, person, 1);
      const identity = { idKind: 'resident_id', idNumber: person.idNumber, name: '测试群众' } as const;
      const input = { identity, slotId, checklistCode: client.field.lists[item ?? 0] ?? '' };
      const reply = await client.send('window.book', input, client.field.officer, way, slotId, person.id);
      if (!reply.body) return;
      person.live.push({ id: reply.body.id, slotId, items: [item ?? 0] });
      client.field.ledger.taken(slotId, reply, `${way} for ${person.id}`);
    },
  },
  'walk in': {
    weight: 1,
    can: (client) => client.field.doors.length > 0,
    go: async (client, _, way) => {
      const { slotId, hallId, itemCode, officer } = client.any(client.field.doors);
      const reply = await client.send('queue.walkIn', { hallId, itemCode }, officer, way);
      if (!reply.body) return;
      // a ticket is given to everybody; its lane says whether a place was there for it
      if (reply.body.ticket.lane === 'walk_in') client.field.ledger.taken(slotId, reply, way);
      else client.field.ledger.full(slotId, reply, way);
    },
  },
  'book where people walk in': {
    weight: 2,
    can: (client) => openDoors(client).length > 0,
    go: (client, person, way) => book(client, person, client.any(openDoors(client)).slotId, way),
  },
  'wait in line': {
    weight: 3,
    can: ({ field }, person) => field.line !== null && person.waiting === null,
    go: async (client, person, way) => {
      const [item] = itemsFor(client, person, 1);
      if (client.field.line) await join(client, person, client.field.line, item ?? 0, way);
    },
  },
  'take what the line offers': {
    weight: 20,
    can: ({ field }, person) => field.line?.offerTo(person) != null,
    go: async (client, person, way) => {
      if (client.field.line) await takeOffer(client, person, client.field.line, way);
    },
  },
  'leave the line': {
    weight: 1,
    can: (_, person) => person.waiting !== null,
    go: async (client, person, way) => {
      if (client.field.line) await leave(client, person, client.field.line, way);
    },
  },
  'block for a group of an enterprise': {
    weight: 4,
    can: ({ group, field }) => group !== null && field.blockDay !== null && unplaced(group) > 0,
    go: async (client, _, way) => {
      if (client.group && client.field.blockDay) await bookBlock(client, client.group, client.field.blockDay, way);
    },
  },
  'place of a group given back': {
    weight: 3,
    can: ({ group }) => group !== null && unplaced(group) < group.people.length,
    go: async (client, _, way) => {
      if (client.group) await cancelOfGroup(client, client.group, way);
    },
  },
  'book where the hall will shut': {
    weight: 1,
    can: ({ field }) => field.closing?.open() !== undefined,
    go: async (client, person, way) => {
      const slot = client.field.closing?.open();
      if (slot) await book(client, person, slot.slotId, way);
    },
  },
  'take what the shut hall offers': {
    weight: 20,
    can: ({ field }, person) => field.closing?.offerFor(person) != null,
    go: async (client, person, way) => {
      if (client.field.closing) await takeOther(client, person, client.field.closing, way);
    },
  },
  'plan a visit at the door': {
    weight: 6,
    can: ({ visit, field }) => field.teams !== null && visit?.planId === null,
    go: async (client, _, way) => {
      if (client.visit && client.field.teams) await planRound(client, client.visit, client.field.teams, way);
    },
  },
  'visit at the door called off': {
    weight: 3,
    can: ({ visit }) => visit?.planId != null,
    go: async (client, _, way) => {
      if (client.visit && client.field.teams) await callOff(client, client.visit, client.field.teams, way);
    },
  },
  cancel: { weight: 5, can: booked, go: (client, person, way) => cancel(client, person, way) },
  'cancel twice': {
    weight: 1,
    can: (client, person) => inTime(client, person).length > 0,
    go: async (client, person, way) => {
      const { id } = client.any(inTime(client, person));
      await cancel(client, person, way, id);
      const again = await client.send('appointments.cancel', { id }, person, way);
      if (again.code !== 'wrong_state') client.field.ledger.wrong.push(`cancelled twice: ${again.text.slice(0, 200)}`);
    },
  },
  move: {
    weight: 6,
    can: booked,
    go: async (client, person, way) => {
      const { ledger } = client.field;
      const live = client.any(person.live);
      const to = client.any(client.field.grounds);
      const reply = await client.send('appointments.move', { id: live.id, slotId: to.slotId }, person, way, to.slotId);
      // to the slot it is in already: it keeps its place
      if (!reply.body || to.slotId === live.slotId) return;
      ledger.taken(to.slotId, reply, `${way} of ${person.id}`);
      ledger.comesBack(live.slotId, reply, `${way} of ${person.id}`);
      live.slotId = to.slotId;
    },
  },
  'declined by the officer': {
    weight: 1,
    can: booked,
    go: async (client, person, way) => {
      const live = client.any(person.live);
      const reply = await client.send('window.decline', { id: live.id, reason: '材料不属于本厅受理' }, client.field.officer, way);
      if (!reply.body) return;
      gone(person, live.id);
      client.field.ledger.comesBack(live.slotId, reply, `${way} of ${person.id}`);
    },
  },
  'repeated key': { weight: 3, can: (client) => client.hasEarlier(), go: (client) => client.repeatEarlier() },
};

export async function step(client: Client): Promise<void> {
  const person = client.any(client.people);
  const open = Object.entries(ways).filter(([, way]) => way.can(client, person));
  let at = client.random() * open.reduce((sum, [, way]) => sum + way.weight, 0);
  for (const [name, way] of open) {
    at -= way.weight;
    if (at < 0) return way.go(client, person, name);
  }
}

async function hold(client: Client, person: Someone, { slotId }: Ground, way: string): Promise<void> {
  const { ledger } = client.field;
  const reply = await client.send('appointments.hold', { slotId }, person, way, slotId);
  if (!reply.body) return;
  const before = person.hold;
  // one hold a person: the earlier one is given up, unless the clock had ended it
  if (before && reply.clockFrom < before.until) {
    before.ended = true;
    ledger.opened(before.slotId, reply, `given up by ${person.id}`);
  }
  person.hold = { holdId: reply.body.holdId, slotId, until: reply.body.heldUntil, ended: false };
  ledger.taken(slotId, reply, `${way} of ${person.id}`);
  ledger.held(person.hold, person.id);
}

async function book(client: Client, person: Someone, slotId: string, way: string, holdId?: string, count = 1): Promise<void> {
  const { ledger, lists } = client.field;
  const items = itemsFor(client, person, count);
  const [checklistCode = '', ...also] = items.map((item) => lists[item] ?? '');
  const held = person.hold;
  const input = { slotId, checklistCode, ...(also.length > 0 ? { also } : {}), ...(holdId ? { holdId } : {}) };
  const reply = await client.send('appointments.book', input, person, way, slotId);
  if (!reply.body) {
    if (holdId) ended(client, person, reply.code, reply.clockUntil);
    return;
  }
  person.live.push({ id: reply.body.id, slotId, items });
  if (!holdId) return ledger.taken(slotId, reply, `${way} of ${person.id}`);
  if (held && reply.clockFrom >= held.until) ledger.wrong.push(`a hold until ${held.until} was booked with at ${reply.clockFrom}`);
  if (held) held.ended = true;
  person.hold = null;
}

/** Items of a visit, mostly such as the person has no visit for yet. */
function itemsFor(client: Client, person: Someone, count: number): number[] {
  const all = [...client.field.lists.keys()];
  const open = all.filter((item) => !person.live.some(({ items }) => items.includes(item)));
  const start = client.any(open.length >= count && client.random() < 0.95 ? open : all);
  return [start, ...(open.length >= count ? open : all).filter((item) => item !== start)].slice(0, count);
}

/** Doors whose slot has not begun by now. */
const openDoors = ({ field }: Client) => field.doors.filter(({ startsAt }) => startsAt > field.ledger.clock);

/** Visits that can be cancelled still: not those of today's doors. */
const inTime = ({ field }: Client, person: Someone) => person.live.filter((live) => field.doors.every(({ slotId }) => slotId !== live.slotId));

/** A refused hold must have ended; who is refused for it lets go of it. */
function ended(client: Client, person: Someone, code: string | null, clock: string): void {
  const held = person.hold;
  if (code !== 'hold_expired' || !held) return;
  if (clock < held.until) client.field.ledger.wrong.push(`a hold until ${held.until} was gone at ${clock}`);
  person.hold = null;
}

async function cancel(client: Client, person: Someone, way: string, id = client.any(person.live).id): Promise<void> {
  const live = person.live.find((one) => one.id === id);
  const reply = await client.send('appointments.cancel', { id }, person, way);
  if (!reply.body || !live) return;
  gone(person, id);
  client.field.ledger.comesBack(live.slotId, reply, `${way} of ${person.id}`);
}

function gone(person: Someone, id: string): void {
  person.live = person.live.filter((live) => live.id !== id);
}
