/**
 * What the role of the functions may do with a table's rows; reading is always among it. Nothing else: it owns nothing, has no TRUNCATE, no
 * triggers, no DDL.
 */
export type Grants = 'keep' | 'change' | 'all';

/** `keep`: rows are read and added, never altered; `change`: altered too, never removed. */
const rightsOf: Record<Grants, readonly string[]> = {
  keep: ['INSERT', 'SELECT'],
  change: ['INSERT', 'SELECT', 'UPDATE'],
  all: ['DELETE', 'INSERT', 'SELECT', 'UPDATE'],
};

/** Tables whose history must stay. What is not named here may be written and removed: what a table is for then decides its handlers. */
export const grants: Readonly<Record<string, Grants>> = {
  acceptance: 'change',
  acceptance_event: 'keep',
  appointment: 'change',
  appointment_event: 'keep',
  audit_entry: 'keep',
  audit_head: 'change',
  audit_link: 'keep',
  case_clock: 'change',
  case_event: 'keep',
  case_extension: 'change',
  case_referral: 'change',
  catalogue_load: 'keep',
  complaint: 'change',
  complaint_event: 'keep',
  consent: 'keep',
  consultation: 'change',
  consultation_event: 'keep',
  duty_event: 'keep',
  enterprise: 'change',
  enterprise_claim: 'change',
  enterprise_claim_event: 'keep',
  enterprise_event: 'keep',
  enterprise_member_event: 'keep',
  hall_calendar_event: 'keep',
  hall_pattern: 'keep',
  home_visit: 'change',
  home_visit_event: 'keep',
  notice_call: 'change',
  notice_call_event: 'keep',
  number_series: 'change',
  person: 'change',
  queue_ticket: 'change',
  queue_ticket_event: 'keep',
  rating: 'keep',
  rating_occasion: 'change',
  rectification: 'change',
  remedy_event: 'keep',
  remedy_order: 'change',
  return_visit: 'change',
  return_visit_event: 'keep',
  service_case: 'change',
  service_item: 'change',
  setting_change: 'keep',
  staff_binding: 'change',
  staff_event: 'keep',
  text_check: 'change',
  unit: 'change',
  urgent_request: 'change',
  urgent_request_event: 'keep',
};

/**
 * Of rows that are kept: the columns that may change all the same. When the time of a record is over, who acted and the words go (K5); a trigger of
 * each of these tables lets nothing else through than that they are emptied (migration 0056), but that an account which joins another takes its acts
 * along (db/queries/adoption.ts).
 */
export const changingColumns: Readonly<Record<string, readonly string[]>> = {
  acceptance_event: ['actor_id', 'note'],
  appointment_event: ['actor_id', 'note'],
  case_event: ['actor_id', 'text'],
  complaint_event: ['actor_id', 'text'],
  consultation_event: ['actor_id', 'text'],
  home_visit_event: ['actor_id', 'text'],
  notice_call_event: ['actor_id', 'text'],
  queue_ticket_event: ['actor_id', 'note'],
  rating: ['words'],
  remedy_event: ['actor_id', 'text'],
  return_visit_event: ['actor_id', 'text'],
  urgent_request_event: ['actor_id', 'text'],
};

/** All rights of the functions' role on a table, sorted. */
export const wantedRights = (table: string): string[] =>
  [...rightsOf[grants[table] ?? 'all'], ...(changingColumns[table] ?? []).map((column) => `UPDATE (${column})`)].sort();
