import * as z from 'zod/mini';
import { caseChannels } from '../rules/case-flow';
import { ratingPlaces, ratingSubjects } from '../rules/rating';
import { appealGrounds, remedyActions, remedyEvents, remedyFindings, remedyKinds, remedyRoles, remedyStatuses } from '../rules/remedy-flow';
import { endpoint } from './endpoint';
import { byId, id, instant, words } from './shapes';

const row = z.strictObject({
  id: id('rem'),
  title: z.string(),
  unitName: z.string(),
  /** Who takes it up; null while nobody above the rated is known. */
  ownerName: z.nullable(z.string()),
  /** In words: a page of the staff has no other use for the levels. */
  levelWord: z.string(),
  kind: z.enum(remedyKinds),
  status: z.enum(remedyStatuses),
  openedAt: instant,
  /** The clock that runs next; null once it has ended. Its date is null while the calendar does not know it. */
  next: z.nullable(z.strictObject({ kind: z.enum(['contact', 'remedy']), dueAt: z.nullable(instant) })),
});

const detail = z.strictObject({
  ...row.shape,
  subject: z.enum(ratingSubjects),
  place: z.enum(ratingPlaces),
  channel: z.enum(caseChannels),
  finishedAt: instant,
  /** In words, as the rater chose them. */
  reasons: z.array(z.string()),
  words: z.nullable(z.string()),
  anonymous: z.boolean(),
  /** Whom to call, for who may do so now. */
  contact: z.nullable(z.strictObject({ name: z.nullable(z.string()), phoneMasked: z.nullable(z.string()) })),
  contactDueAt: z.nullable(instant),
  contactedAt: z.nullable(instant),
  tries: z.number(),
  dueAt: z.nullable(instant),
  explanation: z.array(z.string()),
  finding: z.nullable(z.enum(remedyFindings)),
  findingText: z.nullable(z.string()),
  result: z.nullable(z.string()),
  rule: z.nullable(z.string()),
  settledAt: z.nullable(instant),
  appeal: z.nullable(z.strictObject({ ground: z.enum(appealGrounds), reason: z.string(), review: z.nullable(z.string()) })),
  /** In words: how the rater finds the remedy. */
  resultWord: z.nullable(z.string()),
  resultWords: z.nullable(z.string()),
  history: z.array(
    z.strictObject({
      at: instant,
      action: z.enum(remedyEvents),
      /** Null: the service itself, or the rater. */ by: z.nullable(z.string()),
      text: z.nullable(z.string()),
    }),
  ),
  actions: z.array(z.enum(remedyActions)),
});

const step = { audience: remedyRoles, output: detail, errors: ['not_found', 'wrong_state', 'role_required'] } as const;

/** E3: what low ratings open. Only for heads and supervisors who had no part in what was rated: the rated never see the rater. */
export const remedies = {
  'remedies.list': endpoint({
    summary: 'Remedy orders within reach: open ones by their nearest limit, or those that have ended',
    audience: remedyRoles,
    input: z.strictObject({ which: z.optional(z.enum(['open', 'settled'])) }),
    output: z.strictObject({ remedies: z.array(row) }),
    errors: [],
  }),
  'remedies.read': endpoint({
    summary: 'One order: what was said, whom to call, what is next',
    audience: remedyRoles,
    input: byId('rem'),
    output: detail,
    errors: ['not_found'],
  }),
  'remedies.reveal': endpoint({
    summary: 'See the whole number of the rater, while the call is still to make, for a reason that is kept',
    audience: remedyRoles,
    input: z.strictObject({ id: id('rem'), reason: words(2, 100) }),
    output: z.strictObject({ phone: z.string() }),
    errors: ['not_found', 'wrong_state'],
    unmasks: true,
  }),
  'remedies.contact': endpoint({
    ...step,
    summary: 'Take down a call to the rater: reached and what was said, or not reached',
    input: z.strictObject({ id: id('rem'), reached: z.boolean(), text: words(2, 500) }),
  }),
  'remedies.classify': endpoint({
    ...step,
    summary: 'A complex matter: the longer limit, counted from the rating, with the reason',
    input: z.strictObject({ id: id('rem'), reason: words(4, 200) }),
  }),
  'remedies.verify': endpoint({
    ...step,
    summary: 'What was found: true, partly, or not true',
    input: z.strictObject({ id: id('rem'), finding: z.enum(remedyFindings), text: words(4, 500) }),
  }),
  'remedies.solve': endpoint({
    ...step,
    summary: 'It is put right: what was done, in words for the rater',
    input: z.strictObject({ id: id('rem'), text: words(4, 500) }),
  }),
  'remedies.explain': endpoint({
    ...step,
    summary: 'It cannot be met for want of a legal basis: the rule, and an explanation for the rater',
    input: z.strictObject({ id: id('rem'), rule: words(4, 200), text: words(4, 500) }),
  }),
  'remedies.appeal': endpoint({
    ...step,
    summary: 'The unit asks that the rating is not counted: false or malicious, with the reason',
    input: z.strictObject({ id: id('rem'), ground: z.enum(appealGrounds), reason: words(4, 500) }),
  }),
  'remedies.review': endpoint({
    ...step,
    audience: ['supervisor'],
    summary: 'The supervisor decides on the appeal, with the reason; never who made it',
    input: z.strictObject({ id: id('rem'), uphold: z.boolean(), reason: words(4, 500) }),
  }),
};
