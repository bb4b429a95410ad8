import { address } from '../paths';
import type { EnterpriseStatus } from '../../shared/rules/enterprise-flow';
import type { ConferenceStep } from '../../shared/text/pages/conferences';
import type { RectificationAction } from '../../shared/rules/rectification-flow';
import type { DeskStep } from '../../shared/text/pages/desk-steps';

/** Where each page of the staff is. */
export const staffPaths = {
  day: (date?: string) => address('/staff/window/day', { date }),
  appointment: (id: string) => address('/staff/window/appointment', { id }),
  move: (id: string) => address('/staff/window/move', { id }),
  decline: (id: string) => address('/staff/window/decline', { id }),
  extra: (id: string) => address('/staff/window/extra', { id }),
  extras: '/staff/extras',
  /** Who did what to whose data. */
  audit: '/staff/audit',
  scan: '/staff/window/scan',
  /** For somebody who stands in the hall. */
  book: '/staff/window/book',
  /** Somebody without an appointment takes a ticket. */
  walkIn: () => '/staff/window/walk-in',
  /** A ticket of a walk-in whom nobody knows yet. */
  ticket: (id: string) => address('/staff/window/ticket', { id }),
  counters: '/staff/window/counters',
  displays: '/staff/window/displays',
  /** Documents for the green channel that were checked. */
  green: '/staff/window/green',
  /** What the windows accepted and have not finished at once. */
  acceptances: '/staff/window/acceptances',
  /** Why people missed their appointments. */
  explanations: '/staff/window/explanations',
  /** `firm`: only this enterprise's, with its name as the page's title. */
  cases: (scope?: 'mine' | 'unit' | 'incoming' | 'finished', firm?: { id: string; name: string }) =>
    address('/staff/cases/list', { scope, enterprise: firm?.id, name: firm?.name }),
  case: (id: string) => address('/staff/cases/detail', { id }),
  takeDown: (channel?: 'window', title?: string) => address('/staff/cases/take-down', { channel, title }),
  /** Without `one` a new one is ordered. */
  rectification: (id: string, one?: string, action?: RectificationAction) => address('/staff/cases/rectification', { id, one, action }),
  step: (id: string, step: DeskStep) => address('/staff/cases/step', { id, step }),
  conferences: (id: string) => address('/staff/conferences/index', { id }),
  /** `conference` is missing while one is convened. */
  conferenceStep: (id: string, step: ConferenceStep, conference?: string) => address('/staff/conferences/step', { id, step, conference }),
  tasks: '/staff/tasks/list',
  task: (id: string) => address('/staff/tasks/detail', { id }),
  visits: '/staff/visits/calendar',
  /** Staff put a visit on a request themselves. */
  offerVisit: (caseId: string) => address('/staff/visits/offer', { case: caseId }),
  waitingVisits: '/staff/visits/waiting',
  planVisits: (ids: string[]) => address('/staff/visits/plan', { visits: ids.join(',') }),
  round: (id: string) => address('/staff/visits/round', { id }),
  /** `status` shows only these. */
  enterprises: (status?: EnterpriseStatus) => address('/staff/enterprises/list', { status }),
  enterprise: (id: string) => address('/staff/enterprises/detail', { id }),
  halls: '/staff/halls/list',
  hall: (id: string) => address('/staff/halls/detail', { id }),
  hallDay: (id: string, date: string) => address('/staff/halls/day', { id, date }),
  hallClose: (id: string) => address('/staff/halls/close', { id }),
  hallSpecial: (id: string) => address('/staff/halls/special', { id }),
  hallHours: (id: string) => address('/staff/halls/hours', { id }),
  problems: '/staff/problems/list',
  problem: (id: string) => address('/staff/problems/group', { id }),
  issue: (id: string) => address('/staff/problems/issue', { id }),
  urgents: '/staff/urgent/list',
  complaints: '/staff/complaints/list',
  consultations: '/staff/consultations/list',
  makeKnowledge: (id: string) => address('/staff/consultations/make', { id }),
  knowledge: '/staff/consultations/knowledge',
  /** How services are found. */
  ratingFigures: '/staff/followup/figures',
  /** Low ratings. */
  remedies: '/staff/followup/remedies',
  /** Return visits by telephone. */
  returns: '/staff/followup/returns',
  /** A rating taken down by telephone. */
  takeRating: (id: string) => address('/staff/followup/rate', { id }),
  figures: '/staff/halls/figures',
  hallFigures: (id: string) => address('/staff/halls/hall-figures', { id }),
  claims: '/staff/claims/list',
  claim: (id: string) => address('/staff/claims/detail', { id }),
  units: '/staff/people/units',
  unit: (id: string) => address('/staff/people/unit', { id }),
  /** Who is on duty at the contact channels. */
  duty: '/staff/duty/list',
  dutyChannel: (id: string) => address('/staff/duty/channel', { id }),
  board: '/staff/board',
  /** The requests behind a number of the board; `name` is the page's title. */
  boardCases: (filter: { state?: string; unit?: string; item?: string; channel?: string; name?: string }) => address('/staff/board-cases', filter),
  operations: '/staff/operations',
  /** People to be told by telephone. */
  calls: '/staff/calls/list',
  /** Words that the content check held. */
  texts: '/staff/texts/list',
  /** Binding a work account by a code. */
  bind: '/staff/bind',
  settings: '/staff/settings',
} as const;
