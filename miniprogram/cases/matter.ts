import type { CaseCategory } from '../../shared/rules/case-flow';
import type { DraftPhoto } from '../photos/usePhotos';

export type Point = { latitude: number; longitude: number };

/** What a request is about, while it is written by whoever asks or taken down by staff; kept on the phone. */
export type Matter = {
  category: CaseCategory | '';
  /** Of the catalogue; empty when nothing was chosen. */
  itemCode: string;
  itemName: string;
  title: string;
  body: string;
  place: string;
  point: Point | null;
  photos: DraftPhoto[];
};
export const emptyMatter: Matter = { category: '', itemCode: '', itemName: '', title: '', body: '', place: '', point: null, photos: [] };

/** What is sent of it with photos that were taken in; what may be left out is left out. */
export function sentMatter({ itemCode, point, ...matter }: Matter, category: CaseCategory, photos: string[]) {
  const place = matter.place.trim();
  return {
    category,
    ...(itemCode === '' ? {} : { itemCode }),
    title: matter.title.trim(),
    body: matter.body.trim(),
    ...(place.length >= 2 ? { place } : {}),
    ...(point ? { point } : {}),
    ...(photos.length > 0 ? { photos } : {}),
  };
}
