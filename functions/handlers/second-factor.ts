import { insertBinding, isBlank, isBound, lockBindingCode, moveAccount, spendBindingCode } from '../../db/queries/bindings';
import { readPerson } from '../../db/queries/people';
import {
  beginSecondFactor,
  confirmSecondFactor,
  forgetTries,
  keepRecoveryCodes,
  passSession,
  secondFactorOf,
  spendRecoveryCode,
  spendStep,
} from '../../db/queries/second-factor';
import { appendStaffEvent } from '../../db/queries/staff-administration';
import type { Db } from '../../db/client';
import { refuse } from '../../shared/contract/errors';
import type { EndpointName } from '../../shared/contract/routes';
import { holds, holdsUntil, needsSecondFactor, secondFactorLimits } from '../../shared/rules/second-factor';
import type { Call, Handlers } from '../call';
import { namedDevice } from '../device';
import { newId, newRecoveryCode } from '../ids';
import { authenticatorUri, forgiveStaffTry, newDevice, newSecret, originOf, stepOf, takeStaffTry, takeTry } from '../staff/codes';

const cell = (personId: string) => ({ table: 'second_factor', column: 'secret', row: personId });

/** A8: what makes a WeChat account a staff member's: the binding, once, and the second factor, each time. */
export const secondFactor = {
  'binding.bind': async (call) => {
    const { code, phone } = call.input;
    const { now } = call;
    const sessionId = call.sessionId as string;
    const account = call.actor.personId;
    const tried = { ...call, account: `bind:${account}`, origin: 'elsewhere' };
    await takeStaffTry(tried);
    return call.write(async (tx) => {
      const codeHash = call.sealer.hash('binding_code', 'code', code);
      const found = await lockBindingCode(tx, codeHash);
      // The answer was lost on the way, and the phone asks again.
      if (found?.usedBy === sessionId && found.personId === account) {
        await forgiveStaffTry(tx, tried);
        return { device: await newDevice(tx, account, now) };
      }
      if (!found || found.endedAt !== null || now >= found.expiresAt) return refuse('binding_code_invalid');
      const { personId } = found;
      if (await isBound(tx, personId)) refuse('binding_code_invalid');
      if (personId !== account) {
        if (!(await isBlank(tx, account))) refuse('account_in_use');
        await moveAccount(tx, { from: account, to: personId, now });
      }
      await spendBindingCode(tx, codeHash, sessionId, now);
      const deviceName = namedDevice(call.request.headers);
      if (!(await insertBinding(tx, { id: newId('bind', now), personId, device: phone, deviceName, now }))) refuse('device_bound');
      const entry = { id: newId('sev', now), personId, at: now, action: 'bind', unitId: null, role: null, actorId: personId, reason: phone } as const;
      await appendStaffEvent(tx, entry);
      await forgiveStaffTry(tx, tried);
      return { device: await newDevice(tx, personId, now) };
    });
  },

  'secondFactor.state': async (call) => {
    const { personId } = call.actor;
    const { staff } = await readPerson(call.database, personId);
    const { secondFactorUntil } = call.session;
    return {
      needed: needsSecondFactor(staff),
      enrolled: ((await secondFactorOf(call.database, personId))?.confirmedAt ?? null) !== null,
      until: holds(secondFactorUntil, call.now) ? secondFactorUntil : null,
    };
  },

  'secondFactor.begin': (call) =>
    call.write(async (tx) => {
      const { personId } = call.actor;
      const name = await nameOfNeedy(tx, personId);
      const secret = newSecret();
      if (!(await beginSecondFactor(tx, personId, call.sealer.seal(cell(personId), secret)))) refuse('already_enrolled');
      return { secret, uri: authenticatorUri(secret, name) };
    }),

  'secondFactor.enrol': async (call) => {
    const { personId } = call.actor;
    const { now } = call;
    await nameOfNeedy(call.database, personId);
    const secret = await secretOf(call, 'enrol');
    // Whoever enrols is shown the secret and has nothing to guess: this counts for no address.
    await takeTry(call.database, accountOf(personId), 'elsewhere', now);
    const step = stepOfCode(secret, call.input.code, now);
    return call.write(async (tx) => {
      if (!(await confirmSecondFactor(tx, personId, step, now))) refuse('already_enrolled');
      const recoveryCodes = Array.from({ length: secondFactorLimits.recoveryCodes }, newRecoveryCode);
      await keepRecoveryCodes(
        tx,
        personId,
        recoveryCodes.map((code) => call.sealer.hash('recovery_code', 'code', code)),
      );
      await appendStaffEvent(tx, {
        id: newId('sev', now),
        personId,
        at: now,
        action: 'enrol',
        unitId: null,
        role: null,
        actorId: personId,
        reason: null,
      });
      await forgetTries(tx, accountOf(personId), 'elsewhere');
      const until = holdsUntil(now, now);
      await passSession(tx, { id: call.sessionId as string, at: now, until });
      return { recoveryCodes, until, device: await newDevice(tx, personId, now) };
    });
  },

  'secondFactor.pass': async (call) => {
    const { personId } = call.actor;
    const { code, device } = call.input;
    const { now } = call;
    await nameOfNeedy(call.database, personId);
    const origin = await originOf(call.database, personId, device);
    const isRecovery = code.length > 6;
    const tried = { ...call, account: accountOf(personId), origin };
    const secret = isRecovery ? null : await secretOf(call, 'pass');
    await takeStaffTry(tried);
    const step = secret === null ? null : stepOfCode(secret, code, now);
    return call.write(async (tx) => {
      if (step !== null && !(await spendStep(tx, personId, { step, latest: step + 2 * secondFactorLimits.driftSteps }))) refuse('code_replayed');
      if (step === null && !(await spendRecoveryCode(tx, personId, call.sealer.hash('recovery_code', 'code', code), now))) refuse('wrong_code');
      await forgiveStaffTry(tx, tried);
      const until = holdsUntil(now, now);
      await passSession(tx, { id: call.sessionId as string, at: now, until });
      return { until, device: origin === 'elsewhere' ? await newDevice(tx, personId, now) : null };
    });
  },
} satisfies Handlers<'binding.' | 'secondFactor.'>;

const accountOf = (personId: string) => `second_factor:${personId}`;

/** The secret that a code is tried against. */
async function secretOf(
  { database, sealer, actor }: Pick<Call<EndpointName>, 'database' | 'sealer'> & { actor: { personId: string } },
  purpose: 'enrol' | 'pass',
): Promise<string> {
  const { personId } = actor;
  const factor = await secondFactorOf(database, personId);
  if (!factor || (purpose === 'pass' && factor.confirmedAt === null)) return refuse('not_enrolled');
  if (purpose === 'enrol' && factor.confirmedAt !== null) return refuse('already_enrolled');
  return sealer.open(cell(personId), factor.secretSealed);
}

const stepOfCode = (secret: string, code: string, now: string): number => stepOf(secret, code, now) ?? refuse('wrong_code');

/** The name of a person whose roles need a second factor; others have no use for one. */
async function nameOfNeedy(db: Db, personId: string): Promise<string> {
  const { staff, name } = await readPerson(db, personId);
  if (!needsSecondFactor(staff)) refuse('role_required');
  return name ?? personId;
}
