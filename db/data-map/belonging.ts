import type { bureauTables } from './bureau';
import type { citizenTables } from './citizens';
import type { requestTables } from './requests';

type Tables = typeof citizenTables & typeof requestTables & typeof bureauTables;
type TableName = keyof Tables;
/** Tables with at least one column of personal data: each must say whose its rows are, or the types are red. */
type Holding = { [Name in TableName]: Record<never, never> extends Tables[Name]['personal'] ? never : Name }[TableName];

/** Why a table is not part of what a person is given: */
export const leftOut = {
  /** what units say to each other while they deal with a matter, and what is found about an officer's work; */
  inner: null,
  /** acts of officers in their office, about others or about the bureau; */
  office: null,
  /** copies and counts that the service runs on, gone within days; words of a request cut into pieces for likeness; */
  running: null,
  /** shown whole elsewhere: 谁看过我的信息; */
  accesses: null,
  /** that somebody was forgotten: told then, and by a code later; whoever is asked about is not forgotten. */
  forgotten: null,
} as const;

/**
 * Whose a row is. `by`: it is a person's whom one of these columns names; `in`: it belongs to the row of another table whose id `by`
 * holds. `hide`: columns that are inner all the same; `unless`: a column that makes a row inner when it is true.
 */
export type Belonging =
  | { by: readonly string[]; hide?: readonly string[] }
  /** A keyed hash of the own identity number, where somebody else wrote it down. */
  | { identity: string; hide?: readonly string[] }
  | { in: TableName; by: string; hide?: readonly string[]; unless?: string }
  | { leftOut: keyof typeof leftOut };

const mine = (...by: string[]) => ({ by });
const partOf = (table: TableName, by: string) => ({ in: table, by });

/** A9: how each table's rows belong to the person they tell of. */
export const belongings: Readonly<Record<Holding | 'notice_call', Belonging>> = {
  person: mine('id'),
  session: mine('person_id'),
  consent: mine('person_id'),
  relative: mine('holder_id', 'person_id'),
  checklist: mine('person_id'),
  checklist_change: partOf('checklist', 'checklist_id'),
  checklist_form: mine('person_id'),
  guide_session: mine('person_id'),
  guide_session_entry: partOf('guide_session', 'session_id'),
  appointment: mine('person_id'),
  appointment_event: partOf('appointment', 'appointment_id'),
  place: { ...mine('held_by'), hide: ['kind'] },
  place_try: { leftOut: 'running' },
  wait_entry: mine('person_id'),
  queue_ticket: mine('person_id'),
  queue_ticket_event: partOf('queue_ticket', 'ticket_id'),
  material_tick: partOf('appointment', 'appointment_id'),
  extra_material: partOf('appointment', 'appointment_id'),
  acceptance: partOf('appointment', 'appointment_id'),
  acceptance_event: partOf('acceptance', 'acceptance_id'),
  acceptance_gap: partOf('acceptance', 'acceptance_id'),
  one_time_notice: mine('person_id'),
  no_show_explanation: partOf('appointment', 'appointment_id'),
  green_document: mine('person_id'),
  urgent_request: mine('person_id'),
  urgent_request_event: partOf('urgent_request', 'request_id'),
  consultation: mine('person_id'),
  consultation_event: partOf('consultation', 'consultation_id'),
  complaint: mine('person_id'),
  complaint_event: partOf('complaint', 'complaint_id'),
  // its title says what kind it is
  notice: { ...mine('person_id'), hide: ['kind', 'subject_id'] },
  notice_call: partOf('notice', 'notice_id'),
  notice_call_event: partOf('notice_call', 'call_id'),
  subscribe_grant: mine('person_id'),
  outbox: { leftOut: 'running' },
  rating_occasion: mine('person_id'),
  rating: partOf('rating_occasion', 'occasion_id'),
  return_visit: partOf('rating_occasion', 'occasion_id'),
  return_visit_event: partOf('return_visit', 'return_id'),
  remedy_order: {
    ...partOf('rating_occasion', 'occasion_id'),
    hide: ['finding_text', 'finding', 'appeal_ground', 'appeal_reason', 'appealed_by', 'reviewed_by', 'review_reason', 'owner_id'],
  },
  remedy_event: { leftOut: 'inner' },
  service_case: mine('requester_id'),
  case_event: { ...partOf('service_case', 'case_id'), unless: 'internal' },
  case_assistance: { leftOut: 'inner' },
  case_extension: { leftOut: 'inner' },
  case_referral: partOf('service_case', 'case_id'),
  case_conference: { leftOut: 'inner' },
  conference_unit: { leftOut: 'inner' },
  case_task: { leftOut: 'inner' },
  rectification: partOf('service_case', 'case_id'),
  stored_file: mine('owner_id'),
  text_check: { ...mine('author_id'), hide: ['decided_by', 'trace_id', 'label'] },
  problem_word: { leftOut: 'running' },
  systemic_issue: { leftOut: 'office' },
  systemic_case: { leftOut: 'office' },
  home_visit: { ...partOf('service_case', 'case_id'), hide: ['reason'] },
  home_visit_event: partOf('home_visit', 'visit_id'),
  visit_plan: { leftOut: 'office' },
  visit_member: mine('person_id'),
  group_list: mine('made_by'),
  group_person: { identity: 'id_number_hash', hide: ['ticked_by', 'id_number_masked'] },
  enterprise: { leftOut: 'office' },
  enterprise_event: { leftOut: 'office' },
  enterprise_member: mine('person_id'),
  enterprise_member_event: mine('person_id'),
  enterprise_invitation: mine('created_by'),
  enterprise_join: mine('person_id'),
  enterprise_claim: mine('person_id'),
  enterprise_claim_event: partOf('enterprise_claim', 'claim_id'),
  unit: { leftOut: 'office' },
  city_leader: { leftOut: 'office' },
  staff_role: mine('person_id'),
  staff_binding: mine('person_id'),
  binding_code: mine('person_id'),
  second_factor: mine('person_id'),
  recovery_code: mine('person_id'),
  staff_device: mine('person_id'),
  wrong_code: mine('account'),
  staff_event: mine('person_id'),
  duty_shift: mine('person_id'),
  duty_event: { leftOut: 'office' },
  counter_shift: mine('officer_id'),
  hall_baseline: { leftOut: 'office' },
  hall_calendar_event: { leftOut: 'office' },
  hall_display: { leftOut: 'office' },
  knowledge_entry: { leftOut: 'office' },
  catalogue_load: { leftOut: 'office' },
  setting_change: { leftOut: 'office' },
  audit_entry: { leftOut: 'accesses' },
  idempotency: { leftOut: 'running' },
  request_count: { leftOut: 'running' },
  exchange_receipt: { leftOut: 'running' },
  erasure: { leftOut: 'forgotten' },
};

/** Columns that carry no word of a person and that nobody is helped by: how the service orders, counts and reminds. */
export const plumbing: ReadonlySet<string> = new Set(
  `seq version item_version to_version options_version run lot position hold_id order_at for_counter live_number lead_id bookable hall_ids needs_answers
  found_at told_at late_told_at late_told_for overdue_told_at reminded_at warned_at contact_reminded_at contact_warned_at escalate_at explanation rule
  outcome_rule next_day nearest_due_at ordered_seq reported_seq case_seq consultation_seq upload_key internal last_step is_live turned_to
  checklist_code visit_id plan_id list_at listed_at ask_at invitation_id times_referred times_returned missed_calls escalated subject_id
  call_at told_by_phone told_by_wechat external_number is_offered noted_at code_until session_id`.split(/\s+/),
);
