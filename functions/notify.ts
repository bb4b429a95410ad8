import type { Tx } from '../db/client';
import { insertNotice } from '../db/queries/notices';
import { firstLookMs, isToldByTelephone } from '../shared/rules/notice-call';
import { noticeFields } from '../shared/rules/notice-fields';
import { later } from '../shared/rules/shanghai';
import { isGathered } from '../shared/rules/staff-messages';
import { fitTemplateField } from '../shared/rules/template-fields';
import { type NoticeKind, noticeWords } from '../shared/text/notices';
import { newId } from './ids';

export type Notification = {
  personId: string;
  kind: NoticeKind;
  subjectId: string | null;
  /** What the words of the kind name (shared/text/notices.ts). A missing one is a bug and throws. */
  facts: Record<string, string>;
  now: string;
  /** Staff are told of it at once, night or day (J2). */
  urgent?: boolean;
  /** The person did it, and knows: nobody calls. */
  own?: boolean;
};

/**
 * Tells a person: a notice in the inbox and, for people with a WeChat account, a message in the outbox, both in the transaction of the
 * change. Whether WeChat takes the message (a grant is needed) decides functions/jobs/deliver.ts; the inbox has it in any case, and what must be
 * known is told by telephone when neither is looked at (functions/jobs/notice-calls.ts).
 */
export async function notify(tx: Tx, { personId, kind, subjectId, facts, now, urgent = false, own = false }: Notification): Promise<void> {
  const known = new Proxy(facts, {
    get(all, name) {
      const value = all[String(name)];
      if (value === undefined) throw new Error(`notice ${kind} lacks the fact ${String(name)}`);
      return value;
    },
  });
  const words = noticeWords[kind];
  const fields = Object.entries(noticeFields[kind]).map(([key, fact]) => [key, fitTemplateField(key, known[fact] as string)]);
  await insertNotice(tx, {
    id: newId('note', now),
    personId,
    kind,
    subjectId,
    title: words.title,
    body: words.body(known),
    fields: Object.fromEntries(fields),
    callAt: isToldByTelephone(kind) && !own ? later(now, firstLookMs) : null,
    gathered: isGathered(kind) && !urgent,
    now,
  });
}
