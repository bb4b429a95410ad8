import Taro from '@tarojs/taro';
import type { Input, Output } from '../shared/contract';
import type { ErrorBody, ErrorCode } from '../shared/contract/errors';
import { type EndpointName, mediaOf, routes } from '../shared/contract/routes';
import { kitText } from '../shared/text/kit';
import { consentPurposes } from '../shared/rules/consents';
import { setServiceTime } from './clock';
import { askConsent, pageOfConsent, wantedConsent } from './consent';
import { deviceName } from './device';
import { readTokens, writeTokens } from './tokens';
import { uuid } from './uuid';

/** A refusal of the service, or `offline` when no answer came. `message` is the sentence to show. */
export class ApiError extends Error {
  constructor(
    readonly code: ErrorCode | 'offline',
    message: string,
    readonly details?: unknown,
  ) {
    super(message);
    this.name = 'ApiError';
    // Babel's classes lose the prototype of Error on old WeChat.
    Object.setPrototypeOf(this, ApiError.prototype);
  }
}

export type CallOptions = {
  /** Idempotency-Key of a write. Give the same one to repeat the same tap; a new one is made otherwise. */
  key?: string;
};

type Answer = { status: number; body: unknown };

const base = process.env.ONEWINDOW_API ?? '';
const timeoutMs = 15_000;
const uploadTimeoutMs = 60_000;
/** Pauses in milliseconds before a write without an answer is sent again with the same key. */
const writePauses = [400, 1200, 3000];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A refusal where a picture was asked for. */
function readJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}

/** A form with a file has its own content type, which the phone's upload writes itself. */
const bearer = (): Record<string, string> => {
  const token = readTokens()?.accessToken;
  return token ? { Authorization: `Bearer ${token}` } : {};
};

/** The address of a read, for what opens it by itself: a document, a picture. */
export function addressOf<Name extends EndpointName>(name: Name, input: Input<Name>): string {
  const { path, rest } = place(routes[name].path, input as Record<string, unknown>);
  return base + path + queryString(rest);
}

/** Where the service is; empty where it is the page's own. */
export const serviceAddress = base;

/** Puts `:names` of the path in from the input and returns what is left for the query or the body. */
function place(path: string, input: Record<string, unknown>): { path: string; rest: Record<string, unknown> } {
  const rest = { ...input };
  const filled = path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  return { path: filled, rest };
}

function queryString(values: Record<string, unknown>): string {
  const pairs = Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return pairs.length ? `?${pairs.join('&')}` : '';
}

/** One request over the network. Throws ApiError `offline` when no answer comes. */
async function send(name: EndpointName, input: Record<string, unknown>, key: string): Promise<Answer> {
  const route = routes[name];
  const { path, rest } = place(route.path, input);
  const isWrite = route.method === 'POST';
  const isText = mediaOf(name) !== 'application/json';
  const token = readTokens()?.accessToken;
  try {
    const response = await Taro.request<unknown>({
      url: base + path + (isWrite ? '' : queryString(rest)),
      method: route.method,
      timeout: timeoutMs,
      // A picture is text here; JSON would be read, and fail, by itself.
      ...(isText ? { dataType: 'text' } : {}),
      header: {
        ...(isWrite ? { 'Content-Type': 'application/json', 'Idempotency-Key': key, 'X-Onewindow-Device': deviceName() } : {}),
        ...(token && name !== 'session.refresh' ? { Authorization: `Bearer ${token}` } : {}),
      },
      ...(isWrite ? { data: JSON.stringify(rest) } : {}),
    });
    const header = (response.header ?? {}) as Record<string, string>;
    const serviceTime = header['X-Onewindow-Now'] ?? header['x-onewindow-now'];
    if (serviceTime) setServiceTime(serviceTime, Date.now());
    return { status: response.statusCode, body: isText && response.statusCode >= 300 ? readJson(response.data) : response.data };
  } catch (failure) {
    // wx failures are { errMsg }, not Error; some clients also reject answers above 299.
    const answered = failure as { statusCode?: number; status?: number; data?: unknown };
    const status = answered?.statusCode ?? answered?.status;
    if (typeof status === 'number' && status >= 400) return { status, body: answered.data };
    throw new ApiError('offline', kitText.offline);
  }
}

function refusal({ status, body }: Answer): ApiError {
  const error = (body as Partial<ErrorBody> | null)?.error;
  if (error?.code) return new ApiError(error.code, error.message, error.details);
  return status >= 500 ? new ApiError('unavailable', kitText.offline) : new ApiError('internal', kitText.offline);
}

/** Sends a file that lies on the phone, as the one file of a form. `onProgress` hears 0 to 1. */
async function sendFile(
  name: EndpointName,
  path: string,
  key: string,
  onProgress: (part: number) => void,
  fields: Record<string, string> = {},
): Promise<Answer> {
  try {
    const task = Taro.uploadFile({
      url: base + routes[name].path,
      filePath: path,
      name: 'file',
      formData: fields,
      timeout: uploadTimeoutMs,
      header: { 'Idempotency-Key': key, ...bearer() },
    });
    task.progress?.(({ progress }) => onProgress(progress / 100));
    const { statusCode, data } = await task;
    return { status: statusCode, body: readJson(data) };
  } catch {
    throw new ApiError('offline', kitText.offline);
  }
}

/** A write without an answer, or one whose twin is still running, is sent again with the same key. */
async function sendPatiently(name: EndpointName, input: Record<string, unknown>, key: string): Promise<Answer> {
  return patiently(() => send(name, input, key), routes[name].method === 'POST' ? writePauses : []);
}

async function patiently(sendOnce: () => Promise<Answer>, pauses: readonly number[]): Promise<Answer> {
  for (const ms of pauses) {
    try {
      const answer = await sendOnce();
      const busy = answer.status >= 502 || (answer.status === 409 && refusal(answer).code === 'still_running');
      if (!busy) return answer;
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'offline') throw error;
    }
    await pause(ms);
  }
  return sendOnce();
}

let refreshing: Promise<boolean> | null = null;

/** Exchanges the refresh token once, however many requests wait for it. False ends the session. */
function refresh(): Promise<boolean> {
  refreshing ??= (async () => {
    const tokens = readTokens();
    if (!tokens) return false;
    const answer = await sendPatiently('session.refresh', { refreshToken: tokens.refreshToken }, tokens.refreshKey);
    if (answer.status === 200) {
      writeTokens({ ...(answer.body as Output<'session.refresh'>), refreshKey: uuid() });
      return true;
    }
    if (answer.status < 500) writeTokens(null);
    return false;
  })().finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** Asks the person for the consent that a refusal names, and gives it to the service; false when the person does not agree. */
async function agreed({ details }: ApiError): Promise<boolean> {
  const wanted = wantedConsent(details);
  if (!wanted || !(await askConsent(wanted))) return false;
  await call('consents.give', { ...wanted, page: pageOfConsent() });
  return true;
}

/** Sends with the session, refreshed once if it has run out, and with what the person must agree to first; the same request goes on then. */
async function withSession(once: () => Promise<Answer>): Promise<Answer> {
  let answer = await once();
  if (answer.status === 401 && readTokens() && refusal(answer).code === 'session_expired' && (await refresh())) answer = await once();
  for (let left = consentPurposes.length; left > 0 && answer.status === 409 && readTokens(); left--) {
    const refused = refusal(answer);
    if (refused.code !== 'consent_needed' || !(await agreed(refused))) break;
    answer = await once();
  }
  return answer;
}

/**
 * The only request in the app: calls an endpoint of the contract by its name.
 * Fills path parameters, carries the session and refreshes it once, repeats unanswered writes with one key.
 * @throws ApiError with the service's code and sentence, or `offline`
 */
export async function call<Name extends EndpointName>(name: Name, input: Input<Name>, { key = uuid() }: CallOptions = {}): Promise<Output<Name>> {
  const values = input as Record<string, unknown>;
  const answer = await withSession(() => sendPatiently(name, values, key));
  if (answer.status >= 200 && answer.status < 300) return answer.body as Output<Name>;
  throw refusal(answer);
}

/**
 * Hands in a photo that lies on the phone. The same key again is the same photo.
 * @throws ApiError with the service's code and sentence, or `offline`
 */
export async function uploadPhoto(path: string, key: string, onProgress: (part: number) => void): Promise<Output<'files.upload'>> {
  const answer = await withSession(() => patiently(() => sendFile('files.upload', path, key, onProgress), writePauses));
  if (answer.status >= 200 && answer.status < 300) return answer.body as Output<'files.upload'>;
  throw refusal(answer);
}

/**
 * Hands in a list of employees that lies on the phone, with what holds for all of them. The same key again is the same list.
 * @throws ApiError with the service's code and sentence, or `offline`
 */
export async function uploadGroup(path: string, fields: Omit<Input<'groups.upload'>, 'file'>, key: string): Promise<Output<'groups.upload'>> {
  const said = { enterpriseId: fields.enterpriseId, itemCode: fields.itemCode, answers: fields.answers ?? '' };
  const answer = await withSession(() => patiently(() => sendFile('groups.upload', path, key, () => undefined, said), writePauses));
  if (answer.status >= 200 && answer.status < 300) return answer.body as Output<'groups.upload'>;
  throw refusal(answer);
}

/** Fetches a photo with the session, which `<image>` cannot send, into a temporary file of the phone. Null when there is none to show. */
export async function fetchPhoto(input: Input<'files.read'>): Promise<string | null> {
  const once = async () => {
    try {
      return await Taro.downloadFile({ url: addressOf('files.read', input), header: bearer() });
    } catch {
      return null;
    }
  };
  let answer = await once();
  if (answer?.statusCode === 401 && readTokens() && (await refresh())) answer = await once();
  return answer?.statusCode === 200 ? answer.tempFilePath : null;
}
