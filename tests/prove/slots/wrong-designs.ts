import type { Seeded } from '../seeded';
import type { Violation } from './history';
import type { Seen } from './round';

export type WrongDesign = Seeded & {
  /** As what it must show itself in the history of a slot. */
  shows: Violation['kind'];
  /** Or as this finding, where an answer gives it away before anybody meets the place. */
  says?: RegExp;
};

export const isRed =
  ({ shows, says }: WrongDesign) =>
  ({ violations, wrong }: Seen): boolean =>
    violations.some(({ kind }) => kind === shows || says?.test(kind)) || wrong.some((line) => says?.test(line));

/** Five ways in which others give a place twice or refuse it while it is there. */
export const wrongDesigns: WrongDesign[] = [
  {
    name: 'check-then-insert: appointments are counted, then one is added',
    shows: 'given_twice',
    edits: [
      {
        file: 'db/queries/booking.ts',
        find: `  update place set appointment_id = ($1::text[])[1], hold_id = null, held_by = null, held_until = null
  where id = any(array(select id from picked)) and not exists (select from picked where id is null)
  returning slot_id
), booked as (`,
        put: `  select slot_id from asked where live_number is not null and ($5::text is not null
    or (select count(*) from appointment a where a.slot_id = asked.slot_id and a.status in ('booked', 'confirmed', 'arrived', 'in_service'))
      + (select count(*) from place p where p.slot_id = asked.slot_id and p.held_until > $7::timestamptz)
    < (select count(*) from place p where p.slot_id = asked.slot_id))
), booked as (`,
      },
    ],
  },
  {
    name: 'lost update: the place is chosen without a lock, and the later write wins',
    shows: 'given_twice',
    edits: [{ file: 'db/queries/places.ts', find: `  limit 1 for update of open \${lock}\``, put: '  limit 1`' }],
  },
  {
    name: 'stale count: a slot that was full is said to be full for three seconds without another look',
    shows: 'phantom_full',
    edits: [
      {
        file: 'functions/handlers/appointments.ts',
        find: `/** C2–C4, C6, C9: what a citizen does with places and appointments. */`,
        put: `const fullUntil = new Map<string, number>();\n`,
      },
      {
        file: 'functions/handlers/appointments.ts',
        find: `    if (!open) full();`,
        put: `    if ((fullUntil.get(slotId) ?? 0) > performance.now()) full();
    if (!open) {
      fullUntil.set(slotId, performance.now() + 3000);
      full();
    }`,
      },
    ],
  },
  {
    name: 'release twice: each cancelling gives a place of the slot back, whoever has it by then',
    shows: 'given_twice',
    says: /^cancelled twice/,
    edits: [
      {
        file: 'db/queries/places.ts',
        find: `    where appointment_id = (select coalesce((select lead_id from appointment where id = \${takerId}), \${takerId}))
      and slot_id <> all(\${[...keptSlotIds]}::text[])\`;`,
        put: `    where id = (
          select p.id from place p join appointment a on a.slot_id = p.slot_id where a.id = \${takerId} and p.appointment_id is not null
          order by p.appointment_id = a.id desc limit 1)\`;`,
      },
      { file: 'functions/handlers/appointments.ts', find: "      allow(row, 'cancel', call.settings, call.now);", put: '' },
    ],
  },
  {
    name: 'move frees before taking: the old place is given back on its own, also when the new one is refused',
    shows: 'given_twice',
    says: /^phantom_full/,
    edits: [
      {
        file: 'functions/handlers/appointments.ts',
        find: `import { bookVisit, countTry, refuseWaiting,`,
        put: `import { releasePlace } from '../../db/queries/places';
import { randomRelease, bookVisit, countTry, refuseWaiting,`,
      },
      {
        file: 'functions/handlers/appointments.ts',
        find: `  'appointments.move': async (call) => {
`,
        put: `  'appointments.move': async (call) => {
    await releasePlace(call.database, call.input.id, randomRelease(call.now, call.settings));
`,
      },
    ],
  },
];
