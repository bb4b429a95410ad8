import * as z from 'zod/mini';
import { groupLimits, groupResults } from '../rules/group-list';
import { endpoint } from './endpoint';
import { byId, id, instant, itemCode, key, shortCode, words } from './shapes';

const anyStaff = ['officer', 'guide', 'liaison', 'handler', 'unit_head', 'supervisor', 'administrator'] as const;

const row = z.strictObject({
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
const group = z.strictObject({ ...row.shape, list: z.array(person) });

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
      group: z.nullable(row),
      problems: z.array(z.strictObject({ where: z.string(), what: z.string(), fix: z.string() })),
    }),
    errors: ['enterprise_required', 'item_unknown', 'answers_invalid'],
  }),
  'groups.list': endpoint({
    summary: 'Lists of my enterprises, the latest first',
    audience: 'person',
    input: z.strictObject({}),
    output: z.strictObject({ groups: z.array(row) }),
    errors: [],
  }),
  'groups.read': endpoint({
    summary: 'One list with what came of it for each person',
    audience: 'person',
    input: byId('group'),
    output: group,
    errors: ['not_found'],
  }),
  'groups.mine': endpoint({
    summary: 'What firms have put me on: my own checklist and when they come; only with a verified identity',
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
