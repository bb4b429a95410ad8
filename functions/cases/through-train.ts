import type { Db } from '../../db/client';
import { cityLeaders, throughTrainOf } from '../../db/queries/enterprises';
import { refuse } from '../../shared/contract/errors';
import type { CaseChannel } from '../../shared/rules/case-flow';
import type { EnterpriseRole } from '../../shared/rules/roles';
import { isEntitled, writesToLeaders } from '../../shared/rules/through-train';

type Riding = {
  enterpriseId: string;
  channel: CaseChannel;
  leaderId: string | undefined;
  /** Of who asks; undefined for a principal without an account, whom the liaison officer knows. */
  role: EnterpriseRole | undefined;
};

/** To whom a request goes by the through train (G4); null by any other way. Refuses whoever may not write, and nobody chosen. */
export async function leaderFor(db: Db, { enterpriseId, channel, leaderId, role }: Riding): Promise<string | null> {
  if (channel !== 'through_train') return null;
  if (role !== undefined && !writesToLeaders(role)) return refuse('principal_required');
  const entitled = await throughTrainOf(db, enterpriseId);
  if (!entitled || !isEntitled(entitled)) return refuse('not_entitled');
  return (await cityLeaders(db)).find(({ id }) => id === leaderId)?.id ?? refuse('leader_missing');
}
