import * as z from 'zod/mini';
import { caseStatuses } from '../rules/case-flow';
import { systemicActions, systemicOwnerRoles, systemicStatuses } from '../rules/systemic-flow';
import { endpoint } from './endpoint';
import { byId, cursor, date, id, instant, words } from './shapes';

/** A text cut where it says what its group shares. */
const marked = z.array(z.strictObject({ text: z.string(), shared: z.boolean() }));

const request = z.strictObject({
  id: id('case'),
  number: z.string(),
  title: marked,
  body: marked,
  enterpriseName: z.nullable(z.string()),
  unitName: z.string(),
  status: z.enum(caseStatuses),
  filedAt: instant,
});

const groupRow = z.strictObject({
  id: id('prob'),
  requests: z.number(),
  enterprises: z.number(),
  latestAt: instant,
  /** What most of its requests say. */
  words: z.array(z.string()),
  /** Titles of up to three of them. */
  examples: z.array(z.string()),
  /** The open issue that was made of it. */
  issueId: z.nullable(id('sys')),
  /** The last issue made of it was solved, and requests came after: it recurs. */
  recurs: z.nullable(z.strictObject({ issueId: id('sys'), title: z.string(), solvedAt: instant, since: z.number() })),
});

const issueRow = z.strictObject({
  id: id('sys'),
  title: z.string(),
  status: z.enum(systemicStatuses),
  unitName: z.string(),
  ownerName: z.string(),
  day: date,
  requests: z.number(),
  enterprises: z.number(),
  openedAt: instant,
});

const issue = z.strictObject({
  ...issueRow.shape,
  ownerId: id('per'),
  endText: z.nullable(z.string()),
  endedAt: z.nullable(instant),
  /** Requesters told of the solution so far. */
  told: z.number(),
  words: z.array(z.string()),
  members: z.array(request),
  /** Found since, in the same group, and neither in it nor taken out of it. */
  suggested: z.array(request),
  actions: z.array(z.enum(systemicActions)),
});

const owner = z.strictObject({ id: id('per'), name: z.string(), unitName: z.string() });
const supervisors = ['supervisor'] as const;
const errors = ['not_found', 'wrong_state', 'role_required'] as const;
const caseIds = z.array(id('case')).check(z.minLength(1), z.maxLength(200));

/** D12: common problems found by likeness, and the systemic issues made of them. */
export const problems = {
  'problems.list': endpoint({
    summary: 'Groups of like requests of several enterprises within reach, the largest first',
    audience: supervisors,
    input: z.strictObject({ page: z.optional(z.string().check(z.regex(/^[1-9]\d?$/))) }),
    output: z.strictObject({ groups: z.array(groupRow), hasMore: z.boolean() }),
    errors: [],
  }),
  'problems.read': endpoint({
    summary: 'One group: its requests with what they share marked, those that are only perhaps of it apart',
    audience: supervisors,
    input: byId('prob'),
    output: z.strictObject({ ...groupRow.shape, members: z.array(request), perhaps: z.array(request) }),
    errors: ['not_found'],
  }),
  'systemic.owners': endpoint({
    summary: 'Staff within reach who may own a systemic issue, by name or unit',
    audience: supervisors,
    input: z.strictObject({ words: words(1, 30) }),
    output: z.strictObject({ owners: z.array(owner) }),
    errors: [],
  }),
  'systemic.open': endpoint({
    summary: 'Make a group of requests a systemic issue with an owner and a date; every requester sees it on the case',
    audience: supervisors,
    input: z.strictObject({ groupId: id('prob'), caseIds, title: words(2, 60), ownerId: id('per'), day: date }),
    output: issue,
    errors: ['not_found', 'wrong_state', 'person_unknown', 'day_too_early', 'in_another_issue'],
  }),
  'systemic.list': endpoint({
    summary: 'Systemic issues within reach and those I own, the newest first',
    audience: systemicOwnerRoles,
    input: z.strictObject({ status: z.optional(z.enum(systemicStatuses)), cursor }),
    output: z.strictObject({ issues: z.array(issueRow), nextCursor: z.nullable(z.string()) }),
    errors: [],
  }),
  'systemic.read': endpoint({
    summary: 'One systemic issue with its requests and those found since',
    audience: systemicOwnerRoles,
    input: byId('sys'),
    output: issue,
    errors: ['not_found'],
  }),
  'systemic.add': endpoint({
    summary: 'Add requests to an open issue',
    audience: supervisors,
    input: z.strictObject({ id: id('sys'), caseIds }),
    output: issue,
    errors: [...errors, 'in_another_issue'],
  }),
  'systemic.takeOut': endpoint({
    summary: 'Take a request out of an issue, with the reason its requester sees; it is not suggested again',
    audience: supervisors,
    input: z.strictObject({ id: id('sys'), caseId: id('case'), reason: words(2, 200) }),
    output: issue,
    errors,
  }),
  'systemic.amend': endpoint({
    summary: 'Give an issue another owner or date, with the reason its requesters see',
    audience: supervisors,
    input: z.strictObject({ id: id('sys'), ownerId: z.optional(id('per')), day: z.optional(date), reason: words(2, 200) }),
    output: issue,
    errors: [...errors, 'person_unknown', 'day_too_early'],
  }),
  'systemic.solve': endpoint({
    summary: 'Say how it was solved: every requester and every owner of a request is told once',
    audience: systemicOwnerRoles,
    input: z.strictObject({ id: id('sys'), text: words(5, 1000) }),
    output: issue,
    errors,
  }),
  'systemic.drop': endpoint({
    summary: 'It is no common problem: each request goes on by itself',
    audience: supervisors,
    input: z.strictObject({ id: id('sys'), reason: words(2, 200) }),
    output: issue,
    errors,
  }),
};
