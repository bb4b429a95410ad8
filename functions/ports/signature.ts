import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { instantToMs } from './clock';

/** How far the clocks of two machines may lie apart, and for how long a signed request is taken. */
export const signatureWindowMs = 5 * 60_000;

/** What is signed: the request itself and who says it when, so none of it can be changed or sent back to its author. */
export type Signed = {
  sender: string;
  /** Instant, UTC. */
  timestamp: string;
  nonce: string;
  method: string;
  /** Path of the protocol, without the prefix under which a server may be mounted. */
  path: string;
  body: string;
};

export type SignatureProblem = 'missing' | 'version' | 'sender' | 'stale' | 'signature';
export type SignatureCheck = { ok: true; nonce: string; timestamp: string } | { ok: false; problem: SignatureProblem };

const version = '1';

/** The headers that carry a signature (HMAC-SHA256, hex). */
export function signatureHeaders(secret: string, request: Omit<Signed, 'nonce'> & { nonce?: string }): Record<string, string> {
  const nonce = request.nonce ?? randomUUID();
  return {
    'X-Exchange-Version': version,
    'X-Exchange-Sender': request.sender,
    'X-Exchange-Timestamp': request.timestamp,
    'X-Exchange-Nonce': nonce,
    'X-Exchange-Signature': sign(secret, { ...request, nonce }),
  };
}

/**
 * Checks the signature of a request that claims to come from `sender`. The window keeps old captures out; within it the
 * receiver must still apply one event id once.
 */
export function checkSignature(
  secret: string,
  request: { method: string; path: string; headers: Headers; body: string },
  expected: { sender: string; now: string },
): SignatureCheck {
  const header = (name: string) => request.headers.get(`X-Exchange-${name}`) ?? '';
  const [sender, timestamp, nonce, signature] = [header('Sender'), header('Timestamp'), header('Nonce'), header('Signature')];
  if (!secret || !timestamp || !signature || !/^[\w-]{8,64}$/.test(nonce)) return { ok: false, problem: 'missing' };
  if (header('Version') !== version) return { ok: false, problem: 'version' };
  if (sender !== expected.sender) return { ok: false, problem: 'sender' };
  const right = Buffer.from(sign(secret, { ...request, sender, timestamp, nonce }));
  const given = Buffer.from(signature);
  if (right.length !== given.length || !timingSafeEqual(right, given)) return { ok: false, problem: 'signature' };
  const at = Date.parse(timestamp);
  if (!(Math.abs(instantToMs(expected.now) - at) <= signatureWindowMs)) return { ok: false, problem: 'stale' };
  return { ok: true, nonce, timestamp };
}

function sign(secret: string, signed: Signed): string {
  const bodyHash = createHash('sha256').update(signed.body).digest('hex');
  const lines = [version, signed.sender, signed.timestamp, signed.nonce, signed.method.toUpperCase(), signed.path, bodyHash];
  return createHmac('sha256', secret).update(lines.join('\n')).digest('hex');
}
