import { endpoints } from '../../../shared/contract/index';
import { errorStatus, type ErrorCode } from '../../../shared/contract/errors';
import { type EndpointName, mediaOf, routes } from '../../../shared/contract/routes';
import { errorWords } from '../../../shared/text/errors';
import type { Wrong } from './requests';
import type { Reply } from './wire';

/** Said once more and apart from functions/app.ts: what any endpoint may answer, what a write may, what one that wants a session may. */
const ofAll: ErrorCode[] = ['invalid_input', 'not_found', 'method_not_allowed', 'too_many_requests'];
const ofWrites: ErrorCode[] = ['bad_json', 'idempotency_key_missing', 'idempotency_key_reused', 'still_running', 'too_large', 'wrong_content_type'];
const ofSessions: ErrorCode[] = [
  'sign_in_required',
  'session_expired',
  'signed_in_elsewhere',
  'role_required',
  'staff_idle',
  'second_factor_required',
];

/** What is wrong with an answer, or null. `input` says how wrong the request was; `raw`: Node's own parser may answer it. */
export function complaintAbout(name: EndpointName, wrong: Wrong, reply: Reply | null): string | null {
  if (!reply) return 'no answer';
  const { status, type, body } = reply;
  if (status >= 500) return `${status} ${body.toString('utf8').slice(0, 120)}`;
  if (status === 200) return wrong === null || wrong === 'perhaps' ? offSchema(name, reply) : `accepted: ${wrong}`;
  if (wrong === 'raw' && (status === 400 || status === 431)) return null;
  if (type !== 'application/json') return `${status} with ${type || 'no type'}`;
  return offRefusal(name, status, body.toString('utf8'));
}

function offRefusal(name: EndpointName, status: number, text: string): string | null {
  const said = parsed(text) as { error?: { code?: ErrorCode; message?: string; details?: unknown } } | null;
  const { code, message, ...more } = said?.error ?? {};
  if (!said || !code || Object.keys(said).length !== 1 || Object.keys(more).some((field) => field !== 'details'))
    return `${status} is no refusal: ${text.slice(0, 120)}`;
  const { audience, errors } = endpoints[name];
  const open = audience === 'anyone' || audience === 'machine';
  const isWrite = routes[name].method === 'POST';
  const consent: ErrorCode[] = isWrite && audience === 'person' ? ['consent_needed'] : [];
  const declared = [...ofAll, ...errors, ...(isWrite ? ofWrites : []), ...(open ? [] : ofSessions), ...consent];
  if (!declared.includes(code)) return `${status} ${code} is not declared`;
  if (errorStatus[code] !== status) return `${code} came as ${status}`;
  return errorWords[code] === message ? null : `${code} says “${message}”`;
}

function offSchema(name: EndpointName, { type, body }: Reply): string | null {
  const media = mediaOf(name);
  if (type !== media) return `200 as ${type}, not ${media}`;
  if (media === 'application/pdf') return body.subarray(0, 5).toString() === '%PDF-' ? null : 'no PDF';
  if (media === 'image/jpeg') return body.readUInt16BE(0) === 0xffd8 ? null : 'no JPEG';
  const text = body.toString('utf8');
  if (media === 'image/svg+xml') return text.startsWith('<svg') ? null : 'no SVG';
  const value = parsed(media === 'text/event-stream' ? (/^data: (.*)$/m.exec(text)?.[1] ?? '') : text);
  const result = endpoints[name].output.safeParse(value);
  return result.success ? null : `answer off its schema: ${JSON.stringify(result.error.issues.slice(0, 2)).slice(0, 200)}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
