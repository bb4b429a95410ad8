import type { EnterpriseStatus } from './enterprise-flow';
import type { EnterpriseRole } from './roles';

/** G4 企业市长直通车: the principal of an entitled enterprise writes to the mayor or a named deputy. */
export const leaderOffices = ['mayor', 'deputy_mayor'] as const;
export type LeaderOffice = (typeof leaderOffices)[number];

/** Open to principals only. */
export const writesToLeaders = (role: EnterpriseRole | undefined): boolean => role === 'principal';

/** About 130 enterprises are entitled by the register, each as long as it is not suspended or removed. */
export const isEntitled = ({ throughTrain, status }: { throughTrain: boolean; status: EnterpriseStatus }): boolean =>
  throughTrain && status !== 'suspended' && status !== 'removed';
