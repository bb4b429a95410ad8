import * as z from 'zod/mini';
import { calendarChangeKinds } from '../rules/calendar-change';
import { endpoint } from './endpoint';
import { date, id, instant, key, shortCode, words } from './shapes';

const clock = z.string().check(z.regex(/^(?:([01]\d|2[0-3]):[0-5]\d|24:00)$/));
const weight = z.int().check(z.minimum(0), z.maximum(100));
const counts = z.strictObject({ public: z.number(), green_channel: z.number(), enterprise: z.number(), walk_in: z.number() });

const frame = z.strictObject({
  from: clock,
  to: clock,
  staff: z.int().check(z.minimum(0), z.maximum(100)),
  /** 1 Monday … 7 Sunday; absent every day of its list. */
  on: z.optional(z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1), z.maxLength(7))),
  afterHours: z.optional(z.boolean()),
});
const frames = z.array(frame).check(z.maxLength(12));

const pattern = z.strictObject({
  slotMinutes: z.int().check(z.minimum(5), z.maximum(240)),
  minutesPerVisit: z.int().check(z.minimum(1), z.maximum(240)),
  shares: z.strictObject({ public: weight, green_channel: weight, enterprise: weight, walk_in: weight }),
  weekday: frames,
  weekend: frames,
});

const change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pattern'), effectiveFrom: date, pattern }),
  z.strictObject({ kind: z.literal('exception'), date, frames }),
  z.strictObject({ kind: z.literal('closure'), date, from: z.optional(clock), to: z.optional(clock) }),
  z.strictObject({ kind: z.literal('withdraw'), entryId: id('hent') }),
]);

const dayEffect = z.strictObject({ date, gains: z.number(), losses: z.number(), hit: z.number(), kept: z.number() });

const entry = z.strictObject({
  id: id('hent'),
  kind: z.enum(['exception', 'closure']),
  date,
  from: z.nullable(clock),
  to: z.nullable(clock),
  frames: z.nullable(frames),
  reason: z.string(),
});

const hall = z.strictObject({
  id: key,
  name: z.string(),
  town: z.string(),
  counters: z.number(),
  openingLines: z.array(z.string()),
  /** Whether the caller may change the calendar. */
  mayEdit: z.boolean(),
});

const readers = ['officer', 'guide', 'unit_head', 'supervisor', 'administrator'] as const;
const editors = ['unit_head', 'administrator'] as const;

/** C1: what decides when a hall takes people, and what a change of it would do. */
export const hallCalendar = {
  'hallCalendar.list': endpoint({
    summary: 'Halls within reach: how many places the coming days have, and which days are closed or special',
    audience: readers,
    input: z.strictObject({}),
    output: z.strictObject({
      halls: z.array(z.strictObject({ ...hall.shape, places: z.number(), taken: z.number(), entries: z.number() })),
    }),
    errors: [],
  }),
  'hallCalendar.read': endpoint({
    summary: 'The calendar of a hall: patterns, special days and closures, the coming days with places and bookings, who changed what and why',
    audience: readers,
    input: z.strictObject({ hallId: key }),
    output: z.strictObject({
      hall,
      patterns: z.array(z.strictObject({ version: z.number(), effectiveFrom: date, pattern, current: z.boolean() })),
      entries: z.array(entry),
      days: z.array(
        z.strictObject({
          date,
          note: z.nullable(z.string()),
          /** Places there are, and how many of them are taken. */
          places: z.number(),
          taken: z.number(),
          /** Bookings whose place was taken away and who have no other yet. */
          hit: z.number(),
        }),
      ),
      history: z.array(
        z.strictObject({
          seq: z.number(),
          at: instant,
          who: z.nullable(z.string()),
          kind: z.enum(calendarChangeKinds),
          change,
          effect: z.array(dayEffect),
          reason: z.string(),
        }),
      ),
    }),
    errors: ['not_found'],
  }),
  'hallCalendar.day': endpoint({
    summary: 'One day of a hall by slot: places and taken ones of each kind',
    audience: readers,
    input: z.strictObject({ hallId: key, date }),
    output: z.strictObject({
      hallName: z.string(),
      note: z.nullable(z.string()),
      slots: z.array(z.strictObject({ startsAt: instant, endsAt: instant, afterHours: z.boolean(), places: counts, taken: counts, hit: z.number() })),
    }),
    errors: ['not_found'],
  }),
  'hallCalendar.preview': endpoint({
    summary: 'What a change would do: places each day gains and loses, bookings it hits. Changes nothing',
    audience: editors,
    input: z.strictObject({ hallId: key, change }),
    output: z.strictObject({
      /** Of what is shown; saving gives it back. */
      digest: z.string(),
      /** Last day for which places exist. */
      until: date,
      days: z.array(dayEffect),
      hit: z.array(z.strictObject({ code: shortCode, itemName: z.string(), startsAt: instant })),
    }),
    errors: ['not_found', 'opening_invalid', 'calendar_unknown', 'day_gone'],
  }),
  'hallCalendar.save': endpoint({
    summary: 'Make a change whose preview still holds; the hit bookings are offered other places',
    audience: editors,
    input: z.strictObject({ hallId: key, change, digest: z.string().check(z.regex(/^[0-9a-f]{64}$/)), reason: words(2, 100) }),
    output: z.strictObject({ days: z.array(dayEffect), hit: z.number() }),
    errors: ['not_found', 'opening_invalid', 'calendar_unknown', 'day_gone', 'preview_changed'],
  }),
};
