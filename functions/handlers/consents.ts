import type { Db, Tx } from '../../db/client';
import { type ConsentStep, consentsOf, insertConsent, lockConsents } from '../../db/queries/consents';
import { refuse } from '../../shared/contract/errors';
import type { Output } from '../../shared/contract/index';
import { type ConsentPurpose, consentPurposes, consentsInForce } from '../../shared/rules/consents';
import { consentDocuments } from '../../shared/text/privacy/index';
import type { Handlers } from '../call';
import { newId } from '../ids';

/** K5: the words of every consent, for anyone. */
export const privacy = {
  'privacy.read': async ({ input: { purpose, version } }) => {
    const published = consentDocuments[purpose];
    const wanted = published.find((one) => one.version === (version ?? consentsInForce[purpose]));
    if (!wanted) refuse('not_found');
    return { purpose, ...wanted, versions: published.map((one) => one.version) };
  },
} satisfies Handlers<'privacy.'>;

/** K5: what a person agrees to and takes back. */
export const consents = {
  'consents.mine': async ({ database, actor }) => mine(await consentsOf(database, actor.personId)),

  'consents.give': (call) =>
    call.write(async (tx) => {
      const { purpose, version, page } = call.input;
      if (version !== consentsInForce[purpose]) refuse('consent_outdated', { purpose, version: consentsInForce[purpose] });
      return step(tx, call, { purpose, version, page, act: 'give' });
    }),

  'consents.withdraw': (call) =>
    call.write(async (tx) => {
      const { purpose, page } = call.input;
      const last = lastOf(await lockConsents(tx, call.actor.personId), purpose);
      // nothing to take back: what holds is said all the same
      if (last?.act !== 'give') return answer(tx, call.actor.personId);
      return step(tx, call, { purpose, version: last.version, page, act: 'withdraw' });
    }),
} satisfies Handlers<'consents.'>;

const lastOf = (steps: readonly ConsentStep[], purpose: ConsentPurpose) => steps.findLast((one) => one.purpose === purpose);
const answer = async (db: Db, personId: string) => mine(await consentsOf(db, personId));

type Step = Pick<ConsentStep, 'purpose' | 'version' | 'act'> & { page: string };

/** One row, unless the last one says so already. */
async function step(tx: Tx, { actor: { personId }, now }: { actor: { personId: string }; now: string }, { page, ...one }: Step) {
  const last = lastOf(await lockConsents(tx, personId), one.purpose);
  if (last?.act !== one.act || last.version !== one.version) await insertConsent(tx, { ...one, id: newId('con', now), personId, page, at: now });
  return answer(tx, personId);
}

function mine(steps: readonly ConsentStep[]): Output<'consents.mine'> {
  return {
    consents: consentPurposes.map((purpose) => {
      const last = lastOf(steps, purpose);
      const inForce = consentsInForce[purpose];
      return {
        purpose,
        holds: last?.act === 'give' && last.version === inForce,
        inForce,
        steps: steps.filter((one) => one.purpose === purpose).map(({ act, version, at }) => ({ act, version, at })),
      };
    }),
  };
}
