/** A7: what a unit of the tree is. */
export const unitKinds = ['bureau', 'department', 'sub_bureau', 'hall', 'station', 'workstation'] as const;
export type UnitKind = (typeof unitKinds)[number];
