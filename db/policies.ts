/**
 * The second wall (ADR 0045): for each table with rows of people, the ways in which a row is somebody's business, any of which suffices. From this
 * table the policies are made (`wall`, put up by `onewindow migrate`). What stands here is what the database refuses whatever a handler forgets: rows
 * of others are not there. New rows are not looked at: who may write what is the handlers'.
 */
const me = '(select app_me())';
const atWork = '(select app_staff())';
const is = (column: string) => `${column} = ${me}`;
const firm = (column: string) => `${column} = any ((select app_firms())::text[])`;
/** Within reach of whoever works on requests, questions and complaints, or of any role. */
const desk = (column: string) => `${column} = any ((select app_units())::text[])`;
const office = (column: string) => `${column} = any ((select app_offices())::text[])`;
const hall = (column: string) => `${column} in (select h.id from hall h where ${office('h.unit_id')})`;
/** Whose work it is: at work only. */
const owner = (column: string) => `(${is(column)} and ${atWork})`;
/** Whatever is seen of the row that it belongs to is seen of it. */
const whose = (table: string, column: string) => `exists (select from ${table} o where o.id = ${column})`;
/** A case is the requester's, the firm's, and that of the staff who have a part in it. */
const aCase = (column: string) =>
  `exists (select from service_case c where c.id = ${column} and (${is('c.requester_id')} or ${firm('c.enterprise_id')} or ${owner('c.owner_id')} or ${owner('c.liaison_id')} or ${desk('c.unit_id')}
    or exists (select from case_party p where p.case_id = c.id and ${desk('p.unit_id')})))`;
/** The unit whose firm it is. */
const firmsUnit = (column: string) => `${column} in (select e.id from enterprise e where ${office('e.unit_id')})`;
/** Somebody who lets the asker act for them. */
const relative = (column: string) => `${column} in (select r.person_id from relative r where ${is('r.holder_id')} and r.ended_at is null)`;

/** Those who work at a unit are looked after there: what was lost is forgotten. */
const staffOf = (column: string) => `exists (select from staff_role r where r.person_id = ${column} and ${office('r.unit_id')})`;

export const policies: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  acceptance: { appointment: whose('appointment', 'appointment_id') },
  acceptance_event: { acceptance: whose('acceptance', 'acceptance_id') },
  acceptance_gap: { acceptance: whose('acceptance', 'acceptance_id') },
  appointment: {
    applicant: is('person_id'),
    booker: is('booked_by'),
    relative: relative('person_id'),
    firm: firm('enterprise_id'),
    hall: hall('hall_id'),
    unit: firmsUnit('enterprise_id'),
  },
  appointment_event: { appointment: whose('appointment', 'appointment_id') },
  appointment_reminder: { appointment: whose('appointment', 'appointment_id') },
  case_assistance: { case: aCase('case_id'), asked: desk('unit_id') },
  case_conference: { case: aCase('case_id') },
  // internal ones too: the next number of a case's history is counted from all of it
  case_event: {
    case: aCase('case_id'),
    team: `case_id in (select v.case_id from home_visit v join visit_member m on m.plan_id = v.plan_id where ${owner('m.person_id')})`,
  },
  case_extension: { case: aCase('case_id') },
  case_referral: { case: aCase('case_id'), asked: desk('to_unit_id') },
  case_task: { case: aCase('case_id'), owner: owner('owner_id'), unit: desk('unit_id') },
  checklist_form: {
    own: is('person_id'),
    relative: relative('person_id'),
    visit: 'exists (select from appointment a where a.checklist_id = checklist_form.checklist_id and a.person_id = checklist_form.person_id)',
    guide: `exists (select from guide_session g where g.checklist_id = checklist_form.checklist_id and ${is('g.guide_id')} and g.ended_at is null)`,
  },
  // nobody works on a complaint about or by oneself
  complaint: {
    own: `${is('person_id')} and not ${atWork}`,
    desk: `(${owner('owner_id')} or ${desk('unit_id')}) and person_id is distinct from ${me} and not about_ids ? coalesce(${me}, '')`,
  },
  complaint_event: { complaint: whose('complaint', 'complaint_id') },
  consent: { own: is('person_id') },
  conference_unit: { conference: whose('case_conference', 'conference_id') },
  consultation: {
    own: `${is('person_id')} and not ${atWork}`,
    desk: `(${owner('owner_id')} or ${desk('unit_id')}) and person_id is distinct from ${me}`,
  },
  consultation_event: { consultation: whose('consultation', 'consultation_id') },
  enterprise_claim: { own: is('person_id'), unit: office('unit_id') },
  enterprise_claim_event: { claim: whose('enterprise_claim', 'claim_id') },
  // whoever decides on another claim ends what the former principal has begun
  enterprise_invitation: { firm: firm('enterprise_id'), unit: firmsUnit('enterprise_id') },
  enterprise_join: { own: is('person_id'), firm: firm('enterprise_id'), unit: firmsUnit('enterprise_id') },
  enterprise_member_event: { own: is('person_id'), firm: firm('enterprise_id'), staff: atWork },
  // by the code of the receipt alone
  erasure: {},
  extra_material: { appointment: whose('appointment', 'appointment_id') },
  green_document: { own: is('person_id'), hall: hall('hall_id') },
  group_list: { firm: firm('enterprise_id'), unit: firmsUnit('enterprise_id'), visit: `${atWork} and ${whose('home_visit', 'visit_id')}` },
  group_person: { group: whose('group_list', 'group_id') },
  guide_session: {
    own: is('person_id'),
    guide: is('guide_id'),
    visit: `${atWork} and exists (select from appointment a where a.person_id = guide_session.person_id and a.checklist_id = guide_session.checklist_id)`,
  },
  guide_session_entry: { session: whose('guide_session', 'session_id') },
  home_visit: {
    firm: firm('enterprise_id'),
    case: aCase('case_id'),
    team: `plan_id in (select m.plan_id from visit_member m where ${owner('m.person_id')})`,
    plan: `plan_id in (select p.id from visit_plan p where ${desk('p.unit_id')})`,
  },
  home_visit_event: { visit: whose('home_visit', 'visit_id') },
  // of who did not sign in, whoever did not
  idempotency: { own: `actor = coalesce(${me}, '')` },
  material_tick: { appointment: whose('appointment', 'appointment_id') },
  no_show_explanation: { appointment: whose('appointment', 'appointment_id') },
  // whoever calls about what a notice is of
  notice: {
    own: is('person_id'),
    visit: `${atWork} and ${whose('appointment', 'subject_id')}`,
    case: `${atWork} and ${aCase('subject_id')}`,
  },
  notice_call: {
    unit: office('unit_id'),
    hall: hall('hall_id'),
    own: `exists (select from notice n where n.id = notice_id and ${is('n.person_id')})`,
  },
  notice_call_event: { call: whose('notice_call', 'call_id') },
  one_time_notice: { own: is('person_id'), appointment: whose('appointment', 'appointment_id') },
  // of letters that leave together only the number of their notice can be read
  outbox: { gathered: 'batch_for is not null' },
  problem_likeness: { staff: atWork },
  problem_request: { staff: atWork },
  problem_word: { staff: atWork },
  // whoever rated, and the unit; a firm sees that it was asked, not what one of its people said
  rating: { occasion: `exists (select from rating_occasion o where o.id = occasion_id and (${is('o.person_id')} or ${office('o.unit_id')}))` },
  rating_occasion: { own: is('person_id'), unit: office('unit_id'), case: `subject = 'case' and ${aCase('subject_id')}` },
  rebooking: { appointment: whose('appointment', 'appointment_id') },
  recovery_code: { own: is('person_id'), unit: staffOf('recovery_code.person_id') },
  rectification: { case: aCase('case_id') },
  relative: { holder: is('holder_id'), person: is('person_id'), visit: `${atWork} and app_booked(holder_id, person_id)` },
  remedy_event: { remedy: whose('remedy_order', 'remedy_id') },
  // who did what was rated, or rated it, never takes it up
  remedy_order: {
    rater: `exists (select from rating_occasion o where o.id = occasion_id and ${is('o.person_id')}) and not ${atWork}`,
    unit: `${desk('unit_id')} and not exists (select from rating_occasion o where o.id = occasion_id and (${is('o.person_id')} or ${me} = any (o.handled_by)))`,
  },
  return_visit: {
    occasion: whose('rating_occasion', 'occasion_id'),
    caller: owner('returner_id'),
  },
  return_visit_event: { visit: whose('return_visit', 'return_id') },
  second_factor: { own: is('person_id'), unit: staffOf('second_factor.person_id') },
  // proof of a claim is for those who decide on it, and for nobody else once it is handed in
  stored_file: {
    own: `${is('owner_id')} and claim_id is null`,
    case: `${aCase('case_id')} and (${atWork} or not internal and not exists (
      select from case_event e where e.case_id = stored_file.case_id and e.seq = stored_file.case_seq and e.internal))`,
    consultation: whose('consultation', 'consultation_id'),
    claim: `${atWork} and exists (select from enterprise_claim c join unit u on u.id = c.unit_id join staff_role r on ${is('r.person_id')} join unit held on held.id = r.unit_id
      where c.id = claim_id and ${is('c.person_id')} is not true and r.role in ('liaison', 'unit_head') and starts_with(u.path, held.path))`,
  },
  subscribe_grant: { own: is('person_id') },
  systemic_case: { staff: atWork, case: aCase('case_id') },
  // nobody decides on own words. What is unshown, app_unshown and app_unchecked say to everybody: a row that is not seen would show words that
  // nobody has passed
  text_check: {
    desk: `author_id is distinct from ${me} and (
      exists (select from service_case c where c.id = subject_id and ${desk('c.unit_id')})
      or exists (select from return_visit v join rating_occasion o on o.id = v.occasion_id where v.id = subject_id and ${desk('o.unit_id')})
      or exists (select from knowledge_entry k where k.code = subject_id and ${desk('k.unit_id')}))`,
  },
  urgent_request: {
    own: is('person_id'),
    desk: `(${owner('duty_id')} or ${owner('taken_by')} or ${office('unit_id')}) and ${is('person_id')} is not true`,
  },
  urgent_request_event: { request: whose('urgent_request', 'request_id') },
  wait_entry: { own: is('person_id'), joiner: is('joined_by') },
};

/** Tables with rows of people that have no policy yet, and what stands in the way. There the checks of the handlers are the only wall. */
export const notYet: Readonly<Record<string, string>> = {
  audit_entry: 'who has looked at what is somebody’s is found by the numbers of all that is: a list of them a look',
  checklist: 'a code on paper opens it for whoever holds it: to be asked by the code alone',
  enterprise_member: 'asked with the token, before it is known who asks',
  person: 'named by nearly every query: names of colleagues are to be parted from what is sealed first',
  queue_ticket: 'who stands in line counts who is before: to be counted by the owner, as place_in_line is',
  queue_ticket_event: 'goes with queue_ticket',
  service_case: 'its lists are found by words, and operators that are not leakproof use no index below a policy',
};

/** Tables without a policy for good: what is everybody’s, the order of the city, who of the staff works where, counters, hashes of codes. */
export const open: readonly string[] = [
  ...['audit_head', 'audit_link', 'audit_waiting', 'board_count', 'case_clock', 'case_party', 'catalogue_load', 'checklist_change', 'city_leader'],
  ...['content_load', 'counter_shift', 'demo_clock', 'duty_event', 'duty_shift', 'enterprise', 'enterprise_event', 'exchange_receipt', 'hall'],
  ...['hall_baseline', 'hall_calendar_event', 'hall_day_entry', 'hall_display', 'hall_pattern', 'knowledge_entry', 'number_series', 'place'],
  ...[
    'place_try',
    'problem_group',
    'problem_rarity',
    'procedure_notice',
    'request_count',
    'retention_run',
    'service_item',
    'setting',
    'setting_change',
    'slot',
  ],
  ...['staff_event', 'staff_role', 'systemic_issue', 'unit', 'visit_member', 'visit_plan', 'work_calendar_day', 'work_calendar_year'],
  // what opens a session: asked before it is known who asks
  ...['binding_code', 'session', 'staff_binding', 'staff_device', 'wechat_token', 'wrong_code'],
  // hashes, and numbers of messages
  ...['wechat_message', 'wechat_push'],
];

/** The condition of a table's policy; no way at all: only the system. */
export const conditionOf = (ways: Readonly<Record<string, string>>): string =>
  ['(select app_system())', ...Object.values(ways).map((way) => `(${way})`)].join(' or ');
