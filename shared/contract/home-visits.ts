import * as z from 'zod/mini';
import { homeVisitActions, homeVisitKinds, homeVisitNeeds, homeVisitStatuses, visitLimits } from '../rules/home-visit-flow';
import { endpoint } from './endpoint';
import { photoIds } from './files';
import { byId, date, id, instant, itemCode, key, words } from './shapes';

const planners = ['liaison', 'handler', 'unit_head', 'supervisor'] as const;
const anyStaff = ['officer', 'guide', 'liaison', 'handler', 'unit_head', 'supervisor', 'administrator'] as const;
const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
const point = z.strictObject({ latitude: z.number().check(z.gte(-90), z.lte(90)), longitude: z.number().check(z.gte(-180), z.lte(180)) });

const asked = {
  kind: z.enum(homeVisitKinds),
  need: z.enum(homeVisitNeeds),
  people: z.int().check(z.gte(1), z.lte(visitLimits.people)),
  itemCode: z.optional(itemCode),
  address: words(4, 120),
  point: z.optional(point),
  opens: clock,
  closes: clock,
  note: z.optional(words(2, 300)),
};

export const visit = z.strictObject({
  id: id('visit'),
  caseId: id('case'),
  caseNumber: z.string(),
  enterpriseName: z.string(),
  unitName: z.string(),
  unitPhone: z.string(),
  kind: z.enum(homeVisitKinds),
  need: z.enum(homeVisitNeeds),
  people: z.number(),
  itemName: z.nullable(z.string()),
  address: z.string(),
  point,
  opens: z.string(),
  closes: z.string(),
  minutes: z.number(),
  note: z.nullable(z.string()),
  /** False: the unit head decides. */
  isOffered: z.boolean(),
  status: z.enum(homeVisitStatuses),
  askedAt: instant,
  planId: z.nullable(id('plan')),
  day: z.nullable(date),
  /** The window of time the firm is told. */
  fromAt: z.nullable(instant),
  untilAt: z.nullable(instant),
  arrivedAt: z.nullable(instant),
  leftAt: z.nullable(instant),
  team: z.array(z.string()),
  peopleDone: z.nullable(z.number()),
  result: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  actions: z.array(z.enum(homeVisitActions)),
});

const plan = z.strictObject({
  id: id('plan'),
  unitName: z.string(),
  day: date,
  leavesAt: z.string(),
  members: z.array(z.strictObject({ id: id('per'), name: z.string() })),
  equipment: z.array(z.string()),
  cancelReason: z.nullable(z.string()),
  /** In route order. */
  stops: z.array(visit),
  mayCancel: z.boolean(),
});

const planRow = z.strictObject({
  id: id('plan'),
  unitName: z.string(),
  day: date,
  leavesAt: z.string(),
  members: z.array(z.string()),
  stops: z.number(),
  done: z.number(),
  /** Whether the one who looks is on the team. */
  mine: z.boolean(),
});

const stepErrors = ['not_found', 'wrong_state'] as const;

/** D9 from the firm's side. */
export const homeVisits = {
  'visits.ask': endpoint({
    summary: 'Ask for a visit at the door: on a request of mine, or as a new one',
    audience: 'person',
    input: z.strictObject({ enterpriseId: key, caseId: z.optional(id('case')), groupId: z.optional(id('group')), ...asked, photos: photoIds }),
    output: visit,
    errors: [
      'enterprise_required',
      'not_found',
      'wrong_state',
      'item_unknown',
      'calendar_unknown',
      'visit_open',
      'places_ahead',
      'hours_invalid',
      'photo_missing',
    ],
  }),
  'visits.list': endpoint({
    summary: 'Visits of my enterprises, the latest first',
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({ visits: z.array(visit) }),
    errors: [],
  }),
  'visits.read': endpoint({
    summary: 'One visit: when they come, who, what came of it',
    audience: 'person',
    input: byId('visit'),
    output: visit,
    errors: ['not_found'],
  }),
  'visits.cancel': endpoint({
    summary: 'Call a visit off before the team is there',
    audience: 'person',
    collects: 'nothing',
    input: z.strictObject({ id: id('visit'), reason: words(2, 200) }),
    output: visit,
    errors: stepErrors,
  }),

  'visitDesk.waiting': endpoint({
    summary: 'Visits that wait for a decision or for a plan',
    audience: planners,
    input: z.strictObject({}),
    output: z.strictObject({ visits: z.array(visit), members: z.array(z.strictObject({ id: id('per'), name: z.string() })) }),
    errors: [],
  }),
  'visitDesk.offer': endpoint({
    summary: 'Staff plan a visit on a request themselves',
    audience: planners,
    input: z.strictObject({ id: id('case'), ...asked }),
    output: visit,
    errors: [...stepErrors, 'item_unknown', 'visit_open', 'hours_invalid', 'enterprise_required'],
  }),
  'visitDesk.decide': endpoint({
    summary: 'Approve or decline what a firm asked; below the offer the unit head decides',
    audience: planners,
    input: z.strictObject({ id: id('visit'), approve: z.boolean(), reason: z.optional(words(2, 300)) }),
    output: visit,
    errors: [...stepErrors, 'evidence_required'],
  }),
  'visitDesk.plan': endpoint({
    summary: "A team's round of a day: the stops are put in route order and every firm is told its window of time",
    audience: planners,
    input: z.strictObject({
      day: date,
      leavesAt: clock,
      visitIds: z.array(id('visit')).check(z.minLength(1), z.maxLength(visitLimits.stops)),
      memberIds: z.array(id('per')).check(z.minLength(1), z.maxLength(visitLimits.members)),
      equipment: z.array(words(1, 30)).check(z.maxLength(20)),
    }),
    output: plan,
    errors: [...stepErrors, 'day_too_early', 'day_too_far', 'person_unknown', 'member_taken', 'visit_taken', 'stop_outside_hours'],
  }),
  'visitDesk.calendar': endpoint({
    summary: "The unit's rounds and mine, for two weeks from a day on",
    audience: anyStaff,
    input: z.strictObject({ from: z.optional(date) }),
    output: z.strictObject({ from: date, plans: z.array(planRow) }),
    errors: [],
  }),
  'visitDesk.readPlan': endpoint({
    summary: 'One round with its stops in order',
    audience: anyStaff,
    input: byId('plan'),
    output: plan,
    errors: ['not_found'],
  }),
  'visitDesk.cancelPlan': endpoint({
    summary: 'Cancel a round that has not begun; its firms wait for another one and are told',
    audience: planners,
    input: z.strictObject({ id: id('plan'), reason: words(2, 300) }),
    output: plan,
    errors: stepErrors,
  }),
  'visitDesk.reschedule': endpoint({
    summary: 'Take one firm from its round, with the reason; it waits for another one and is told',
    audience: planners,
    input: z.strictObject({ id: id('visit'), reason: words(2, 300) }),
    output: visit,
    errors: stepErrors,
  }),
  'visitDesk.arrive': endpoint({
    summary: 'The team is at the door',
    audience: anyStaff,
    input: byId('visit'),
    output: visit,
    errors: stepErrors,
  }),
  'visitDesk.leave': endpoint({
    summary: 'What came of the visit, and for how many people',
    audience: anyStaff,
    input: z.strictObject({
      id: id('visit'),
      result: words(2, 1000),
      peopleDone: z.int().check(z.gte(0), z.lte(visitLimits.people)),
      photos: photoIds,
    }),
    output: visit,
    errors: [...stepErrors, 'too_many_people', 'photo_missing'],
  }),
};
