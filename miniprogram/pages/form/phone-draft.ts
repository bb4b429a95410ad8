import type { FormValues } from '../../../shared/rules/form';
import { keptDraft } from '../../draft';

/** What this phone holds of a form. `base`: the stored version it grew from; `by`: whose it is, empty before anybody signed in. */
export type PhoneDraft = { values: FormValues; base: number; by: string; unsent: boolean };

export const draftName = (code: string) => `form:${code}`;
export const noDraft: PhoneDraft = { values: {}, base: 0, by: '', unsent: false };

/** Another person's draft is not this person's: it is neither shown nor sent. */
export const isOwn = (draft: Pick<PhoneDraft, 'by'>, me: string | undefined): boolean => draft.by === '' || draft.by === me;

/** Whether something was typed here that has not reached the service. */
export function hasPhoneDraft(code: string, me: string | undefined): boolean {
  const kept = keptDraft<PhoneDraft>(draftName(code));
  return kept?.unsent === true && isOwn(kept, me);
}
