import { createHash } from 'node:crypto';
import { countRequest } from '../db/queries/request-counts';
import type { EndpointDefinition } from '../shared/contract/endpoint';
import { refuse } from '../shared/contract/errors';
import { type EndpointName, mediaOf, routes, takenBy } from '../shared/contract/routes';
import { type Asker, countedFor, type RateClass, rateRules } from '../shared/rules/rate-limits';
import type { Settings } from '../shared/rules/settings';
import type { Call, Room } from './call';

/** As what an endpoint's calls are counted; null where its own statement counts them, so that a hold or a booking pays no round trip for it. */
export function rateOf(name: EndpointName, { rate, idempotency }: Pick<EndpointDefinition, 'rate' | 'idempotency'>): RateClass | null {
  if (rate === 'own' || (!rate && idempotency === 'in_statement')) return null;
  if (rate) return rate;
  if (mediaOf(name) === 'application/pdf') return 'document';
  if (takenBy(name) === 'multipart/form-data') return 'upload';
  return routes[name].method === 'GET' ? 'read' : 'write';
}

type Counted = Pick<Room, 'database' | 'sealer'> & { settings: Settings; now: string };

/** Counts a call, and refuses it when there were too many. Outside of the transaction: a refusal must not forget it. */
export async function limitRate({ database, sealer, settings, now }: Counted, rate: RateClass, asker: Asker): Promise<void> {
  await count({ database, now }, rate, countedFor(rate, { ...asker, address: subjectOf(sealer, asker.address) }, settings));
}

/** As whom an address is counted; null where it is not known. */
export const subjectOf = (sealer: Room['sealer'], address: string | null): string | null =>
  address && `addr_${named(sealer.hash('request_count', 'subject', address))}`;

/** Nobody learns by trying which name belongs to which number: tries count for who tries, and for the number, whoever tries it. */
export async function limitIdentity(call: Counted & { actor: { personId: string } }, idNumber: string): Promise<void> {
  const most = call.settings[rateRules.identity.setting];
  const subjects = [call.actor.personId, `idno_${named(call.sealer.hash('request_count', 'subject', idNumber))}`];
  await count(
    call,
    'identity',
    subjects.map((subject) => ({ subject, most })),
  );
}

async function count({ database, now }: Pick<Call<EndpointName>, 'database' | 'now'>, rate: RateClass, counted: ReturnType<typeof countedFor>) {
  if (counted.length === 0) return;
  const seconds = await countRequest(database, { rate, windowSeconds: rateRules[rate].windowSeconds, counted, now });
  if (seconds > 0) refuse('too_many_requests', { retryAfterSeconds: seconds });
}

/** What is kept of a number or an address while it is counted: enough to tell it from others. */
const named = (hash: Uint8Array) => createHash('sha256').update(hash).digest('base64url').slice(0, 22);
