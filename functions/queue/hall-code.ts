import type { Sealer } from '../../db/sealed';
import { readable } from '../ids';

/** The code in the QR at the door of a hall: eight signs that follow from the hall and the secret of this installation, so nobody needs to store it. */
export function hallCode(sealer: Sealer, hallId: string): string {
  const hash = sealer.hash('hall', 'check_in_code', hallId);
  return Array.from(hash.slice(0, 8), (byte) => readable[byte % readable.length]).join('');
}
