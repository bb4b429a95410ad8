import * as z from 'zod/mini';
import { complexities } from '../rules/case-clocks';
import { attendances, conferenceActions, conferenceLimits, conferenceStatuses } from '../rules/conference-flow';
import { taskOrigins, taskStates } from '../rules/task-flow';
import { endpoint } from './endpoint';
import { byId, cursor, date, id, instant, key, words } from './shapes';

const staff = ['liaison', 'handler', 'unit_head', 'supervisor'] as const;
const anyStaff = ['officer', 'guide', 'liaison', 'handler', 'unit_head', 'supervisor', 'administrator'] as const;
const conveners = ['unit_head', 'supervisor'] as const;
const speakers = ['handler', 'unit_head'] as const;

const task = z.strictObject({
  id: id('task'),
  caseId: id('case'),
  caseNumber: z.string(),
  caseTitle: z.string(),
  origin: z.enum(taskOrigins),
  what: z.string(),
  ownerName: z.string(),
  unitName: z.string(),
  givenAt: instant,
  dueAt: instant,
  /** 为什么是这一天. */
  explanation: z.array(z.string()),
  state: z.enum(taskStates),
  standing: z.enum(['running', 'due_soon', 'overdue', 'done', 'dropped']),
  result: z.nullable(z.string()),
  endedAt: z.nullable(instant),
  mayFinish: z.boolean(),
});

const taskDetail = z.strictObject({
  ...task.shape,
  /** To whom the one who looks may hand it on; nobody where they may not. */
  handOnTo: z.array(z.strictObject({ id: id('per'), name: z.string(), unitName: z.string() })),
});

const conference = z.strictObject({
  id: id('conf'),
  convenedBy: z.string(),
  convenedAt: instant,
  startsAt: instant,
  place: z.string(),
  questions: z.string(),
  status: z.enum(conferenceStatuses),
  units: z.array(
    z.strictObject({
      id: key,
      name: z.string(),
      attendance: z.enum(attendances),
      attended: z.nullable(z.boolean()),
      opinion: z.nullable(z.string()),
      opinionBy: z.nullable(z.string()),
      opinionAt: z.nullable(instant),
      /** Whether the one who looks speaks for it. */
      mine: z.boolean(),
    }),
  ),
  decision: z.nullable(z.string()),
  outward: z.nullable(z.string()),
  cancelReason: z.nullable(z.string()),
  endedAt: z.nullable(instant),
  actions: z.array(z.enum(conferenceActions)),
});

/** Conferences and tasks of a case, for the desk. */
const sides = z.strictObject({
  mayConvene: z.boolean(),
  conferences: z.array(conference),
  tasks: z.array(task),
  /** Who may be given a task: people of the case's unit and of the invited ones. */
  owners: z.array(z.strictObject({ id: id('per'), name: z.string(), unitId: key, unitName: z.string() })),
  /** Classes that a decision may give the case now. */
  mayClassify: z.array(z.enum(complexities)),
});

const stepErrors = ['not_found', 'wrong_state'] as const;
const newTask = z.strictObject({
  what: words(4, 300),
  ownerId: id('per'),
  due: z.union([z.strictObject({ workingDays: z.int().check(z.gte(1), z.lte(60)) }), z.strictObject({ day: date })]),
});

/** D8: 一事一议 and the tasks that come of it. Nothing of it is on the requester's endpoints but events meant for the requester. */
export const conferences = {
  'conferences.ofCase': endpoint({
    summary: 'Conferences and tasks of a case, with what may be done now',
    audience: staff,
    input: byId('case'),
    output: sides,
    errors: ['not_found'],
  }),
  'conferences.convene': endpoint({
    summary: 'Convene a case conference: the invited units are told and read the case while it lasts',
    audience: conveners,
    input: z.strictObject({
      id: id('case'),
      unitIds: z.array(key).check(z.minLength(1), z.maxLength(conferenceLimits.units)),
      questions: words(5, 1000),
      place: words(2, 120),
      startsAt: instant,
    }),
    output: sides,
    errors: [...stepErrors, 'unit_unknown', 'conference_open', 'time_not_ahead'],
  }),
  'conferences.move': endpoint({
    summary: 'Another time or place, before it begins, with the reason',
    audience: conveners,
    input: z.strictObject({ id: id('conf'), startsAt: instant, place: words(2, 120), reason: words(2, 500) }),
    output: sides,
    errors: [...stepErrors, 'time_not_ahead'],
  }),
  'conferences.answer': endpoint({
    summary: 'An invited unit says whether it comes or sends its opinion',
    audience: speakers,
    input: z.strictObject({ id: id('conf'), attendance: z.enum(['coming', 'written']) }),
    output: sides,
    errors: stepErrors,
  }),
  'conferences.opine': endpoint({
    summary: 'The opinion of an invited unit; stays inside',
    audience: speakers,
    input: z.strictObject({ id: id('conf'), text: words(2, 2000) }),
    output: sides,
    errors: stepErrors,
  }),
  'conferences.decide': endpoint({
    summary: 'The decision: who does what until when, perhaps another class and date; one sentence for the requester',
    audience: conveners,
    input: z.strictObject({
      id: id('conf'),
      attendedIds: z.array(key).check(z.maxLength(conferenceLimits.units)),
      decision: words(5, 2000),
      outward: words(5, 500),
      tasks: z.array(newTask).check(z.maxLength(conferenceLimits.tasks)),
      classify: z.optional(z.strictObject({ complexity: z.enum(['complex', 'especially_complex']), day: z.optional(date) })),
    }),
    output: sides,
    errors: [...stepErrors, 'nobody_heard', 'unit_unknown', 'person_unknown', 'day_too_early', 'limit_passed', 'calendar_unknown'],
  }),
  'conferences.cancel': endpoint({
    summary: 'Cancel a conference with the reason; the invited units are told',
    audience: conveners,
    input: z.strictObject({ id: id('conf'), reason: words(2, 500) }),
    output: sides,
    errors: stepErrors,
  }),
  'tasks.list': endpoint({
    summary: 'Open tasks, the nearest date first: mine, or those of the units under me',
    audience: anyStaff,
    input: z.strictObject({ scope: z.optional(z.enum(['mine', 'unit'])), cursor }),
    output: z.strictObject({ tasks: z.array(task), nextCursor: z.nullable(z.string()) }),
    errors: [],
  }),
  'tasks.read': endpoint({
    summary: 'One task: what is to be done, until when and why this date',
    audience: anyStaff,
    input: byId('task'),
    output: taskDetail,
    errors: ['not_found'],
  }),
  'tasks.handOn': endpoint({
    summary: 'Hand a task on to somebody of the units that work on it, with the reason; its date stays',
    audience: anyStaff,
    input: z.strictObject({ id: id('task'), ownerId: id('per'), reason: words(2, 500) }),
    output: taskDetail,
    errors: [...stepErrors, 'person_unknown'],
  }),
  'tasks.finish': endpoint({
    summary: 'Say what came of a task; the case goes on',
    audience: anyStaff,
    input: z.strictObject({ id: id('task'), result: words(2, 1000) }),
    output: taskDetail,
    errors: stepErrors,
  }),
};
