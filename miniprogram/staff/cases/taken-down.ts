import type { Input } from '../../../shared/contract';
import { type CaseCategory, caseCategories, type takenDownChannels } from '../../../shared/rules/case-flow';
import { emptyMatter, type Matter, sentMatter } from '../../cases/matter';

/** What staff write down; kept on the phone until it is sent. */
export type TakenDown = Matter & {
  channel: (typeof takenDownChannels)[number] | '';
  /** For the through train. */
  leaderId: string;
  enterprise: { id: string; name: string } | null;
  /** A member that was found, or name and number of somebody. */
  personId: string | null;
  name: string;
  phone: string;
};
export const emptyTakenDown: TakenDown = { ...emptyMatter, channel: '', leaderId: '', enterprise: null, personId: null, name: '', phone: '' };
export const offered: readonly CaseCategory[] = caseCategories;

const phoneForm = /^1[3-9]\d{9}$/;

/** What is sent, or null while something is missing. */
export function takenInput(form: TakenDown, photos: string[]): Input<'desk.takeDown'> | null {
  const { channel, leaderId, enterprise, personId, category } = form;
  const [name, phone] = [form.name.trim(), form.phone.trim()];
  const requester = personId ? { personId } : name.length >= 2 && phoneForm.test(phone) ? { name, phone } : null;
  if (channel === 'through_train' && leaderId === '') return null;
  if (!channel || !enterprise || !category || !requester) return null;
  const matter = sentMatter(form, category, photos);
  if (matter.title.length < 2 || matter.body.length < 5) return null;
  return { channel, ...(channel === 'through_train' ? { leaderId } : {}), enterpriseId: enterprise.id, requester, ...matter };
}
