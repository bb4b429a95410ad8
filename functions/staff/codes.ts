import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Database, Db, Tx } from '../../db/client';
import { countRequest, uncountRequest } from '../../db/queries/request-counts';
import { countTry, forgetTries, isKnownDevice, noteDevice } from '../../db/queries/second-factor';
import { refuse } from '../../shared/contract/errors';
import type { EndpointName } from '../../shared/contract/routes';
import { rateRules } from '../../shared/rules/rate-limits';
import { secondFactorLimits, waitAfterWrongCodes, wrongCodesForgottenHours } from '../../shared/rules/second-factor';
import { later } from '../../shared/rules/shanghai';
import { staffText } from '../../shared/text/pages/staff';
import type { Call } from '../call';
import { undisturbed } from '../database-failures';
import { subjectOf } from '../rate-limits';

const hashOf = (token: string) => createHash('sha256').update(token).digest();

const totp = (secret: string, label = '') =>
  new TOTP({
    issuer: staffText.issuer,
    label,
    secret: Secret.fromBase32(secret),
    digits: 6,
    period: secondFactorLimits.stepSeconds,
    algorithm: 'SHA1',
  });

/** A new secret of 160 bits, as the authenticator takes it. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** The address that an authenticator reads from a QR code. */
export const authenticatorUri = (secret: string, name: string): string => totp(secret, name).toString();

/** The six digits that an authenticator shows at an instant: for stand-ins and tests. */
export const codeAt = (secret: string, now: string): string => totp(secret).generate({ timestamp: Date.parse(now) });

/** The step whose code this is, the neighbouring ones included; null when it is no code of now. */
export function stepOf(secret: string, code: string, now: string): number | null {
  const timestamp = Date.parse(now);
  const delta = totp(secret).validate({ token: code, timestamp, window: secondFactorLimits.driftSteps });
  return delta === null ? null : Math.floor(timestamp / (secondFactorLimits.stepSeconds * 1000)) + delta;
}

/** Makes this phone known to the account; the token is kept on it. */
export async function newDevice(tx: Tx, personId: string, now: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await noteDevice(tx, { tokenHash: hashOf(token), personId, now });
  return token;
}

/** Where a code for an account comes from: one of its known devices, or elsewhere. */
export async function originOf(database: Database, personId: string, device: string | undefined): Promise<string> {
  if (device === undefined) return 'elsewhere';
  const tokenHash = hashOf(device);
  return (await isKnownDevice(database, personId, tokenHash)) ? `device:${tokenHash.toString('hex').slice(0, 32)}` : 'elsewhere';
}

const throttle = { waits: waitAfterWrongCodes.map((minutes) => minutes * 60_000), forget: wrongCodesForgottenHours * 3_600_000 };

/** Takes one try at a code from there, outside of the transaction that a wrong one rolls back. Refuses while it must wait, saying until when. */
export async function takeTry(db: Db, account: string, origin: string, now: string): Promise<void> {
  const until = await countTry(db, { account, origin, now }, throttle);
  if (until !== null) refuseUntil('too_many_wrong_codes', until, now);
}

type StaffTry = Pick<Call<EndpointName>, 'database' | 'sealer' | 'settings' | 'address' | 'now'> & { account: string; origin: string };

/** Where a try counts besides its account: nowhere from a known device, so that nobody who shares the address holds it up. */
const addressOf = ({ sealer, address, origin }: StaffTry) => (origin === 'elsewhere' ? subjectOf(sealer, address) : null);

/**
 * Takes one try at a code of the staff: for the account, and from elsewhere for the address too, over all accounts (ADR 0020). What is refused
 * counts for neither, since it is not looked at.
 */
export async function takeStaffTry(of: StaffTry): Promise<void> {
  const { database, settings, account, origin, now } = of;
  const subject = addressOf(of);
  const { setting, windowSeconds } = rateRules.wrong_code;
  await undisturbed(() =>
    database.begin(async (tx) => {
      if (subject !== null) {
        const seconds = await countRequest(tx, { rate: 'wrong_code', windowSeconds, counted: [{ subject, most: settings[setting] }], now });
        if (seconds > 0) refuseUntil('too_many_wrong_codes_here', later(now, seconds * 1000), now);
      }
      await takeTry(tx, account, origin, now);
    }),
  );
}

/** The code was right: those of the account from there are forgotten, and this one for its address; others stay, which may be a stranger's. */
export async function forgiveStaffTry(tx: Tx, of: StaffTry): Promise<void> {
  const subject = addressOf(of);
  // in the order in which they are taken: nobody waits for another in a circle
  if (subject !== null) await uncountRequest(tx, { rate: 'wrong_code', subject, now: of.now });
  await forgetTries(tx, of.account, of.origin);
}

const refuseUntil = (code: 'too_many_wrong_codes' | 'too_many_wrong_codes_here', until: string, now: string): never =>
  refuse(code, { until, retryAfterSeconds: Math.ceil((Date.parse(until) - Date.parse(now)) / 1000) });
