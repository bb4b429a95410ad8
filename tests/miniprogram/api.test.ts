import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { taroOverHttp } from './taro-over-http';

type Seen = { method: string; url: string; body: unknown; key: string | undefined; token: string | undefined };
type Answer = (seen: Seen, response: ServerResponse) => void;

const seen: Seen[] = [];
let answers: Answer[] = [];

/** A service that answers the given answers in turn, the last one for ever. */
const server = createServer((request: IncomingMessage, response) => {
  let text = '';
  request.on('data', (part: Buffer) => (text += part.toString()));
  request.on('end', () => {
    const { method = '', url = '', headers } = request;
    const key = headers['idempotency-key'] as string | undefined;
    const one = { method, url, body: text ? (JSON.parse(text) as unknown) : null, key, token: headers.authorization };
    seen.push(one);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(one, response);
  });
});

const json = (status: number, body: unknown): Answer => {
  return (_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
const refused = (status: number, code: string) => json(status, { error: { code, message: `sentence of ${code}`, details: { about: code } } });
const hangUp: Answer = (_, response) => response.destroy();

const tokens = (name: string) => ({
  accessToken: `access-${name}`,
  accessExpiresAt: '2026-11-22T02:00:00.000Z',
  refreshToken: `refresh-token-${name}-0123456789`,
  refreshExpiresAt: '2026-12-22T02:00:00.000Z',
});

let call: typeof import('../../miniprogram/api').call;
let readTokens: typeof import('../../miniprogram/tokens').readTokens;
let writeTokens: typeof import('../../miniprogram/tokens').writeTokens;

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  process.env.ONEWINDOW_API = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  jest.unstable_mockModule('@tarojs/taro', taroOverHttp);
  ({ call } = await import('../../miniprogram/api'));
  ({ readTokens, writeTokens } = await import('../../miniprogram/tokens'));
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

beforeEach(() => {
  seen.length = 0;
  writeTokens(null);
});

test('a read puts path parameters in the path and the rest in the query', async () => {
  answers = [json(200, { slots: [] })];
  await expect(call('halls.slots', { hallId: 'nan_cheng', date: '2026-11-24' })).resolves.toEqual({ slots: [] });
  expect(seen).toEqual([{ method: 'GET', url: '/api/halls/nan_cheng/slots?date=2026-11-24', body: null, key: undefined, token: undefined }]);
});

test('a write carries a body without its path parameters, and a key', async () => {
  answers = [json(200, {})];
  await call('appointments.cancel', { id: 'apt_1', reason: '临时有事' });
  expect(seen[0]).toMatchObject({ method: 'POST', url: '/api/appointments/apt_1/cancel', body: { reason: '临时有事' } });
  expect(seen[0]?.key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a write that got no answer is sent again with the same key', async () => {
  answers = [hangUp, hangUp, json(200, { done: true })];
  await expect(call('appointments.releaseHold', { holdId: 'hold_1' })).resolves.toEqual({ done: true });
  expect(seen).toHaveLength(3);
  expect(new Set(seen.map((one) => one.key)).size).toBe(1);
});

test('a write whose twin is still running waits for the answer', async () => {
  answers = [refused(409, 'still_running'), json(200, { done: true })];
  await expect(call('appointments.releaseHold', { holdId: 'hold_1' })).resolves.toEqual({ done: true });
});

test('a refusal is thrown at once with its code, sentence and details', async () => {
  answers = [refused(409, 'slot_full')];
  await expect(call('appointments.hold', { slotId: 'slot_1' })).rejects.toMatchObject({
    code: 'slot_full',
    message: 'sentence of slot_full',
    details: { about: 'slot_full' },
  });
  expect(seen).toHaveLength(1);
});

test('no answer to a read is told as offline', async () => {
  answers = [hangUp];
  await expect(call('halls.list', {})).rejects.toMatchObject({ code: 'offline' });
  expect(seen).toHaveLength(1);
});

test('an expired session is refreshed once for all requests that wait, and they go on', async () => {
  writeTokens({ ...tokens('old'), refreshKey: 'key-of-the-refresh' });
  const service: Answer = (one, response) => {
    if (one.url === '/api/session/refresh') return json(200, tokens('new'))(one, response);
    if (one.token === 'Bearer access-old') return refused(401, 'session_expired')(one, response);
    return json(200, { appointments: [] })(one, response);
  };
  answers = [service];
  await Promise.all([call('appointments.list', {}), call('appointments.list', {}), call('appointments.list', {})]);
  const refreshes = seen.filter((one) => one.url === '/api/session/refresh');
  expect(refreshes).toEqual([
    expect.objectContaining({ key: 'key-of-the-refresh', token: undefined, body: { refreshToken: tokens('old').refreshToken } }),
  ]);
  expect(readTokens()?.accessToken).toBe('access-new');
});

test('a refresh that is refused ends the session and tells the first refusal', async () => {
  writeTokens({ ...tokens('old'), refreshKey: 'key-of-the-refresh' });
  answers = [refused(401, 'session_expired')];
  await expect(call('appointments.list', {})).rejects.toMatchObject({ code: 'session_expired' });
  expect(readTokens()).toBeNull();
});

test('a refresh without an answer keeps the session for the next try', async () => {
  writeTokens({ ...tokens('old'), refreshKey: 'key-of-the-refresh' });
  answers = [refused(401, 'session_expired'), hangUp];
  await expect(call('appointments.list', {})).rejects.toMatchObject({ code: 'offline' });
  expect(readTokens()?.refreshToken).toBe(tokens('old').refreshToken);
});
