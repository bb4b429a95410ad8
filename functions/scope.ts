import { type Database, poolOf, type Scope, scoped, type Tx } from '../db/client';
import type { EndpointDefinition } from '../shared/contract/endpoint';
import type { EndpointName } from '../shared/contract/routes';
import { pathsHeld } from '../shared/rules/access';
import { type Actor, type StaffRole, staffRoles } from '../shared/rules/roles';
import { systemEndpoints } from './system-endpoints';

/** Every place outside of the endpoints where the system itself asks, with the reason. */
export const systemSteps = {
  jobs: 'work without a request',
  token: 'who asks is found by the token, before it is known',
  stands: 'the demonstration plays all its people',
  command: 'the operator',
  wechat: 'WeChat tells of accounts and messages, whosever they are',
  booking: 'how many visits a person has, and for what, is counted wherever and by whomever they were booked',
  code: 'whom somebody shows a code or says six digits finds what it is of',
  forgetting: 'somebody is forgotten when nothing of that person is left, whosever it is',
} as const;
type SystemStep = keyof typeof systemSteps;

export const asSystem = (database: Database, _step: SystemStep): Database => scoped(poolOf(database), 'system');

/** A step of a transaction that sees every row. What else is sent on the transaction meanwhile does too. */
export async function stepOfSystem<Result>(tx: Tx, _step: SystemStep, work: () => Promise<Result>): Promise<Result> {
  const say = (word: string) =>
    tx`select set_config('app.step', ${word}, true)`.execute().catch(() => {
      // the transaction has failed, and whoever waits for it hears why
    });
  say('on');
  try {
    return await work();
  } finally {
    say('');
  }
}

/** Endpoints open to everybody signed in through which staff see what is their office's too. */
const bothDoors: ReadonlySet<EndpointName> = new Set<EndpointName>([
  'files.read',
  'groups.blockDays',
  'groups.cancelPlace',
  'groups.read',
  'me.read',
]);

/** Who works on requests, questions and complaints; the others reach what happens in a hall. */
const caseRoles: readonly StaffRole[] = ['liaison', 'handler', 'unit_head', 'supervisor'];

/**
 * What an endpoint may see of the tables behind the wall. Who comes through the door of the public has what is the own and the firms', whatever
 * roles it holds; at an endpoint for staff also what lies within reach of the roles in force.
 */
export function scopeOf(name: EndpointName, { audience }: EndpointDefinition, actor: Actor | null): Scope {
  if (audience === 'machine' || name in systemEndpoints) return 'system';
  if (!actor) return { person: '', firms: [], desks: [], offices: [] };
  const atWork = Array.isArray(audience) || bothDoors.has(name);
  return {
    person: actor.personId,
    firms: actor.enterprises.map(({ enterpriseId }) => enterpriseId),
    desks: atWork ? pathsHeld(actor, caseRoles) : [],
    offices: atWork ? pathsHeld(actor, staffRoles) : [],
  };
}
