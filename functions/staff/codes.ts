import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Database, Tx } from '../../db/client';
import { countTry, isKnownDevice, noteDevice } from '../../db/queries/second-factor';
import { refuse } from '../../shared/contract/errors';
import { secondFactorLimits, waitAfterWrongCodes, wrongCodesForgottenHours } from '../../shared/rules/second-factor';
import { staffText } from '../../shared/text/pages/staff';

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
export async function takeTry(database: Database, account: string, origin: string, now: string): Promise<void> {
  const until = await countTry(database, { account, origin, now }, throttle);
  if (until !== null) refuse('too_many_wrong_codes', { until });
}
