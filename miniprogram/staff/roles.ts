import { claimReadRoles } from '../../shared/rules/claim-flow';
import { registerRoles } from '../../shared/rules/enterprise-flow';
import { callRoles } from '../../shared/rules/notice-call';
import { remedyRoles } from '../../shared/rules/remedy-flow';
import { returnRoles } from '../../shared/rules/return-visit';
import { textCheckRoles } from '../../shared/rules/text-check';
import { urgentDeskRoles } from '../../shared/rules/urgent-flow';
import type { StaffRole } from '../../shared/rules/roles';
import type { Me } from '../session';

/** Roles of each staff page, as shared/contract declares them for its endpoints. */
export const windowRoles = ['officer', 'guide', 'unit_head'] as const satisfies readonly StaffRole[];
export const officerRoles = ['officer', 'unit_head'] as const satisfies readonly StaffRole[];
export const deskRoles = ['liaison', 'handler', 'unit_head', 'supervisor'] as const satisfies readonly StaffRole[];
export const boardRoles = ['supervisor', 'unit_head'] as const satisfies readonly StaffRole[];

/** Who owns items: heads for their department's, administrators for all. */
export const ownerRoles = ['unit_head', 'administrator'] as const satisfies readonly StaffRole[];

/** Who sees the calendars of halls; heads and administrators change them. */
export const hallRoles = ['officer', 'guide', 'unit_head', 'supervisor', 'administrator'] as const satisfies readonly StaffRole[];
export const headRoles = ['unit_head', 'administrator'] as const satisfies readonly StaffRole[];
/** Who goes to firms. */
export const visitRoles = ['officer', 'guide', 'liaison', 'handler', 'unit_head', 'supervisor'] as const satisfies readonly StaffRole[];

/** Who sees how halls do; heads and administrators enter the baseline. */
export const figureRoles = ['unit_head', 'supervisor', 'administrator'] as const satisfies readonly StaffRole[];

/** Who sees the register of key enterprises. */
export const enterpriseRoles = ['liaison', ...registerRoles] as const satisfies readonly StaffRole[];

/** Who sees what was done at an enterprise's door. */
export const serviceRoles = ['liaison', 'unit_head', 'supervisor'] as const satisfies readonly StaffRole[];

/** Who sees the claims to be principal of an enterprise. */
export const claimRoles = claimReadRoles satisfies readonly StaffRole[];

/** Who tells people by telephone what nothing else has brought to them. */
export const callDeskRoles = callRoles satisfies readonly StaffRole[];

/** Who decides on words that the content check held. */
export const textDeskRoles = textCheckRoles satisfies readonly StaffRole[];

/** Who may be on duty for urgent requests. */
export const urgentRoles = urgentDeskRoles satisfies readonly StaffRole[];

/** Who takes up low ratings. */
export const followUpRoles = remedyRoles satisfies readonly StaffRole[];

/** Who calls about closed requests. */
export const returnDeskRoles = returnRoles satisfies readonly StaffRole[];

/** Whether the person holds one of the roles, at whatever unit. */
export const holds = (me: Me, roles: readonly StaffRole[]): boolean => me.staff.some(({ role }) => roles.includes(role));

/** The hall and counter the person works at, when a role names them. */
export function workplace(me: Me): { hallId: string | null; counter: string | null } {
  const held = me.staff.find(({ hallId }) => hallId !== null);
  return { hallId: held?.hallId ?? null, counter: held?.counter ?? null };
}
