import { serviceAddress } from './api';
import { paths } from './paths';

/**
 * What the QR of a checklist says: an address that any camera opens in the browser, and from which the officer's scanner takes the code. The bare code
 * where this build does not know the service's address.
 */
export function checklistLink(code: string): string {
  return linkTo(paths.checklist(code)) ?? code;
}

/** What the QR of an invitation says; the bare code likewise. */
export function invitationLink(code: string): string {
  return linkTo(paths.joinEnterprise(code)) ?? code;
}

/** The address of a page for any browser; null where this build does not know the service's. */
export function linkTo(path: string): string | null {
  const site = process.env.TARO_ENV === 'h5' ? window.location.origin + window.location.pathname : serviceAddress && `${serviceAddress}/`;
  return site ? `${site}#${path}` : null;
}
