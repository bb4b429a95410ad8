/** What happens to a staff member, one entry of the history each. */
export const staffEvents = ['give', 'take', 'code', 'bind', 'unbind', 'enrol', 'reset'] as const;
export type StaffEvent = (typeof staffEvents)[number];
