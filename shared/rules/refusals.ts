import type { ErrorCode } from '../contract/errors';

/**
 * F5 办不成事: refusals that are about what was typed, about the session, or over by themselves. The person mends these or waits; the head of a unit
 * could not help. Every other one may be looked at by somebody, a new one too.
 */
const mendedAtOnce: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(['bad_json', 'invalid_input', 'idempotency_key_missing', 'idempotency_key_reused', 'wrong_content_type', 'too_large'] as const),
  ...(['sign_in_required', 'session_expired', 'signed_in_elsewhere', 'staff_idle', 'second_factor_required'] as const),
  ...(['code_invalid', 'phone_code_invalid', 'consent_wrong', 'consent_needed', 'consent_outdated'] as const),
  ...(['still_running', 'too_many_requests', 'unavailable', 'wechat_unavailable'] as const),
  ...(['wrong_code', 'code_replayed', 'guide_code_wrong', 'guide_own_code', 'field_private', 'other_was_quicker', 'guiding_over'] as const),
  ...(['answers_incomplete', 'answers_invalid', 'form_incomplete', 'phone_missing', 'uscc_invalid', 'hours_invalid'] as const),
  ...(['photo_empty', 'photo_kind', 'photo_heic', 'photo_broken', 'photo_pixels', 'photos_waiting', 'photo_missing'] as const),
  // Another complaint would be refused with the same words.
  'too_many_complaints',
]);

/** Whether a person who meets this refusal is offered 找人看看. */
export const mayBeLookedAt = (code: ErrorCode): boolean => !mendedAtOnce.has(code);
