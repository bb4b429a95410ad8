/** B8: why an officer asks for something the frozen list does not name. The list's owner learns of each. */
export const extraReasons = ['not_foreseen', 'doubtful', 'rule_changed', 'other'] as const;
export type ExtraReason = (typeof extraReasons)[number];

/** What the item's owner decides: the list is put right, or the demand was not justified. */
export const extraOutcomes = ['list_improved', 'not_needed'] as const;
export type ExtraOutcome = (typeof extraOutcomes)[number];

/** Whether two names of materials mean the same paper: spaces and punctuation set aside. */
export function sameMaterial(one: string, other: string): boolean {
  const bare = (name: string) => name.replace(/[\s\p{P}\p{S}]/gu, '');
  return bare(one) === bare(other);
}
