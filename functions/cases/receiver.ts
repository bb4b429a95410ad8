import type { Db } from '../../db/client';
import { type Receiver, receiverForBranch, receiverForEnterprise } from '../../db/queries/enterprises';
import { branchOfItem } from '../../db/queries/items';
import { refuse } from '../../shared/contract/errors';
import { shiftAt } from '../../shared/rules/duty';
import { firstReceivers } from '../../shared/rules/case-routing';

/**
 * Who first receives a request of an enterprise (D3): the contact channel of its town, or the department for an item that only the department
 * works on. The enterprise's liaison officer follows either way. Null for an unknown enterprise; refuses an unknown item.
 */
export async function receiverOf(db: Db, enterpriseId: string, itemCode: string | undefined, now: string): Promise<Receiver | null> {
  const ofTown = await receiverForEnterprise(db, enterpriseId, shiftAt(now));
  if (!ofTown || itemCode === undefined) return ofTown;
  const branch = (await branchOfItem(db, itemCode)) ?? refuse('item_unknown');
  if (firstReceivers[branch] === 'town') return ofTown;
  const ofDepartment = await receiverForBranch(db, branch, shiftAt(now));
  return ofDepartment ? { ...ofDepartment, liaisonId: ofTown.liaisonId } : ofTown;
}
