/** Staff roles; a person may hold several, each at one unit. Reach is decided in shared/rules/access.ts. */
export const staffRoles = [
  'officer',
  'guide',
  'liaison',
  'handler',
  'unit_head',
  'supervisor',
  'administrator',
  'security_administrator',
  'audit_administrator',
] as const;
export type StaffRole = (typeof staffRoles)[number];

/**
 * Who keeps the system, who keeps its locks and who reads its log are three people (GB/T 22239-2019, 8.1.5): `administrator` units, accounts and
 * settings; `security_administrator` second factors; `audit_administrator` the audit log. Any of them goes with other roles, not with one another.
 */
export const separateRoles = ['administrator', 'security_administrator', 'audit_administrator'] as const satisfies readonly StaffRole[];

export const isSeparate = (role: StaffRole): boolean => separateRoles.some((one) => one === role);

/** Whether somebody with these roles, at whatever units, may get one more. A trigger on `staff_role` says the same. */
export const mayHold = (held: readonly { role: StaffRole }[], more: StaffRole): boolean =>
  !isSeparate(more) || held.every(({ role }) => role === more || !isSeparate(role));

/** Who sees who works where: system administrators change it, security administrators reset second factors. */
export const peopleRoles = ['administrator', 'security_administrator'] as const satisfies readonly StaffRole[];

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
