import * as z from 'zod/mini';
import { appointmentStatuses } from '../rules/appointment-flow';
import { groupLimits, groupResults } from '../rules/group-list';
import { endpoint } from './endpoint';
import { byId, date, id, instant, itemCode, key, shortCode, words } from './shapes';

const anyStaff = ['officer', 'guide', 'liaison', 'handler', 'unit_head', 'supervisor', 'administrator'] as const;

/** A list as one line. */
export const groupRow = z.strictObject({
  id: id('group'),
  itemName: z.string(),
  madeAt: instant,
  people: z.number(),
  done: z.number(),
  visitId: z.nullable(id('visit')),
});
const person = z.strictObject({
  seq: z.number(),
  name: z.string(),
  idNumberMasked: z.string(),
  checklistCode: shortCode,
  result: z.enum(groupResults),
  /** What is missing. */
  note: z.nullable(z.string()),
});
/** A person's place of a block at a window, and what came of it. */
const place = z.strictObject({
  appointmentId: id('apt'),
  status: z.enum(appointmentStatuses),
  hallName: z.string(),
  startsAt: instant,
  endsAt: instant,
  mayCancel: z.boolean(),
});
const group = z.strictObject({
  ...groupRow.shape,
  /** How many could be given places now. */
  toPlace: z.number(),
  list: z.array(z.strictObject({ ...person.shape, place: z.nullable(place) })),
});
const day = z.strictObject({ date, free: z.number() });

/** D9: group lists. Identity numbers leave the service masked only. */
export const groups = {
  'groups.template': endpoint({
    summary: 'An .xlsx to fill in for an item: the person, and a column for each question that may differ, with a note per column',
    audience: 'person',
    input: z.strictObject({ itemCode }),
    output: z.strictObject({ fileName: z.string(), base64: z.string() }),
    errors: ['item_unknown'],
  }),
  'groups.upload': endpoint({
    summary: 'Hand in a list: a checklist for everybody on it, or every mistake by row and column and nothing kept',
    audience: 'person',
    input: z.strictObject({
      file: z.instanceof(Uint8Array),
      enterpriseId: key,
      itemCode,
      /** What holds for all: a JSON object of question → answer. */
      answers: z.optional(z.string().check(z.maxLength(8000))),
    }),
    bodyLimit: groupLimits.bytes,
    output: z.strictObject({
      group: z.nullable(groupRow),
      problems: z.array(z.strictObject({ where: z.string(), what: z.string(), fix: z.string() })),
    }),
    errors: ['enterprise_required', 'item_unknown', 'answers_invalid'],
  }),
  'groups.list': endpoint({
    summary: 'Lists of my enterprises, the latest first',
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({ groups: z.array(groupRow) }),
    errors: [],
  }),
  'groups.read': endpoint({
    summary: 'One list with what came of it for each person',
    audience: 'person',
    input: byId('group'),
    output: group,
    errors: ['not_found'],
  }),
  'groups.blockDays': endpoint({
    summary: 'Halls that take a list, and the coming 14 days of one of them with the places that groups may take: the first that has enough',
    audience: 'person',
    input: z.strictObject({ id: id('group'), hallId: z.optional(key) }),
    output: z.strictObject({
      itemName: z.string(),
      count: z.number(),
      halls: z.array(z.strictObject({ id: key, name: z.string(), address: z.string() })),
      days: z.array(day),
      offer: z.nullable(z.strictObject({ date, count: z.number() })),
    }),
    errors: ['not_found'],
  }),
  'groups.book': endpoint({
    summary: 'Places at a hall on a day for everybody on a list who has none, or for the first `count` of them: all or none',
    audience: 'person',
    input: z.strictObject({
      id: id('group'),
      hallId: key,
      date,
      count: z.optional(z.int().check(z.gte(1), z.lte(groupLimits.people))),
    }),
    output: group,
    errors: [
      'not_found',
      'block_too_big',
      'nobody_to_place',
      'visit_open',
      'checklist_expired',
      'situation_refused',
      'wrong_hall',
      'slot_past',
      'hold_expired',
      'slot_full',
      'too_many_live',
      'already_booked',
    ],
  }),
  'groups.cancelPlace': endpoint({
    summary: 'Give back the place of one person on a list',
    audience: 'person',
    collects: 'nothing',
    input: z.strictObject({ id: id('group'), seq: z.int().check(z.gte(1), z.lte(groupLimits.people)) }),
    output: group,
    errors: ['not_found', 'wrong_state', 'too_late'],
  }),
  'groups.mine': endpoint({
    summary: 'What firms have put me on: my own checklist and when they come, or when I am expected at a window; only with a verified identity',
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({
      groups: z.array(
        z.strictObject({
          groupId: id('group'),
          enterpriseName: z.string(),
          itemName: z.string(),
          checklistCode: shortCode,
          result: z.enum(groupResults),
          note: z.nullable(z.string()),
          fromAt: z.nullable(instant),
          untilAt: z.nullable(instant),
          address: z.nullable(z.string()),
          /** At a window instead of at the firm's door. */
          appointmentId: z.nullable(id('apt')),
        }),
      ),
    }),
    errors: [],
  }),
  'visitDesk.group': endpoint({
    summary: 'The people whom a visit is for, with the checklist of each',
    audience: anyStaff,
    input: byId('visit'),
    output: z.strictObject({ mayTick: z.boolean(), list: z.array(person) }),
    errors: ['not_found'],
  }),
  'visitDesk.tick': endpoint({
    summary: 'At the door: done, lacks something, did not come',
    audience: anyStaff,
    input: z.strictObject({
      id: id('visit'),
      seq: z.int().check(z.gte(1), z.lte(groupLimits.people)),
      result: z.enum(['done', 'missing', 'absent']),
      note: z.optional(words(2, 200)),
    }),
    output: z.strictObject({ mayTick: z.boolean(), list: z.array(person) }),
    errors: ['not_found', 'wrong_state', 'evidence_required'],
  }),
};
