import type { EndpointDefinition } from '../contract/endpoint';

/** What an audit entry says was done: somebody looked at data of others, or something was changed. */
export const auditEffects = ['read', 'change'] as const;
export type AuditEffect = (typeof auditEffects)[number];

/**
 * K2: every change is recorded in its transaction, and every read by staff, since staff read data of others. Not here: what a person reads of
 * the own, unless its endpoint wants it (`recorded`), and what is public. The few writes that are one statement (`in_statement`) write their entry in it.
 */
export const isRecordedRead = ({ audience, recorded }: Pick<EndpointDefinition, 'audience' | 'recorded'>, isWrite: boolean): boolean =>
  !isWrite && (Array.isArray(audience) || recorded === true);

/** What can be wrong with the chain over the entries. */
export type ChainFaultKind = 'entry_gone' | 'entry_changed' | 'links_missing' | 'end_cut' | 'end_changed' | 'anchor_changed' | 'never_linked';

/** What an entry is about, by the domain of the endpoint; what is not named here is `other`. */
const lookedAtBy = {
  appointments: 'visit',
  waitList: 'visit',
  window: 'visit',
  acceptances: 'visit',
  rebookings: 'visit',
  explanations: 'visit',
  extras: 'visit',
  queue: 'ticket',
  greenDocuments: 'document',
  cases: 'request',
  desk: 'request',
  conferences: 'request',
  tasks: 'request',
  systemic: 'request',
  problems: 'request',
  supervision: 'request',
  visits: 'home_visit',
  groups: 'home_visit',
  visitDesk: 'home_visit',
  consultations: 'question',
  consultationDesk: 'question',
  complaints: 'complaint',
  complaintDesk: 'complaint',
  urgent: 'urgent',
  urgentDesk: 'urgent',
  ratings: 'rating',
  ratingDesk: 'rating',
  remedies: 'rating',
  returnVisits: 'return_visit',
  returnVisitDesk: 'return_visit',
  noticeCalls: 'call',
  textChecks: 'request',
  claims: 'membership',
  register: 'membership',
  enterprises: 'membership',
  members: 'membership',
  staff: 'post',
  binding: 'post',
  secondFactor: 'post',
  duty: 'post',
  session: 'session',
  settings: 'setting',
  operations: 'setting',
  audit: 'audit',
  retention: 'retention',
} as const;
export const lookedAt = [...new Set(Object.values(lookedAtBy)), 'other'] as const;
export type LookedAt = (typeof lookedAt)[number];

/** `desk.read` → `request`. */
export function lookedAtOf(endpoint: string): LookedAt {
  const domain = endpoint.split('.')[0] ?? '';
  return domain in lookedAtBy ? lookedAtBy[domain as keyof typeof lookedAtBy] : 'other';
}

/** Most ids an entry names. A list of more says who looked, and at which list. */
const most = 200;
const idForm = /"([a-z]{2,8}_[0-9a-hjkmnp-tv-z]{26})"/g;

/**
 * The ids of everything that input and answer name, each once, in the order of the first mention; of persons only those that were asked for,
 * since answers also name colleagues.
 */
export function auditSubjects(input: unknown, answer: string): string[] {
  const found = new Set<string>();
  const take = (text: string, wanted: (id: string) => boolean) => {
    for (const [, id] of text.matchAll(idForm)) if (found.size < most && wanted(id as string)) found.add(id as string);
  };
  take(JSON.stringify(input, (_, value: unknown) => (value instanceof Uint8Array ? undefined : value)) ?? '', () => true);
  take(answer, (id) => !id.startsWith('per_'));
  return [...found];
}
