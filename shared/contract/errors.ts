/**
 * Every refusal of the service and its one HTTP status. The sentence for people stands in shared/text/errors.ts.
 * A handler may throw only the codes its endpoint declares, and the common ones that functions/app.ts throws itself.
 */
export const errorStatus = {
  // thrown by functions/app.ts for any endpoint
  bad_json: 400,
  invalid_input: 400,
  idempotency_key_missing: 400,
  sign_in_required: 401,
  session_expired: 401,
  signed_in_elsewhere: 401,
  staff_idle: 401,
  not_found: 404,
  method_not_allowed: 405,
  still_running: 409,
  too_large: 413,
  wrong_content_type: 415,
  idempotency_key_reused: 422,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,

  // sign-in and people
  code_invalid: 400,
  wechat_unavailable: 503,
  phone_code_invalid: 400,
  real_name_mismatch: 422,
  real_name_unavailable: 503,
  real_name_required: 403,
  real_name_taken: 409,
  own_matter: 409,
  relative_is_yourself: 409,
  relative_known: 409,
  relative_visit_ahead: 409,
  too_many_relatives: 409,
  consent_wrong: 422,
  // K5: `details` name the purpose and the version to agree to; thrown by functions/app.ts, and by session.signIn before anything is kept
  consent_needed: 409,
  consent_outdated: 409,
  role_required: 403,
  second_factor_required: 403,
  already_enrolled: 409,
  not_enrolled: 409,
  wrong_code: 422,
  code_replayed: 409,
  binding_code_invalid: 422,
  account_in_use: 409,
  device_bound: 409,
  not_yourself: 403,
  role_held: 409,
  roles_apart: 409,

  // guided checklist
  answers_incomplete: 422,
  answers_invalid: 422,
  situation_refused: 422,
  checklist_expired: 409,

  // pre-filled form
  form_changed: 409,
  form_closed: 409,
  form_incomplete: 422,

  // a guide at a citizen's interview or form
  guide_code_wrong: 422,
  guide_own_code: 409,
  other_was_quicker: 409,
  field_private: 403,
  guiding_over: 409,

  // appointments and queue
  slot_full: 409,
  no_adjacent_places: 409,
  too_many_items: 422,
  slot_past: 409,
  in_line_already: 409,
  too_many_waits: 409,
  day_not_open: 409,
  hold_expired: 409,
  already_booked: 409,
  too_many_live: 409,
  online_booking_blocked: 403,
  too_late: 409,
  wrong_state: 409,
  wrong_day: 409,
  wrong_hall: 409,
  queue_empty: 409,
  materials_unticked: 409,
  materials_missing: 409,
  nothing_missing: 409,
  gap_not_allowed: 422,
  supply_day_wrong: 422,
  beyond_notice: 422,
  gaps_open: 409,
  gap_not_overdue: 409,
  already_on_list: 409,
  display_unknown: 404,
  nobody_booked: 404,
  place_lost: 409,
  other_counter: 409,
  counter_taken: 409,
  identity_missing: 422,
  hall_closed: 409,

  // duty of the contact channels
  not_duty_staff: 422,
  duty_at_top: 409,
  shift_not_ahead: 422,

  // urgent requests
  urgent_open: 409,
  too_many_urgent: 409,
  nobody_on_duty: 409,
  phone_missing: 422,
  answer_incomplete: 422,

  // questions and answers
  too_many_questions: 409,
  too_many_complaints: 409,
  personal_words: 422,
  review_day_wrong: 422,

  // settings
  setting_out_of_bounds: 422,
  setting_changed: 409,
  // hall calendars
  opening_invalid: 422,
  day_gone: 422,
  preview_changed: 409,
  period_wrong: 422,

  // register of key enterprises
  day_not_allowed: 422,
  tier_missing: 422,

  // enterprises and their people
  uscc_invalid: 422,
  town_unknown: 422,
  already_claimed: 409,
  already_principal: 409,
  too_many_claims: 409,
  principal_exists: 409,
  not_entitled: 403,
  leader_missing: 422,
  principal_required: 403,
  invitation_over: 409,
  already_member: 409,
  already_waiting: 409,
  last_principal: 409,
  erasure_blocked: 409,
  too_many_wrong_codes: 429,
  too_many_wrong_codes_here: 429,

  // requests
  enterprise_required: 403,
  evidence_required: 422,
  deadline_passed: 409,
  calendar_unknown: 422,
  item_unknown: 422,
  limit_passed: 409,
  day_too_early: 422,
  person_unknown: 422,
  unit_unknown: 422,
  already_asked: 409,
  extension_used: 409,
  extension_too_long: 422,
  rectification_open: 409,
  own_rectification: 403,
  conference_open: 409,
  nobody_heard: 422,
  time_not_ahead: 422,
  tasks_open: 409,
  visit_open: 409,
  hours_invalid: 422,
  day_too_far: 422,
  member_taken: 409,
  visit_taken: 409,
  stop_outside_hours: 422,
  too_many_people: 422,
  block_too_big: 409,
  nobody_to_place: 409,
  places_ahead: 409,

  // photos
  photo_empty: 422,
  photo_kind: 415,
  photo_heic: 415,
  photo_broken: 422,
  photo_pixels: 422,
  photos_waiting: 429,
  photo_missing: 422,
  in_another_issue: 409,

  // ratings
  already_rated: 409,
  rating_not_open: 409,
  rating_over: 409,

  // machines
  signature_invalid: 401,
  replayed: 409,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorStatus;

/** What every refused request answers: one code for machines, one Chinese sentence that says what to do next. */
export type ErrorBody = { error: { code: ErrorCode; message: string; details?: unknown } };

/** A refusal on its way to the answer. `details` must carry nothing personal. */
export class Refusal extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details?: unknown,
  ) {
    super(code);
    this.name = 'Refusal';
  }
}

/** Refuses the request with a named reason. */
export function refuse(code: ErrorCode, details?: unknown): never {
  throw new Refusal(code, details);
}
