import type * as z from 'zod/mini';
import { refuse } from '../shared/contract/errors';
import { pathParameters } from '../shared/contract/routes';

/** Largest body of an ordinary write, in bytes. Files go their own way. */
export const bodyLimit = 64 * 1024;

// PostgreSQL cannot store U+0000, and jsonb refuses half of a surrogate pair: both are refused at the door.
const unstorable = /\\u0000|\\ud[89a-f][0-9a-f]{2}/i;

/** Deeper than any input of the contract. */
const deepest = 20;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What a form with a file has around the file: boundaries, names, a few fields. */
const formRoom = 64 * 1024;

/** Reads the JSON body of a write. Refuses other content types, too much, and broken JSON. */
export async function readBody(request: Request): Promise<string> {
  if (contentType(request) !== 'application/json') refuse('wrong_content_type');
  return readText(request);
}

/** Reads a body as UTF-8, whatever it says that it is. Refuses too much. */
export async function readText(request: Request): Promise<string> {
  const length = request.headers.get('content-length');
  if (Number(length ?? 0) > bodyLimit) refuse('too_large', { limitBytes: bodyLimit });
  // The server has read no more than the length it was told; only a body without one must be measured as it comes.
  const bytes = length !== null ? await request.arrayBuffer() : await measured(request, bodyLimit, bodyLimit);
  try {
    return utf8.decode(bytes);
  } catch {
    return refuse('bad_json');
  }
}

/** Reads a form with one file, under the name `file`, of at most `limit` bytes; its other fields are text. Refuses what is no such form. */
export async function readForm(request: Request, limit: number): Promise<{ fields: Record<string, string>; file: Uint8Array }> {
  if (contentType(request) !== 'multipart/form-data') refuse('wrong_content_type');
  if (Number(request.headers.get('content-length') ?? 0) > limit + formRoom) refuse('too_large', { limitBytes: limit });
  const body = await measured(request, limit + formRoom, limit);
  const headers = { 'Content-Type': request.headers.get('content-type') ?? '' };
  const form = await new Response(body, { headers }).formData().catch(() => refuse('bad_json'));
  const fields: Record<string, string> = {};
  let file: Uint8Array | null = null;
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') {
      if (name in fields || value.includes('\0'))
        refuse('invalid_input', { issues: [{ path: name.slice(0, 100), problem: 'given twice or not text' }] });
      fields[name] = value;
    } else if (name !== 'file' || file) refuse('invalid_input', { issues: [{ path: name.slice(0, 100), problem: 'one file, named file' }] });
    else file = new Uint8Array(await value.arrayBuffer());
  }
  if (!file) return refuse('invalid_input', { issues: [{ path: 'file', problem: 'missing' }] });
  if (file.length > limit) refuse('too_large', { limitBytes: limit });
  return { fields, file };
}

const contentType = (request: Request) => request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();

/** The body as it comes, given up as soon as it is more than `most` bytes. */
async function measured(request: Request, most: number, limitBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > most) {
      await reader.cancel();
      refuse('too_large', { limitBytes });
    }
    chunks.push(value);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Reads a JSON object. Refuses what is none, what is nested too deep, and a name given twice, which two readers would understand differently. */
export function parseJson(body: string): Record<string, unknown> {
  if (!isPlain(body)) refuse('bad_json');
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    refuse('bad_json');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse('bad_json');
  if (body.includes('\\u') && unstorable.test(JSON.stringify(value))) refuse('bad_json');
  return value as Record<string, unknown>;
}

/** Whether objects name each field once and nothing is nested too deep. Says nothing of what is no JSON. */
function isPlain(body: string): boolean {
  const open: (Set<string> | null)[] = [];
  let text = '';
  for (const [token] of body.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]/g)) {
    if (token === '{' || token === '[') {
      if (open.push(token === '{' ? new Set() : null) > deepest) return false;
    } else if (token === '}' || token === ']') open.pop();
    else if (token !== ':') text = token;
    else {
      const names = open.at(-1);
      const name = text.includes('\\') ? unescaped(text) : text;
      if (names?.has(name)) return false;
      names?.add(name);
    }
  }
  return true;
}

/** A name as it stands between quotes, with nothing escaped that need not be. */
function unescaped(quoted: string): string {
  try {
    return JSON.stringify(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

/** Query parameters as an object; one given twice is refused rather than guessed. */
export function parseQuery(url: URL): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of url.searchParams) {
    if (name in values || value.includes('\0')) refuse('invalid_input', { issues: [{ path: name, problem: 'given twice or not text' }] });
    values[name] = value;
  }
  return values;
}

/** The path's parameters join the input; the same name in body or query is an unknown field. */
export function withPathParameters(values: Record<string, unknown>, path: string, parameter: (name: string) => string): Record<string, unknown> {
  const input = { ...values };
  for (const name of pathParameters(path)) {
    if (name in values) refuse('invalid_input', { issues: [{ path: name, problem: 'already in the path' }] });
    input[name] = parameter(name);
  }
  return input;
}

/** Checks the input against the contract; the refusal names each place without repeating what was typed. */
export function parseInput<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  refuse('invalid_input', {
    issues: result.error.issues.slice(0, 20).map((issue) => ({
      path: issue.path.map(String).join('.').slice(0, 100),
      problem: issue.code,
      ...(issue.code === 'unrecognized_keys' ? { keys: issue.keys.slice(0, 10).map((name) => name.slice(0, 40)) } : {}),
    })),
  });
}
