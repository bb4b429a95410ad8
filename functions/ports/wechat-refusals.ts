/** What can go wrong at WeChat, in the words this product acts on. The raw code is kept beside it. */
export const wechatRefusals = [
  /** The code is unknown, past its five minutes, or (phone number) used: ask the phone for a new one. */
  'code_invalid',
  'code_used',
  /** WeChat holds this user for dangerous and gives no sign-in. */
  'user_blocked',
  'openid_invalid',
  /** The text check wants a user who opened the mini-program within two hours. */
  'openid_not_recent',
  'template_invalid',
  /** No grant is left: one grant is one message. */
  'no_grant',
  /** A template field is empty, too long or of the wrong characters. */
  'field_invalid',
  'page_invalid',
  'scene_invalid',
  'text_too_long',
  /** Too many calls this minute. */
  'too_fast',
  /** The day's quota is used up. */
  'quota_used_up',
  /** WeChat says itself that it is busy. */
  'busy',
  /** AppID, secret, address list or permission: an operator must act. */
  'misconfigured',
  /** A token just renewed is still not accepted. */
  'token_rejected',
  /** Nothing was sent. */
  'unreachable',
  /** Sent, and no answer, a broken one or a 5xx: it may have happened. */
  'no_answer',
  'unknown',
] as const;
export type WechatRefusal = (typeof wechatRefusals)[number];

const byErrcode: Readonly<Record<number, WechatRefusal>> = {
  [-1]: 'busy',
  40001: 'token_rejected',
  40003: 'openid_invalid',
  40013: 'misconfigured',
  40014: 'token_rejected',
  40029: 'code_invalid',
  40037: 'template_invalid',
  40125: 'misconfigured',
  40163: 'code_used',
  40164: 'misconfigured',
  40169: 'scene_invalid',
  40226: 'user_blocked',
  41001: 'token_rejected',
  41002: 'misconfigured',
  41004: 'misconfigured',
  41008: 'code_invalid',
  41030: 'page_invalid',
  42001: 'token_rejected',
  43101: 'no_grant',
  45002: 'text_too_long',
  45009: 'quota_used_up',
  45011: 'too_fast',
  47003: 'field_invalid',
  48001: 'misconfigured',
  50002: 'misconfigured',
  61010: 'openid_not_recent',
};

/** When another try makes sense, in seconds; null: never with the same request. */
const retryAfterSeconds: Record<WechatRefusal, number | null> = {
  code_invalid: null,
  code_used: null,
  user_blocked: null,
  openid_invalid: null,
  openid_not_recent: null,
  template_invalid: null,
  no_grant: null,
  field_invalid: null,
  page_invalid: null,
  scene_invalid: null,
  text_too_long: null,
  too_fast: 60,
  quota_used_up: 3600,
  busy: 5,
  misconfigured: 600,
  token_rejected: 30,
  unreachable: 10,
  no_answer: 10,
  unknown: 60,
};

export type WechatFailure = {
  ok: false;
  refusal: WechatRefusal;
  /** WeChat's own code; null when it gave none. */
  errcode: number | null;
  /** WeChat's words with their request id, or the kind of network failure. For logs: never holds a token or a secret. */
  detail: string;
  /** Whether WeChat may have acted although it did not say so. */
  effect: 'none' | 'unknown';
  retryAfterSeconds: number | null;
};

export type WechatResult<T> = { ok: true; value: T } | WechatFailure;

/** The failure that an errcode of WeChat stands for. */
export function refusedByWechat(errcode: number, errmsg: string): WechatFailure {
  const refusal = byErrcode[errcode] ?? 'unknown';
  // "System busy" is said after the fact at times: a message may have gone out.
  return failure(refusal, errcode, errmsg, refusal === 'busy' ? 'unknown' : 'none');
}

/** The failure of an exchange that brought no answer. */
export function unanswered(effect: 'none' | 'unknown', detail: string): WechatFailure {
  return failure(effect === 'none' ? 'unreachable' : 'no_answer', null, detail, effect);
}

/** Whether this code says that the access token must be replaced. */
export function isTokenProblem(errcode: number): boolean {
  return byErrcode[errcode] === 'token_rejected';
}

function failure(refusal: WechatRefusal, errcode: number | null, detail: string, effect: 'none' | 'unknown'): WechatFailure {
  return { ok: false, refusal, errcode, detail: detail.slice(0, 300), effect, retryAfterSeconds: retryAfterSeconds[refusal] };
}
