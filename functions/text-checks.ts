import type { Db, Tx } from '../db/client';
import { type Checked, insertTextCheck, type UnshownText, unshownTexts } from '../db/queries/text-checks';
import { unshownWords } from '../shared/text/text-checks';
import { newId } from './ids';

/** K4: others read these words once WeChat, or a person, has passed them. In the transaction that stores them. */
export async function checkBeforeShown(tx: Tx, words: Checked, { authorId, now }: { authorId: string; now: string }): Promise<void> {
  await insertTextCheck(tx, { ...words, id: newId('check', now), authorId, now });
}

/** What one looks at of words that may be unchecked: the words with what their author is told, or for others what stands instead of them. */
export type Shown = { text: string | null; check: Pick<UnshownText, 'state' | 'answer'> | null };

/**
 * How the words of these requests and return visits are read by one of the firm (`viewerId`), or by staff (null), who see all.
 * @returns the words as they are, or what stands instead, by subject and number
 */
export async function readerOf(db: Db, subjectIds: readonly string[], viewerId: string | null) {
  const unshown = await unshownTexts(db, subjectIds);
  return (subjectId: string, seq: number, text: string | null): Shown => {
    const found = unshown.find((one) => one.subjectId === subjectId && one.seq === seq);
    if (!found) return { text, check: null };
    if (viewerId !== null && found.authorId !== viewerId) return { text: text && unshownWords[found.state], check: null };
    return { text, check: { state: found.state, answer: found.answer } };
  };
}
