import type * as z from 'zod/mini';
import type { Collects } from '../rules/consents';
import type { RateClass } from '../rules/rate-limits';
import type { StaffRole } from '../rules/roles';
import type { ErrorCode } from './errors';

/**
 * Who may call an endpoint: anyone (also without signing in), any signed-in person, holders of one of the staff roles,
 * or a machine that proves itself by a signature. Which objects the caller reaches is decided by shared/rules/access.ts.
 */
export type Audience = 'anyone' | 'person' | 'machine' | readonly StaffRole[];

/**
 * How an answer to a write is kept for a repeated Idempotency-Key: `stored` by functions/app.ts in the handler's transaction, sealed;
 * `in_statement` by the handler's own single statement (hot paths), as it is, so it carries no token and no number.
 */
export type Idempotency = 'stored' | 'in_statement' | 'by_event_id';

export type EndpointDefinition<I extends z.ZodMiniType = z.ZodMiniType, O extends z.ZodMiniType = z.ZodMiniType, A extends Audience = Audience> = {
  /** One English line for the API document. */
  summary: string;
  audience: A;
  input: I;
  output: O;
  errors: readonly ErrorCode[];
  /** Writes only; `stored` when absent. */
  idempotency?: Idempotency;
  /** Seconds a public read may be cached by the edge and the phone. */
  cacheSeconds?: number;
  /** Seconds the phone, and nothing between, may keep what never changes. */
  privateSeconds?: number;
  /** How often it may be called, where that is not as often as others of its kind (shared/rules/rate-limits.ts); `own`: its handler counts. */
  rate?: RateClass | 'own';
  /** A write by which staff see what is masked elsewhere: the audit log has it as a look, and the person finds it. */
  unmasks?: true;
  /** A read of the own that the audit log has all the same: whoever holds the phone takes everything along. */
  recorded?: true;
  /** What must be agreed to before the write, where that is not the privacy notice alone (shared/rules/consents.ts). */
  collects?: Collects;
  /** Largest body in bytes, where it is not that of an ordinary write (functions/parse.ts). */
  bodyLimit?: number;
};

/** Keeps the exact schemas and audience of one endpoint. */
export function endpoint<I extends z.ZodMiniType, O extends z.ZodMiniType, const A extends Audience>(
  definition: EndpointDefinition<I, O, A>,
): EndpointDefinition<I, O, A> {
  return definition;
}
