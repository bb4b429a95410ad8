/**
 * What happens, one after the other. `silent`: nothing comes back over any connection, and over those of that time never again; `some silent`: the
 * same for a third of those that are open, while others work; `drip`: answers come in drops; `cut`: connections are reset in the midst of an answer;
 * `clock`: the service's jumps by an hour and a day, there and back.
 */
export const faultNames = ['down', 'silent', 'some silent', 'slow', 'drip', 'cut', 'restart', 'disk full', 'clock', 'WeChat'] as const;
export type FaultName = (typeof faultNames)[number];
