import type { Clock } from './clock';
import { exchangeSender, hotlineErrorSchema, hotlinePaths, hotlineReceiptSchema, type HotlineUpdate } from './hotline-protocol';
import { ask, jsonOf } from './outside';
import { checkSignature, type SignatureCheck, signatureHeaders } from './signature';

export type { HotlineUpdate, HotlineUpdateKind } from './hotline-protocol';

export type HotlineRefusal =
  /** Our signature, secret or clock is wrong: an operator must act. */
  | 'not_accepted'
  /** The same event id was sent with other content, or a request was repeated literally. */
  | 'replayed'
  | 'unknown_order'
  /** Malformed for the other side. */
  | 'invalid'
  | 'unreachable'
  /** Sent, and no answer or a 5xx: may be applied. Sending the same event again is safe. */
  | 'no_answer'
  | 'not_configured';

export type HotlineResult =
  | { ok: true; duplicate: boolean }
  | { ok: false; refusal: HotlineRefusal; detail: string; retryAfterSeconds: number | null };

/** The 12345 platform. */
export interface Hotline {
  /** Tells the platform what became of one of its orders. Safe to repeat with the same event id. Never throws. */
  sendUpdate(update: HotlineUpdate): Promise<HotlineResult>;
  /** Checks the signature of a work order that came in. Whether its event id was applied already, the database knows. */
  verify(request: { method: string; path: string; headers: Headers; body: string }): SignatureCheck;
}

export type HotlineOptions = { base: string; secret: string; clock: Clock; timeoutMs: number };

const retryAfterSeconds: Record<HotlineRefusal, number | null> = {
  not_accepted: 600,
  replayed: null,
  unknown_order: null,
  invalid: null,
  unreachable: 30,
  no_answer: 30,
  not_configured: null,
};

const byCode: Readonly<Record<string, HotlineRefusal>> = {
  signature_invalid: 'not_accepted',
  stale: 'not_accepted',
  replayed: 'replayed',
  unknown_order: 'unknown_order',
  invalid: 'invalid',
};

/** The real client of the platform. */
export function createHotline({ base, secret, clock, timeoutMs }: HotlineOptions): Hotline {
  return {
    async sendUpdate(update) {
      if (!base || !secret) return refused('not_configured', 'HOTLINE_BASE or HOTLINE_SECRET is not set');
      const body = JSON.stringify(update);
      const path = hotlinePaths.updates;
      const headers = signatureHeaders(secret, { sender: exchangeSender.us, timestamp: clock.now(), method: 'POST', path, body });
      const answer = await ask(`${base}${path}`, { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body }, timeoutMs);
      if (!answer.ok) return refused(answer.effect === 'none' ? 'unreachable' : 'no_answer', answer.detail);
      const receipt = hotlineReceiptSchema.safeParse(jsonOf(answer.body));
      if (answer.status === 200 && receipt.success) return { ok: true, duplicate: receipt.data.duplicate };
      const error = hotlineErrorSchema.safeParse(jsonOf(answer.body));
      const refusal = error.success ? byCode[error.data.error.code] : undefined;
      return refused(refusal ?? 'no_answer', `HTTP ${answer.status}${error.success ? ` ${error.data.error.code}` : ''}`);
    },
    verify: (request) => checkSignature(secret, request, { sender: exchangeSender.hotline, now: clock.now() }),
  };
}

/** HOTLINE_BASE and HOTLINE_SECRET (none by default: the exchange is off), HOTLINE_TIMEOUT_MS (default 8000). */
export function hotlineFromEnv(env: Readonly<Record<string, string | undefined>>, clock: Clock): Hotline {
  return createHotline({
    base: (env.HOTLINE_BASE ?? '').replace(/\/+$/, ''),
    secret: env.HOTLINE_SECRET ?? '',
    clock,
    timeoutMs: Number(env.HOTLINE_TIMEOUT_MS) || 8_000,
  });
}

function refused(refusal: HotlineRefusal, detail: string): HotlineResult {
  return { ok: false, refusal, detail, retryAfterSeconds: retryAfterSeconds[refusal] };
}
