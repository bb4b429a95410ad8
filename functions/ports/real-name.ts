import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { DocumentKind } from '../../shared/rules/id-number-documents';
import type { Clock } from './clock';
import { ask, jsonOf } from './outside';
import { signatureHeaders } from './signature';

export type RealNameQuestion = { name: string; idKind: DocumentKind; idNumber: string };

/**
 * `match` and `mismatch` are answers about the person. `unavailable` says nothing about the person: the step may be
 * tried again. `verifier` names who answered, to be kept beside the result.
 */
export type RealNameAnswer =
  | { result: 'match' | 'mismatch'; verifier: string; requestId: string }
  | { result: 'unavailable'; detail: string; retryAfterSeconds: number | null };

/** The service that knows whether a name and a document number belong together (A2). */
export interface RealName {
  /** Never throws. The name and the number go to the service only; no log of ours sees them. */
  check(question: RealNameQuestion): Promise<RealNameAnswer>;
}

export type RealNameOptions = { base: string; secret: string; clock: Clock; timeoutMs: number };

export const realNamePath = '/v1/verify';
const serviceAnswer = z.object({ requestId: z.string(), result: z.enum(['match', 'mismatch', 'unavailable']), verifier: z.string() });

/** The real client: one signed POST. */
export function createRealName({ base, secret, clock, timeoutMs }: RealNameOptions): RealName {
  return {
    async check({ name, idKind, idNumber }) {
      if (!base || !secret) return { result: 'unavailable', detail: 'REAL_NAME_BASE or REAL_NAME_SECRET is not set', retryAfterSeconds: null };
      const requestId = randomUUID();
      const body = JSON.stringify({ requestId, name, idKind, idNumber });
      const headers = signatureHeaders(secret, { sender: 'onewindow', timestamp: clock.now(), method: 'POST', path: realNamePath, body });
      const answer = await ask(
        `${base}${realNamePath}`,
        { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body },
        timeoutMs,
      );
      if (!answer.ok) return unavailable(answer.detail);
      const parsed = serviceAnswer.safeParse(jsonOf(answer.body));
      if (answer.status !== 200 || !parsed.success) return unavailable(`HTTP ${answer.status}`);
      // An answer to another question must never be taken for this person's.
      if (parsed.data.requestId !== requestId) return unavailable('answer to another request');
      if (parsed.data.result === 'unavailable') return unavailable('the service could not ask its source');
      return { result: parsed.data.result, verifier: parsed.data.verifier, requestId };
    },
  };
}

/** REAL_NAME_BASE and REAL_NAME_SECRET (none by default: every check is unavailable), REAL_NAME_TIMEOUT_MS (default 5000). */
export function realNameFromEnv(env: Readonly<Record<string, string | undefined>>, clock: Clock): RealName {
  return createRealName({
    base: (env.REAL_NAME_BASE ?? '').replace(/\/+$/, ''),
    secret: env.REAL_NAME_SECRET ?? '',
    clock,
    timeoutMs: Number(env.REAL_NAME_TIMEOUT_MS) || 5_000,
  });
}

function unavailable(detail: string): RealNameAnswer {
  return { result: 'unavailable', detail, retryAfterSeconds: 30 };
}
