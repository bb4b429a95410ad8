import type { Input } from '../../../shared/contract';
import { type CaseCategory, caseCategories, type takenDownChannels } from '../../../shared/rules/case-flow';
import type { Point } from '../../pages/requests/request-draft';
import type { DraftPhoto } from '../../photos/usePhotos';

/** What staff write down; kept on the phone until it is sent. */
export type TakenDown = {
  channel: (typeof takenDownChannels)[number] | '';
  /** For the through train. */
  leaderId: string;
  enterprise: { id: string; name: string } | null;
  /** A member that was found, or name and number of somebody. */
  personId: string | null;
  name: string;
  phone: string;
  category: CaseCategory | '';
  /** What it is about, of the catalogue; empty when nothing was chosen. */
  itemCode: string;
  itemName: string;
  title: string;
  body: string;
  place: string;
  point: Point | null;
  photos: DraftPhoto[];
};
export const emptyTakenDown: TakenDown = {
  channel: '',
  leaderId: '',
  enterprise: null,
  personId: null,
  name: '',
  phone: '',
  category: '',
  itemCode: '',
  itemName: '',
  title: '',
  body: '',
  place: '',
  point: null,
  photos: [],
};
export const offered: readonly CaseCategory[] = caseCategories;

const phoneForm = /^1[3-9]\d{9}$/;

/** What is sent, or null while something is missing. */
export function takenInput(form: TakenDown, photos: string[]): Input<'desk.takeDown'> | null {
  const { channel, leaderId, enterprise, personId, category, itemCode, point } = form;
  const [title, body, place, name, phone] = [form.title.trim(), form.body.trim(), form.place.trim(), form.name.trim(), form.phone.trim()];
  const requester = personId ? { personId } : name.length >= 2 && phoneForm.test(phone) ? { name, phone } : null;
  if (channel === 'through_train' && leaderId === '') return null;
  if (!channel || !enterprise || !category || !requester || title.length < 2 || body.length < 5) return null;
  return {
    channel,
    ...(channel === 'through_train' ? { leaderId } : {}),
    enterpriseId: enterprise.id,
    category,
    ...(itemCode === '' ? {} : { itemCode }),
    title,
    body,
    requester,
    ...(place.length >= 2 ? { place } : {}),
    ...(point ? { point } : {}),
    ...(photos.length > 0 ? { photos } : {}),
  };
}
