import { reachesUnit } from './access';
import { amberFrom } from './case-clocks';
import type { RatingLevel } from './rating';
import type { Actor, StaffRole } from './roles';
import type { Settings } from './settings';
import type { Instant } from './shanghai';
import type { WorkCalendar } from './work-calendar';
import { addWorkingDays, type Deadline } from './work-time';

/** E3 差评整改 (国办发〔2019〕51号): a low rating is taken up by somebody other than the rated, verified, and ends with a result that the rater hears. */
export const remedyStatuses = ['opened', 'contacted', 'verified', 'appealed', 'solved', 'explained', 'not_counted'] as const;
export type RemedyStatus = (typeof remedyStatuses)[number];

/** `tryContact`: called and nobody answered. `review` is two arrows: the supervisor upholds an appeal or turns it down. */
export const remedyActions = [
  'contact',
  'tryContact',
  'classify',
  'verify',
  'solve',
  'explain',
  'appeal',
  'upholdAppeal',
  'refuseAppeal',
  'rate',
] as const;
export type RemedyAction = (typeof remedyActions)[number];

/** `reveal`: saw the number; `amend`: the owner or a date that was not known at first; `remind`: a limit is near; `warn`: it has passed. */
export const remedyEvents = ['open', ...remedyActions, 'reveal', 'amend', 'remind', 'warn'] as const;
export type RemedyEvent = (typeof remedyEvents)[number];

export const remedyFlow: Record<RemedyStatus, Partial<Record<RemedyAction, RemedyStatus>>> = {
  opened: { contact: 'contacted', tryContact: 'opened', classify: 'opened', verify: 'verified' },
  contacted: { classify: 'contacted', verify: 'verified' },
  verified: { contact: 'verified', tryContact: 'verified', classify: 'verified', solve: 'solved', explain: 'explained', appeal: 'appealed' },
  // Nobody but the supervisor moves it on; the clock runs all the same.
  appealed: { upholdAppeal: 'not_counted', refuseAppeal: 'verified' },
  solved: { rate: 'solved' },
  explained: { rate: 'explained' },
  not_counted: { rate: 'not_counted' },
};

export const openRemedyStatuses = ['opened', 'contacted', 'verified', 'appealed'] as const satisfies readonly RemedyStatus[];
export const isOpenRemedy = (status: RemedyStatus): boolean => (openRemedyStatuses as readonly RemedyStatus[]).includes(status);

export const remedyKinds = ['ordinary', 'complex'] as const;
export type RemedyKind = (typeof remedyKinds)[number];

/** 属实, 部分属实, 不属实. */
export const remedyFindings = ['confirmed', 'partly', 'not_confirmed'] as const;
export type RemedyFinding = (typeof remedyFindings)[number];

/** Why a rating is not to count: what it says is false, or it was given to harm. */
export const appealGrounds = ['false', 'malicious'] as const;
export type AppealGround = (typeof appealGrounds)[number];

/** Who takes up low ratings: the nearest head who has no part in what is rated, else a supervisor. */
export const remedyRoles = ['unit_head', 'supervisor'] as const satisfies readonly StaffRole[];

/** Calls without an answer after which it may go on without having reached the person. */
export const triesBeforeGoingOn = 3;

export type RemedySituation = {
  status: RemedyStatus;
  kind: RemedyKind;
  isAnonymous: boolean;
  contactedAt: Instant | null;
  tries: number;
  finding: RemedyFinding | null;
  dueAt: Instant | null;
  unitPath: string;
  raterId: string;
  /** Who did what was rated. */
  handledBy: readonly string[];
  appealedBy: string | null;
  isAppealRefused: boolean;
  resultLevel: RatingLevel | null;
};

/** Heads and supervisors over the rated unit, never who did what was rated, nor the rater. */
export function seesRemedy(actor: Actor, subject: Pick<RemedySituation, 'unitPath' | 'raterId' | 'handledBy'>): boolean {
  return actor.personId !== subject.raterId && !subject.handledBy.includes(actor.personId) && reachesUnit(actor, remedyRoles, subject.unitPath);
}

type Rule = (subject: RemedySituation, actor: Actor) => boolean;
const works: Rule = (subject, actor) => seesRemedy(actor, subject);
const reviews: Rule = (subject, actor) =>
  seesRemedy(actor, subject) && reachesUnit(actor, ['supervisor'], subject.unitPath) && actor.personId !== subject.appealedBy;

const mayDo: Record<RemedyAction, Rule> = {
  contact: works,
  tryContact: works,
  classify: works,
  verify: works,
  solve: works,
  explain: works,
  appeal: works,
  upholdAppeal: reviews,
  refuseAppeal: reviews,
  rate: (subject, actor) => actor.personId === subject.raterId,
};

const allowed: Partial<Record<RemedyAction, (subject: RemedySituation, now: Instant) => boolean>> = {
  contact: ({ isAnonymous, contactedAt }) => !isAnonymous && contactedAt === null,
  tryContact: ({ isAnonymous, contactedAt }) => !isAnonymous && contactedAt === null,
  classify: ({ kind, dueAt }, now) => kind === 'ordinary' && (dueAt === null || now <= dueAt),
  verify: ({ contactedAt, isAnonymous, tries }) => isAnonymous || contactedAt !== null || tries >= triesBeforeGoingOn,
  // Once: what the supervisor has turned down is not asked again.
  appeal: ({ finding, isAppealRefused }) => finding === 'not_confirmed' && !isAppealRefused,
  rate: ({ resultLevel }) => resultLevel === null,
};

/** Whether the order allows the step at `now`, whoever takes it. */
export function remedyAllows(subject: RemedySituation, action: RemedyAction, now: Instant): boolean {
  return remedyFlow[subject.status][action] !== undefined && (allowed[action]?.(subject, now) ?? true);
}

/** What this actor may do with the order now: the buttons of the page and the guard of the handler. */
export function availableRemedyActions(subject: RemedySituation, actor: Actor, now: Instant): RemedyAction[] {
  return remedyActions.filter((action) => remedyAllows(subject, action, now) && mayDo[action](subject, actor));
}

type RemedyTimes = Pick<Settings, 'remedyContactDays' | 'remedyDays' | 'remedyComplexDays'>;

/** Until when who gave the rating is to be contacted: 1 working day after it unless a bureau has set more. */
export const contactLimit = (calendar: WorkCalendar, openedAt: Instant, { remedyContactDays }: RemedyTimes): Deadline =>
  addWorkingDays(calendar, openedAt, remedyContactDays);

/** Until when it is to be put right: 5 working days, 15 for complex matters, both counted from the rating. */
export const remedyLimit = (calendar: WorkCalendar, openedAt: Instant, kind: RemedyKind, { remedyDays, remedyComplexDays }: RemedyTimes): Deadline =>
  addWorkingDays(calendar, openedAt, kind === 'complex' ? remedyComplexDays : remedyDays);

/** The clock that runs next: first contact, then the remedy itself; null once it has ended. */
export function runningLimit(
  subject: Pick<RemedySituation, 'status' | 'contactedAt' | 'isAnonymous'> & { contactDueAt: Instant | null; dueAt: Instant | null },
) {
  if (!isOpenRemedy(subject.status)) return null;
  const waitsForContact = subject.status === 'opened' && subject.contactedAt === null && !subject.isAnonymous && subject.contactDueAt !== null;
  return waitsForContact ? ({ kind: 'contact', dueAt: subject.contactDueAt } as const) : ({ kind: 'remedy', dueAt: subject.dueAt } as const);
}

/** How the clock that runs next stands, as a request's does (D6): amber when a third of its time is left; null where none runs or its day is unknown. */
export function remedyLimitState(
  { openedAt, next }: { openedAt: Instant; next: { dueAt: Instant | null } | null },
  now: Instant,
): 'running' | 'due_soon' | 'overdue' | null {
  if (!next?.dueAt) return null;
  if (now > next.dueAt) return 'overdue';
  return now > amberFrom({ startedAt: openedAt, dueAt: next.dueAt }) ? 'due_soon' : 'running';
}
