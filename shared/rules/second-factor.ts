import { type RoleAtUnit, separateRoles, type StaffRole } from './roles';
import type { Settings } from './settings';
import { type Instant, later } from './shanghai';

/** A8: roles that have power only with a second factor (RFC 6238, six digits every 30 seconds, SHA-1: what every authenticator app speaks). */
export const secondFactorRoles = ['unit_head', 'supervisor', ...separateRoles] as const satisfies readonly StaffRole[];

export const secondFactorLimits = {
  /** A passed second factor ends after so long without a request … */
  idleMinutes: 30,
  /** … and after so long in any case. */
  longestHours: 12,
  /** Codes of the step before and after are taken too: clocks of phones differ (RFC 6238, 5.2). */
  driftSteps: 1,
  stepSeconds: 30,
  recoveryCodes: 10,
} as const;

/** A code that binds a WeChat account to a staff member lives so long. */
export const bindingCodeHours = 24;

/**
 * Minutes during which nothing is tried after so many wrong codes in a row, from one device of an account (NIST SP 800-63B, 5.2.2: throttling;
 * OWASP, device cookies). The last stands for all that follow. A day without a wrong code begins anew.
 */
export const waitAfterWrongCodes = [0, 0, 0, 0, 1, 2, 4, 8, 15, 30, 60, 120, 240] as const;
export const wrongCodesForgottenHours = 24;

const needs = (role: StaffRole): boolean => secondFactorRoles.some((one) => one === role);

export const needsSecondFactor = (held: readonly Pick<RoleAtUnit, 'role'>[]): boolean => held.some(({ role }) => needs(role));

/** The roles that count now: those that need a second factor only while it holds. */
export function rolesInForce(held: readonly RoleAtUnit[], until: Instant | null, now: Instant): RoleAtUnit[] {
  return held.filter(({ role }) => !needs(role) || holds(until, now));
}

export function holds(until: Instant | null, now: Instant): boolean {
  return until !== null && now < until;
}

/** Until when a second factor that was passed at `passedAt` holds after a request at `now`. */
export function holdsUntil(passedAt: Instant, now: Instant): Instant {
  const idle = later(now, secondFactorLimits.idleMinutes * 60_000);
  const longest = later(passedAt, secondFactorLimits.longestHours * 3_600_000);
  return idle < longest ? idle : longest;
}

/** Whether staff have left a session alone for so long that none of its roles counts any more; signing in again gives them back. */
export const isIdle = (seenAt: Instant, settings: Pick<Settings, 'staffIdleMinutes'>, now: Instant): boolean =>
  later(seenAt, settings.staffIdleMinutes * 60_000) <= now;
