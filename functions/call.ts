import type { Audience } from '../shared/contract/endpoint';
import type { Contract, Input, Output } from '../shared/contract/index';
import type { EndpointName } from '../shared/contract/routes';
import type { Actor } from '../shared/rules/roles';
import type { Settings } from '../shared/rules/settings';
import type { Database, Tx } from '../db/client';
import type { Sealer } from '../db/sealed';
import type { Ports } from './ports/index';

/** What the handlers are given besides the call: the database, the door to personal numbers, and the outside. */
export type Room = { database: Database; sealer: Sealer; ports: Ports };

type ActorFor<A extends Audience> = A extends 'anyone' ? Actor | null : A extends 'machine' ? null : Actor;

/** One call of an endpoint, already parsed and allowed in. */
export type Call<Name extends EndpointName> = Room & {
  name: Name;
  input: Input<Name>;
  actor: ActorFor<Contract[Name]['audience']>;
  sessionId: string | null;
  /** What the session has passed. */
  session: { secondFactorUntil: string | null };
  /** Where the call comes from, as it is counted (functions/address.ts); null where that is not known. */
  address: string | null;
  /** The instant of this request, from the clock port. */
  now: string;
  /** The numbers a bureau has set, as they hold for this request (shared/rules/settings.ts). */
  settings: Settings;
  /** Idempotency-Key and SHA-256 of the body; empty for reads. */
  key: string;
  bodyHash: Uint8Array;
  /** For machines: the signed envelope of the request. */
  request: { method: string; path: string; headers: Headers; body: string };
  /**
   * Runs the effect in one transaction together with the stored answer of the Idempotency-Key.
   * Whatever must be asked of the outside is asked before.
   */
  write(effect: (tx: Tx) => Promise<Output<Name>>): Promise<Output<Name>>;
};

export type Handler<Name extends EndpointName> = (call: Call<Name>) => Promise<Output<Name>>;

/** A domain's handlers: `satisfies Handlers<'appointments.'>` makes a missing one fail to compile. */
export type Handlers<Prefix extends string> = { [Name in Extract<EndpointName, `${Prefix}${string}`>]: Handler<Name> };
