/** Why nothing useful came back from an outside. `effect` says whether the other side may have acted all the same. */
export type NoAnswer = { effect: 'none' | 'unknown'; detail: string };

export type OutsideAnswer = { ok: true; status: number; contentType: string; body: Uint8Array } | ({ ok: false } & NoAnswer);

/** Failures that happen before a byte of the request has left. */
const beforeSending = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
const longestAnswer = 4 * 1024 * 1024;
/** Patience is counted in turns of our own loop: what keeps it busy (a photo that is decoded) makes one turn long and says nothing about the other side. */
const turnMs = 100;

/**
 * One HTTP exchange with an outside. Never throws: a refused connection has had no effect, while a time-out or a
 * connection lost on the way leaves the effect unknown.
 * @param timeoutMs for the whole exchange, body included
 * @param longest bytes of the answer
 */
export async function ask(
  url: string,
  request: { method: string; headers?: Record<string, string>; body?: string | Uint8Array },
  timeoutMs: number,
  longest = longestAnswer,
): Promise<OutsideAnswer> {
  const patience = new AbortController();
  let turns = Math.ceil(timeoutMs / turnMs);
  const timer = setInterval(
    () => {
      turns -= 1;
      if (turns === 0) patience.abort(new DOMException('no answer in time', 'TimeoutError'));
    },
    Math.min(turnMs, timeoutMs),
  );
  try {
    const response = await fetch(url, { ...(request as RequestInit), redirect: 'error', signal: patience.signal });
    const body = new Uint8Array(await response.arrayBuffer());
    if (body.length > longest) return { ok: false, effect: 'unknown', detail: 'answer too long' };
    return { ok: true, status: response.status, contentType: response.headers.get('content-type') ?? '', body };
  } catch (error) {
    const code = codeOf(error);
    return { ok: false, effect: beforeSending.has(code) ? 'none' : 'unknown', detail: code };
  } finally {
    clearInterval(timer);
  }
}

/** Reads an answer as JSON, or undefined when it is none. */
export function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

// The address may carry secrets in its query: only the code of the failure is passed on, never its message.
// Looked at by shape: errors of fetch may come from another realm than this module.
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('cause' in error && typeof error.cause === 'object' && error.cause !== null) return codeOf(error.cause);
  if ('errors' in error && Array.isArray(error.errors) && error.errors.length > 0) return codeOf(error.errors[0]);
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'name' in error && typeof error.name === 'string' ? error.name : 'unknown';
}
