import type { Tx } from '../db/client';
import { insertNotice } from '../db/queries/notices';
import { queueWechatMessage } from '../db/queries/outbox';
import { noticeFields } from '../shared/rules/notice-fields';
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
};

/**
 * Tells a person: a notice in the inbox and, for people with a WeChat account, a message in the outbox, both in the transaction of the
 * change. Whether WeChat takes the message (a grant is needed) decides functions/jobs/deliver.ts; the inbox has it in any case.
 */
export async function notify(tx: Tx, { personId, kind, subjectId, facts, now }: Notification): Promise<void> {
  const known = new Proxy(facts, {
    get(all, name) {
      const value = all[String(name)];
      if (value === undefined) throw new Error(`notice ${kind} lacks the fact ${String(name)}`);
      return value;
    },
  });
  const words = noticeWords[kind];
  const fields = Object.entries(noticeFields[kind]).map(([key, fact]) => [key, fitTemplateField(key, known[fact] as string)]);
  const noticeId = newId('note', now);
  await insertNotice(tx, {
    id: noticeId,
    personId,
    kind,
    subjectId,
    title: words.title,
    body: words.body(known),
    fields: Object.fromEntries(fields),
    now,
  });
  await queueWechatMessage(tx, { id: newId('out', now), noticeId, personId, now });
}
