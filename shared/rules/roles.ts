/** Staff roles; a person may hold several, each at one unit. Reach is decided in shared/rules/access.ts. */
export const staffRoles = ['officer', 'guide', 'liaison', 'handler', 'unit_head', 'supervisor', 'administrator'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** A role held at a unit. `unitPath` is the chain of unit ids from the bureau down, each ended by `/`. */
export type RoleAtUnit = { role: StaffRole; unitId: string; unitPath: string };

export const enterpriseRoles = ['principal', 'employee'] as const;
export type EnterpriseRole = (typeof enterpriseRoles)[number];

/** Who is asking: a signed-in person with every role that person holds. */
export type Actor = {
  personId: string;
  staff: RoleAtUnit[];
  enterprises: { enterpriseId: string; role: EnterpriseRole }[];
};
