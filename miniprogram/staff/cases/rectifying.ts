import type { Input } from '../../../shared/contract';
import type { RectificationAction } from '../../../shared/rules/rectification-flow';
import { rectificationsText } from '../../../shared/text/rectifications';
import type { DraftPhoto } from '../../photos/usePhotos';

/** What is written on the page of a rectification; kept on the phone until it is sent. */
export type Rectifying = {
  hazard: string;
  place: string;
  unitId: string | null;
  workingDays: string;
  text: string;
  photos: DraftPhoto[];
};
export const emptyRectifying: Rectifying = { hazard: '', place: '', unitId: null, workingDays: '5', text: '', photos: [] };

const mostDays = 60;

/** What is sent to order it, or null while something is missing. */
export function orderInput(id: string, form: Rectifying, photos: string[]): Input<'desk.orderRectification'> | null {
  const [hazard, place, workingDays] = [form.hazard.trim(), form.place.trim(), Number(form.workingDays)];
  const inRange = Number.isInteger(workingDays) && workingDays >= 1 && workingDays <= mostDays;
  if (hazard.length < 5 || place.length < 2 || form.unitId === null || !inRange || photos.length === 0) return null;
  return { id, hazard, place, unitId: form.unitId, workingDays, photos };
}

/** The sentence for what is still missing, or null. `action` null: a new one is ordered. */
export function missingOf(action: RectificationAction | null, form: Rectifying, photos: number): string | null {
  if (action === null) return orderInput('', form, Array.from({ length: photos }, String)) ? null : rectificationsText.chooseUnit;
  const least = action === 'report' || action === 'cancel' ? 5 : 2;
  if (action === 'report' && (photos === 0 || form.text.trim().length < least)) return rectificationsText.needPhoto;
  return form.text.trim().length < least ? rectificationsText.needWords : null;
}
