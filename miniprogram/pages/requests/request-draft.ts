import type { Input } from '../../../shared/contract';
import { requestsText } from '../../../shared/text/pages/requests';
import { throughTrainText } from '../../../shared/text/through-train';
import { emptyMatter, type Matter, sentMatter } from '../../cases/matter';

/** A request while it is written; kept on the phone. */
export type RequestDraft = Matter & {
  enterpriseId: string;
  /** To whom, by the through train; empty for the police of the town, `?` before somebody is chosen. */
  leaderId: string;
};
export const emptyRequest: RequestDraft = { ...emptyMatter, enterpriseId: '', leaderId: '' };

/** Something a person would miss: words, a place or photos. */
export const isWritten = ({ title, body, place, point, photos }: RequestDraft): boolean =>
  point !== null || photos.length > 0 || [title, body, place].some((words) => words.trim() !== '');

/** The through train was chosen, and nobody yet to whom. */
export const nobodyYet = '?';

const words = {
  leader: throughTrainText.choose,
  category: requestsText.chooseCategory,
  title: requestsText.writeTitle,
  body: requestsText.writeBody,
} as const;
type Needed = keyof typeof words;

/** What is still to be filled in, and the sentence for the first of it; null when nothing is. */
export function missingOf({ leaderId, category, title, body }: RequestDraft): { all: Needed[]; words: string } | null {
  const all: Needed[] = [];
  if (leaderId === nobodyYet) all.push('leader');
  if (category === '') all.push('category');
  if (title.trim().length < 2) all.push('title');
  if (body.trim().length < 5) all.push('body');
  const [first] = all;
  return first ? { all, words: words[first] } : null;
}

/** What is sent, or null while something is missing. */
export function sentOf(draft: RequestDraft, enterpriseId: string, photos: string[]): Input<'cases.file'> | null {
  const { category, leaderId } = draft;
  if (missingOf(draft) || category === '' || enterpriseId === '') return null;
  return { enterpriseId, ...(leaderId === '' ? {} : { channel: 'through_train', leaderId }), ...sentMatter(draft, category, photos) };
}
