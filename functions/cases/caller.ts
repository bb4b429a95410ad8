import type { Tx } from '../../db/client';
import { findCaller, insertCaller } from '../../db/queries/exchange';
import type { Sealer } from '../../db/sealed';
import { newId } from '../ids';

/** Somebody who called, as a person of ours: known by number and name, never joined to a WeChat account, which the number does not prove. */
export async function callerByPhone(tx: Tx, sealer: Sealer, { name, phone, now }: { name: string; phone: string; now: string }): Promise<string> {
  const phoneHash = sealer.hash('person', 'phone', phone);
  const known = await findCaller(tx, { phoneHash, name });
  if (known) return known;
  const id = newId('per', now);
  await insertCaller(tx, { id, name, phoneHash, phoneSealed: sealer.seal({ table: 'person', column: 'phone', row: id }, phone), now });
  return id;
}
