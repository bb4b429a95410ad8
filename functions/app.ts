import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import { scoped, whileInReach } from '../db/client';
import { answers } from '../db/queries/doctor';
import { recordAct } from '../db/queries/audit';
import { actorByAccessToken, type Asking, endedElsewhere, noteSeen } from '../db/queries/sessions';
import { claimKey, keepAnswer, type StoredAnswer, storedAnswer } from '../db/queries/idempotency';
import { type EndpointDefinition } from '../shared/contract/endpoint';
import { errorStatus, type ErrorBody, type ErrorCode, Refusal, refuse } from '../shared/contract/errors';
import { type EndpointName, mediaOf, routes, takenBy } from '../shared/contract/routes';
import { type Agreed, consentsFor, consentWanted } from '../shared/rules/consents';
import { auditSubjects, type AuditEffect, isRecordedRead } from '../shared/rules/audit';
import { holds, holdsUntil, isIdle, rolesInForce } from '../shared/rules/second-factor';
import type { Settings } from '../shared/rules/settings';
import { later } from '../shared/rules/shanghai';
import { errorWords } from '../shared/text/errors';
import { packAnswer, unpackAnswer } from './answers';
import type { Call, Room } from './call';
import { namedDevice } from './device';
import { type RoleGuard, roleGuard } from './database-role';
import { describeFailure, isKeyStillRunning, isOutOfReach, undisturbed } from './database-failures';
import { definitionOf, handlerOf } from './handlers/index';
import { isForEverybody, keepRead, keptRead } from './kept-reads';
import { eventStream, type Followed } from './live';
import { log } from './log';
import { asSystem, scopeOf } from './scope';
import { currentSettings } from './settings';
import { limitRate, rateOf } from './rate-limits';
import { takePush, wechatPushPath } from './wechat-pushes';
import { bodyLimit, parseInput, parseJson, parseQuery, readBody, readForm, withPathParameters } from './parse';

const keyForm = /^[A-Za-z0-9_-]{8,64}$/;
const commonErrors: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'bad_json',
  'invalid_input',
  'idempotency_key_missing',
  'sign_in_required',
  'session_expired',
  'signed_in_elsewhere',
  'staff_idle',
  'not_found',
  'role_required',
  'second_factor_required',
  'consent_needed',
  'method_not_allowed',
  'still_running',
  'too_large',
  'wrong_content_type',
  'idempotency_key_reused',
  'too_many_requests',
  'internal',
  'unavailable',
]);

/** What whoever runs the app knows of a request besides its words: the address it comes from, as it is counted (functions/address.ts). */
export type FromOutside = { Bindings: { address?: string | null } };

/**
 * The service as a web-standard fetch handler: every route of the contract, the API document, health.
 * Not edited for a feature: an endpoint is a line in shared/contract and a handler.
 */
export function createApp(room: Room, mayServe: RoleGuard = roleGuard(room.database)): Hono<FromOutside> {
  const app = new Hono<FromOutside>();
  app.use('/api/*', async (_, next) => {
    try {
      if (await whileInReach(room.database, mayServe())) return next();
    } catch (error) {
      // said here, since nobody may wait twice: an instance that could not ask so far has nothing in memory either
      return failureResponse('database role', error);
    }
    return refusalResponse(new Refusal('unavailable'));
  });
  app.use('/api/items/*', etag());
  app.use('/api/items', etag());
  app.use('/api/halls', etag());
  app.use('/api/channels', etag());

  app.get('/healthz', async (context) => {
    try {
      const [, may] = await whileInReach(room.database, Promise.all([answers(room.database), mayServe()]));
      if (!may) return context.json({ status: 'the database role has powers it must not have' }, 503);
      return context.json({ status: 'ok' });
    } catch {
      return context.json({ status: 'database out of reach' }, 503, { 'Retry-After': '2' });
    }
  });
  app.get('/api/openapi.json', async (context) => context.json((await import('./document')).apiDocument()));
  app.get('/api/docs', async (context) =>
    context.html((await import('./document')).apiPage(), 200, { 'Content-Security-Policy': plainPage, 'X-Content-Type-Options': 'nosniff' }),
  );

  // WeChat's protocol, not ours: signed in the address, answered with a word
  app.on(['GET', 'POST'], wechatPushPath, async (context) => {
    const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };
    return whileInReach(room.database, takePush(room, context.req.raw)).then(
      (word) => new Response(word, { headers }),
      (error: unknown) => (error instanceof Refusal ? refusalResponse(error) : failureResponse('wechat push', error)),
    );
  });

  for (const name of Object.keys(routes) as EndpointName[]) {
    const { method, path } = routes[name];
    app.on(method, path, (context) => answer(room, name, context));
  }
  const pathsByShape = new Set(Object.values(routes).map((route) => route.path));
  for (const path of pathsByShape) app.all(path, () => refusalResponse(new Refusal('method_not_allowed')));
  app.all('/api/*', () => refusalResponse(new Refusal('not_found')));
  app.onError((error) => failureResponse('app', error));
  return app;
}

async function answer(room: Room, name: EndpointName, context: Context<FromOutside>): Promise<Response> {
  const started = performance.now();
  const response = await whileInReach(room.database, serve(room, name, context)).catch(async (error: unknown) =>
    error instanceof Refusal
      ? refusalResponse(await checkDeclared(name, error))
      : ((await lastAnswer(room, name, context.req.raw, error)) ?? failureResponse(name, error)),
  );
  // The phone counts down by the service's clock, not its own.
  response.headers.set('X-Onewindow-Now', room.ports.clock.now());
  response.headers.set('X-Content-Type-Options', 'nosniff');
  log.info({ endpoint: name, status: response.status, ms: Math.round((performance.now() - started) * 10) / 10 }, 'request');
  return response;
}

/** What everybody was last shown at this address today, while the database is out of reach; null when that is not so, or nothing is kept. */
async function lastAnswer(room: Room, name: EndpointName, request: Request, error: unknown): Promise<Response | null> {
  if (!isOutOfReach(error)) return null;
  const definition = await definitionOf(name);
  const read = isForEverybody(definition) ? keptRead(room.database, addressOf(request), room.ports.clock.now()) : null;
  if (!read) return null;
  log.warn({ endpoint: name, ageSeconds: read.ageSeconds, failure: describeFailure(error) }, 'database out of reach, answered from memory');
  const response = jsonResponse(read.body, {});
  response.headers.set('Age', String(read.ageSeconds));
  return response;
}

const addressOf = ({ url }: Request): string => url.slice(new URL(url).origin.length);

/** who → parse → handler → parse → answer. */
async function serve(room: Room, name: EndpointName, context: Context<FromOutside>): Promise<Response> {
  const definition = await definitionOf(name);
  const { method, path } = routes[name];
  const request = context.req.raw;
  const now = room.ports.clock.now();
  const address = context.env?.address ?? null;

  // Who asks, and how often, makes no difference to what everybody is shown.
  const evenSo =
    <T>(otherwise: T) =>
    (error: unknown): T => {
      if (isForEverybody(definition) && isOutOfReach(error)) return otherwise;
      throw error;
    };
  const settings = await currentSettings(room.database);
  const { actor, kept } = (await whoAsks(room, definition, request, settings, now).catch(evenSo(null))) ?? { actor: null, kept: undefined };
  const rate = rateOf(name, definition);
  if (rate)
    await limitRate({ ...room, settings, now }, rate, {
      personId: actor?.personId ?? null,
      device: namedDevice(request.headers),
      address,
    }).catch(evenSo(undefined));
  const isWrite = method === 'POST';
  const url = new URL(request.url);
  const { values, body, content } = isWrite ? await sent(name, definition, request) : { values: parseQuery(url), body: '', content: '' };
  const input = parseInput(
    definition.input,
    withPathParameters(values, path, (parameter) => context.req.param(parameter) as string),
  );
  const key = isWrite ? idempotencyKey(definition, request) : '';

  const requested = { actor: actor?.personId ?? '', key, endpoint: name, bodyHash: isWrite ? bodyHash(url.pathname, content) : new Uint8Array() };
  const keepsAnswer = isWrite && (definition.idempotency ?? 'stored') !== 'in_statement' && definition.idempotency !== 'by_event_id';
  const unpacked = (stored: StoredAnswer | null) => stored && unpackAnswer(room.sealer, requested, stored);

  const act = (effect: AuditEffect, answer: string) => ({
    at: now,
    // An endpoint that anyone may call keeps no person: a complaint may be anonymous.
    actorId: definition.audience === 'anyone' ? null : (actor?.personId ?? null),
    endpoint: name,
    effect,
    subjects: auditSubjects(input, answer),
    reason: reasonOf(definition, input),
  });

  const database = scoped(room.database, scopeOf(name, definition, actor));
  const stored = () => storedAnswer(database, requested.actor, key);
  const call = {
    ...room,
    database,
    name,
    input,
    actor,
    sessionId: actor?.sessionId ?? null,
    session: { secondFactorUntil: actor?.secondFactorUntil ?? null },
    address,
    now,
    settings,
    key,
    bodyHash: requested.bodyHash,
    request: { method, path: url.pathname, headers: request.headers, body },
    write: (effect: (tx: never) => Promise<unknown>) =>
      undisturbed(() =>
        database.begin(async (tx) => {
          if (!(await claimKey(tx, { ...requested, now }))) throw new KeyTaken();
          const output = await effect(tx as never);
          const answer = serialise(definition, output);
          await Promise.all([
            keepAnswer(tx, requested.actor, key, packAnswer(room.sealer, requested.actor, key, answer)),
            recordAct(tx, act(definition.unmasks ? 'read' : 'change', answer)),
          ]);
          return output;
        }),
      ),
  };

  // who asks without a session has not been looked up
  const earlier = unpacked(kept ?? (keepsAnswer && kept === undefined ? await stored() : null));
  if (earlier !== null) {
    // what a statement has kept was never sent as it wrote it: its handler parsed it
    const inStatement = definition.idempotency === 'in_statement';
    return jsonResponse(inStatement ? serialise(definition, JSON.parse(earlier)) : earlier, definition);
  }
  if (isWrite && actor) checkConsents(definition, actor.agreed);
  try {
    const handler = await handlerOf(name);
    const output = await handler(call as unknown as Call<EndpointName>);
    const media = mediaOf(name);
    if (isRecordedRead(definition, isWrite)) await recordAct(room.database, act('read', media === 'application/json' ? JSON.stringify(output) : ''));
    if (media === 'text/event-stream') {
      const again = async () => serialise(definition, await handler({ ...call, now: room.ports.clock.now() } as unknown as Call<EndpointName>));
      return eventStream(room.database, output as Followed, serialise(definition, output), again, request.signal);
    }
    if (media !== 'application/json') return mediaResponse(media, checked(definition, output), definition, url.pathname);
    const answer = serialise(definition, output);
    if (isForEverybody(definition)) keepRead(room.database, addressOf(request), answer, now);
    return jsonResponse(answer, definition);
  } catch (error) {
    if (isKeyStillRunning(error)) refuse('still_running');
    if (keepsAnswer && (error instanceof KeyTaken || error instanceof Refusal)) {
      // A twin of this request may have committed in the meantime: then its answer is ours.
      const twin = unpacked(await stored());
      if (twin !== null) return jsonResponse(twin, definition);
    }
    throw error;
  }
}

/** What a write sends: `body` as text for who checks a signature, `content` what a repeated key must bring again. */
async function sent(name: EndpointName, definition: EndpointDefinition, request: Request) {
  if (takenBy(name) === 'application/json') {
    const body = await readBody(request);
    return { values: parseJson(body), body, content: body };
  }
  const { fields, file } = await readForm(request, definition.bodyLimit ?? bodyLimit);
  // Not the bytes of the form: its boundary is another each time.
  const digest = createHash('sha256').update(file).digest('hex');
  return { values: { ...fields, file }, body: '', content: JSON.stringify([fields, digest]) };
}

/** K5: nothing is taken in that was not agreed to. What is agreed to came along with who asks. */
function checkConsents(definition: EndpointDefinition, agreed: Agreed): void {
  const wanted = consentWanted(consentsFor(definition), agreed);
  if (wanted) refuse('consent_needed', wanted);
}

/** Why somebody of the staff did it, where the endpoint asks for a reason. */
const reasonOf = ({ audience }: EndpointDefinition, input: unknown): string | null =>
  Array.isArray(audience) && typeof input === 'object' && input !== null && 'reason' in input && typeof input.reason === 'string'
    ? input.reason
    : null;

/** The key was committed by a twin while this request was on its way. */
class KeyTaken extends Error {}

async function whoAsks(room: Room, definition: EndpointDefinition, request: Request, settings: Settings, now: string): Promise<Asking | null> {
  if (definition.audience === 'machine') return null;
  const token = request.headers.get('authorization')?.match(/^Bearer ([A-Za-z0-9_-]{20,128})$/)?.[1];
  if (!token) {
    if (definition.audience === 'anyone') return null;
    refuse('sign_in_required');
  }
  const key = request.method === 'POST' ? request.headers.get('idempotency-key') : null;
  const accessHash = createHash('sha256').update(token).digest();
  const asking = await actorByAccessToken(asSystem(room.database, 'token'), accessHash, now, key && keyForm.test(key) ? key : null);
  if (!asking) {
    if (definition.audience === 'anyone') return null;
    refuse((await endedElsewhere(room.database, accessHash)) ? 'signed_in_elsewhere' : 'session_expired');
  }
  const { actor } = asking;
  const { secondFactorAt, secondFactorUntil, seenAt } = actor;
  const idle = isIdle(seenAt, settings, now);
  const staff = idle ? [] : rolesInForce(actor.staff, secondFactorUntil, now);
  if (Array.isArray(definition.audience)) {
    const wanted: readonly string[] = definition.audience;
    const opens = (held: { role: string }) => wanted.includes(held.role);
    if (!staff.some(opens)) {
      if (!actor.staff.some(opens)) refuse('role_required');
      refuse(idle ? 'staff_idle' : 'second_factor_required');
    }
  }
  if (actor.staff.length > 0 && !idle) {
    const until = secondFactorAt !== null && holds(secondFactorUntil, now) ? holdsUntil(secondFactorAt, now) : null;
    // Written once a minute at most: the end need not be exact to the second.
    const prolongs = until !== null && secondFactorUntil !== null && until > later(secondFactorUntil, 60_000);
    if (prolongs || later(seenAt, 60_000) <= now) await noteSeen(room.database, actor.sessionId, { at: now, until });
  }
  return { ...asking, actor: { ...actor, staff } };
}

function idempotencyKey(definition: EndpointDefinition, request: Request): string {
  if (definition.idempotency === 'by_event_id') return '';
  const key = request.headers.get('idempotency-key');
  if (!key || !keyForm.test(key)) refuse('idempotency_key_missing');
  return key;
}

function bodyHash(path: string, body: string): Uint8Array {
  return createHash('sha256').update(path).update('\n').update(body).digest();
}

/** The answer is parsed on its way out too: a handler cannot leak a field that the contract does not know. */
function checked(definition: EndpointDefinition, output: unknown): unknown {
  const result = definition.output.safeParse(output);
  if (!result.success) throw new Error(`answer off its contract: ${JSON.stringify(result.error.issues.slice(0, 5))}`);
  return result.data;
}

const serialise = (definition: EndpointDefinition, output: unknown): string => JSON.stringify(checked(definition, output));

type Caching = Pick<EndpointDefinition, 'cacheSeconds' | 'privateSeconds'>;

function cacheOf({ cacheSeconds, privateSeconds }: Caching): string {
  if (privateSeconds) return `private, max-age=${privateSeconds}, immutable`;
  return cacheSeconds ? `public, max-age=${cacheSeconds}` : 'no-store';
}

/** Of what runs and loads nothing, and stands in no frame. */
const plainPage = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const endings = { 'image/svg+xml': 'svg', 'image/jpeg': 'jpg', 'application/pdf': 'pdf' } as const;

function jsonResponse(body: string, definition: Caching): Response {
  return new Response(body, { headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': cacheOf(definition) } });
}

/** A picture or a document; opened by itself it may neither run nor load anything. Its name is the end of its address: notice-ABCD2345.pdf. */
function mediaResponse(media: keyof typeof endings, body: unknown, definition: EndpointDefinition, path: string): Response {
  const isText = typeof body === 'string';
  const [before, what] = path.split('/').slice(-2);
  const name = media === 'image/jpeg' ? what : `${what}-${before}`;
  return new Response(body as string | Uint8Array<ArrayBuffer>, {
    headers: {
      'Content-Type': isText ? `${media}; charset=utf-8` : media,
      'Content-Disposition': `inline; filename="${name}.${endings[media]}"`,
      'Content-Security-Policy': plainPage,
      'Cache-Control': cacheOf(definition),
    },
  });
}

async function checkDeclared(name: EndpointName, refusal: Refusal): Promise<Refusal> {
  if (commonErrors.has(refusal.code) || (await definitionOf(name)).errors.includes(refusal.code)) return refusal;
  log.error({ endpoint: name, code: refusal.code }, 'refusal is not declared at the endpoint');
  return new Refusal('internal');
}

/** Refused for a time: the answer says in seconds how long. */
const comesBack: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['too_many_requests', 'too_many_wrong_codes', 'too_many_wrong_codes_here']);

function refusalResponse(refusal: Refusal): Response {
  const body: ErrorBody = {
    error: {
      code: refusal.code,
      message: errorWords[refusal.code],
      ...(refusal.details === undefined ? {} : { details: refusal.details }),
    },
  };
  const headers: Record<string, string> = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' };
  if (errorStatus[refusal.code] === 503 || refusal.code === 'still_running') headers['Retry-After'] = '2';
  if (comesBack.has(refusal.code)) headers['Retry-After'] = String(retryAfterSeconds(refusal.details));
  return new Response(JSON.stringify(body), { status: errorStatus[refusal.code], headers });
}

const retryAfterSeconds = (details: unknown): number =>
  typeof details === 'object' && details !== null && 'retryAfterSeconds' in details ? Number(details.retryAfterSeconds) : 60;

function failureResponse(name: string, error: unknown): Response {
  if (isOutOfReach(error)) {
    log.warn({ endpoint: name, failure: describeFailure(error) }, 'database out of reach');
    return refusalResponse(new Refusal('unavailable'));
  }
  log.error({ endpoint: name, failure: describeFailure(error) }, 'unexpected failure');
  return refusalResponse(new Refusal('internal'));
}
