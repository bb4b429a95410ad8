import type { EndpointDefinition } from '../contract/endpoint';

/** What an audit entry says was done: somebody looked at data of others, or something was changed. */
export const auditEffects = ['read', 'change'] as const;
export type AuditEffect = (typeof auditEffects)[number];

/**
 * K2: every change is recorded in its transaction, and every read by staff, since staff read data of others. Not here: what a person reads of
 * the own, what is public, and the few writes that are one statement (`in_statement`), whose history that statement writes.
 */
export const isRecordedRead = ({ audience }: Pick<EndpointDefinition, 'audience'>, isWrite: boolean): boolean => !isWrite && Array.isArray(audience);

/** What can be wrong with the chain over the entries. */
export type ChainFaultKind = 'entry_gone' | 'entry_changed' | 'links_missing' | 'end_cut' | 'end_changed' | 'anchor_changed' | 'never_linked';

/** Most ids an entry names. A list of more says who looked, and at which list. */
const most = 200;
const idForm = /"([a-z]{2,8}_[0-9a-hjkmnp-tv-z]{26})"/g;

/** The ids of everything that input and answer name, each once, in the order of the first mention. */
export function auditSubjects(input: unknown, answer: string): string[] {
  const found = new Set<string>();
  for (const text of [JSON.stringify(input) ?? '', answer])
    for (const [, id] of text.matchAll(idForm)) {
      if (found.size >= most) return [...found];
      found.add(id as string);
    }
  return [...found];
}
