import type { CaseCategory } from '../shared/rules/case-flow';
import type { ConsentPurpose } from '../shared/rules/consents';
import type { HouseholdSection } from '../shared/rules/household-sections';
import type { ItemCategory } from '../shared/rules/service-item';

type Values = Record<string, string | undefined>;

/** An address in the app with its parameters; those without a value are left out. */
export function address(page: string, values: Values = {}): string {
  const pairs = Object.entries(values).flatMap(([name, value]) => (value ? [`${name}=${encodeURIComponent(value)}`] : []));
  return pairs.length > 0 ? `${page}?${pairs.join('&')}` : page;
}

/** Where each page of citizens and enterprises is. */
export const paths = {
  home: '/pages/home/index',
  /** `category` opens one group of the whole list, `part` a part of the household group. */
  search: (query?: string, category?: ItemCategory, part?: HouseholdSection) => address('/pages/items/search', { query, category, part }),
  guide: (item: string) => address('/pages/items/guide', { item }),
  procedure: (code: string) => address('/pages/items/procedure', { code }),
  /** `change` opens the walk at one answer that was given; `from` is the checklist to go back to when nothing is changed. */
  interview: (item: string, change?: string, from?: string) => address('/pages/interview/index', { item, change, from }),
  /** The map of an item with the answers this phone keeps. */
  map: (item: string) => address('/pages/items/map', { item }),
  /** The map of a frozen checklist. */
  checklistMap: (code: string) => address('/pages/items/map', { code }),
  checklist: (code: string) => address('/pages/checklist/index', { code }),
  /** What is filled in before the visit, for a checklist. */
  form: (code: string) => address('/pages/form/index', { code }),
  /** `move` is the appointment that gets a new time instead of a new appointment. */
  bookingHall: (code: string, move?: string) => address('/pages/booking/hall', { code, move }),
  bookingTime: (values: { code: string; hall: string; move?: string }) => address('/pages/booking/time', values),
  bookingConfirm: (values: {
    code: string;
    hall: string;
    slot: string;
    startsAt: string;
    endsAt: string;
    also?: string;
    relative?: string;
    hold?: string;
    heldUntil?: string;
  }) => address('/pages/booking/confirm', values),
  appointments: '/pages/appointments/list',
  /** `fresh` thanks for what was just booked. */
  appointment: (id: string, fresh?: 'booked' | 'moved') => address('/pages/appointments/detail', { id, fresh }),
  /** What came of a visit. */
  record: (id: string) => address('/pages/record/index', { id }),
  waiting: '/pages/waiting/list',
  /** 我到了, with the code of the hall. */
  arrive: (hall?: string) => address('/pages/appointments/arrive', { hall }),
  /** The ticket of a walk-in. */
  ticket: (id: string) => address('/pages/queue/ticket', { id }),
  rating: (id: string) => address('/pages/rating/index', { id }),
  /** What I have rated, and what came of it. */
  ratings: '/pages/rating/mine',
  accesses: '/pages/accesses/index',
  /** The words of a consent: those in force, or an earlier version. */
  privacy: (purpose?: ConsentPurpose, version?: string) => address('/pages/privacy/index', { purpose, version }),
  consents: '/pages/privacy/mine',
  stored: '/pages/stored/index',
  erasure: '/pages/erasure/index',
  /** What went and what stayed, by the code that the phone made. */
  erasureReceipt: (code: string) => address('/pages/erasure/receipt', { code }),
  inbox: '/pages/inbox/index',
  me: '/pages/me/index',
  ask: (query?: string) => address('/pages/ask/index', { query }),
  /** Asks a person; `item` and `name` of what it is about. */
  askPerson: (values: { item?: string; name?: string }) => address('/pages/ask/new', values),
  consultations: '/pages/ask/list',
  consultation: (id: string) => address('/pages/ask/question', { id }),
  complaint: '/pages/complaint/index',
  /** F5: a refusal that somebody wants the head of the unit to look at: its words and code, the page it came on, the hall if there is one. */
  notDone: (refused: { what: string; code: string; doing: string; hall?: string }) => address('/pages/complaint/index', refused),
  complaints: '/pages/complaint/mine',
  complaintOne: (id: string) => address('/pages/complaint/one', { id }),
  complaintByCode: '/pages/complaint/one',
  requests: '/pages/requests/list',
  /** `category` is chosen already. */
  /** `item`, `name`: of the catalogue, when it is about one. */
  newRequest: (category?: CaseCategory, about: { item?: string; name?: string } = {}) => address('/pages/requests/new', { category, ...about }),
  /** `same`: what was being written belongs to this one. */
  request: (id: string, fresh?: 'filed' | 'same') => address('/pages/requests/detail', { id, fresh }),
  /** Whether a closed request is really solved. */
  returnVisit: (id: string) => address('/pages/requests/return', { id }),
  /** A guide is asked to the questions of an item, or to the form of a list; `whom` is the relative whose situation it is. */
  askGuide: (about: { item?: string; form?: string; whom?: string }) => address('/guiding/index', about),
  /** The guide's side of it. */
  helpCitizen: '/guiding/index?help=1',
  relatives: '/relatives/list',
  addRelative: '/relatives/add',
  visits: '/visits/list',
  /** `case` is the request it belongs to; without one it becomes a request of its own. `group` is the list it is for. */
  askVisit: (caseId?: string, group?: string) => address('/visits/ask', { case: caseId, group }),
  visit: (id: string) => address('/visits/detail', { id }),
  /** 特事特办, asked of the duty person of a unit or of a hall; `item` and `name` of what it is about. */
  askUrgent: (values: { unit?: string; hall?: string; item?: string; name?: string }) => address('/urgent/ask', values),
  urgents: '/urgent/list',
  urgent: (id: string) => address('/urgent/detail', { id }),
  contacts: '/pages/contacts/index',
  enterprises: '/pages/enterprise/index',
  registerEnterprise: '/pages/enterprise/register',
  members: (id: string) => address('/pages/enterprise/members', { id }),
  /** `code` is that of an invitation; without it, it is typed. */
  joinEnterprise: (code?: string) => address('/pages/enterprise/join', { code }),
  /** Lists of employees, and those on which firms have put me. */
  groups: '/visits/groups',
  newGroup: '/visits/new-group',
  group: (id: string) => address('/visits/group', { id }),
  /** Places at a window for a list. */
  groupBlock: (id: string) => address('/visits/block', { id }),
  /** The first of the staff's pages; the others are in staff/paths.ts. */
  desk: '/staff/home',
  /** What a notice to who is on duty leads to. */
  deskUrgent: (id: string) => address('/staff/urgent/detail', { id }),
  /** What a notice on shifts leads to. */
  deskDuty: (id: string) => address('/staff/duty/channel', { id }),
  /** What notices to who answers questions lead to. */
  deskConsultation: (id: string) => address('/staff/consultations/detail', { id }),
  deskComplaint: (id: string) => address('/staff/complaints/detail', { id }),
  deskKnowledge: '/staff/consultations/knowledge',
  /** What a notice on a low rating leads to. */
  deskRemedy: (id: string) => address('/staff/followup/remedy', { id }),
  /** What a notice to who calls about a closed request leads to. */
  deskReturn: (id: string) => address('/staff/followup/return', { id }),
  /** What a notice to who reviews a claim leads to. */
  deskClaim: (id: string) => address('/staff/claims/detail', { id }),
  /** From a checklist back to the hall's staff: the ticket it was made for, or a new one. */
  deskTicket: (id: string, list: string) => address('/staff/window/ticket', { id, list }),
  deskBook: (list: string) => address('/staff/window/book', { list }),
  deskWalkIn: (item: string, list: string) => address('/staff/window/walk-in', { item, list }),
} as const;

/** A parameter of the page's address, decoded; empty when absent. */
export function parameter(values: Partial<Record<string, string>>, name: string): string {
  const value = values[name] ?? '';
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
