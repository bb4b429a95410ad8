import type { Db } from '../../db/client';
import { type NoticeToSend, spendGrant } from '../../db/queries/notices';
import { type ClaimedLetter, finishBatch, gatherLetters, type LetterEnd } from '../../db/queries/outbox';
import { noticeFields } from '../../shared/rules/notice-fields';
import { fitTemplateField } from '../../shared/rules/template-fields';
import type { NoticeKind } from '../../shared/text/notices';

type Message = { kind: NoticeKind; page: string; fields: Record<string, string> };
const inboxPage = 'pages/inbox/index';

/**
 * J2: the one message for all that has come to one of staff: takes in what nobody has in hand and says what came first and how many there are.
 * Null when there is only this one, or when there is no template or no grant for the digest: then the first stands for all, and the inbox
 * has the rest. What a first try was granted for, later ones keep.
 */
export async function gathered(db: Db, letter: ClaimedLetter, first: NoticeToSend): Promise<Message | null> {
  if (letter.batchFor === null || (letter.payload.granted && letter.payload.granted !== 'staff_digest')) return null;
  const others = await gatherLetters(db, { id: letter.id, batchFor: letter.batchFor });
  if (others === 0 || !first.templates.staff_digest) return null;
  if (!letter.payload.granted) {
    if (!(await spendGrant(db, letter, { personId: first.personId, kind: 'staff_digest' }))) return null;
    letter.payload.granted = 'staff_digest';
  }
  const facts: Record<string, string> = { what: first.title, count: String(others + 1) };
  const fields = Object.entries(noticeFields.staff_digest).map(([key, fact]) => [key, fitTemplateField(key, facts[fact] ?? '')]);
  return { kind: 'staff_digest', page: inboxPage, fields: Object.fromEntries(fields) };
}

/** Ends a gathered letter and those joined to it: told with it when it was a digest that arrived, else left to the inbox. */
export async function finishGathered(db: Db, letter: ClaimedLetter & { batchFor: string }, end: LetterEnd): Promise<void> {
  const isDigest = letter.payload.granted === 'staff_digest';
  const shared = isDigest && (end.state === 'delivered' || end.state === 'unknown');
  const others = shared ? { state: end.state, error: end.error } : { state: 'dropped' as const, error: `left to the inbox: joined to ${letter.id}` };
  await finishBatch(db, letter, end, others);
}
