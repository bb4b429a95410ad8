import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../../db/client';
import { later } from '../../../shared/rules/shanghai';

/** What must be so of notices, as SQL that yields what breaks it. */
const rules: Record<string, string> = {
  'each letter that is delivered has put one notice in the inbox, and no other letter any': `
    select l.id from (
      select payload ->> 'appointmentId' as id, payload ->> 'notice' as notice, count(*) filter (where state = 'delivered') as delivered
      from outbox where kind = 'appointment_notice' and payload ->> 'notice' not like 'staff_%' group by 1, 2) l
    join appointment a on a.id = l.id
    where l.delivered <> (select count(*) from notice n where n.subject_id = l.id and n.kind = l.notice and n.person_id = a.person_id)`,
  'each letter is delivered, dropped or unknown with a reason, pending or dead': `
    select id from outbox where state not in ('delivered', 'dropped', 'unknown', 'pending', 'dead') or state in ('dropped', 'unknown') and last_error is null`,
};

/**
 * Waits until nothing in the outbox is due any more by the service's clock, but for what a killed sender had in hand where `free` is said, or half a
 * minute has passed. What is gathered for staff until later is not waited for.
 */
export async function worked(db: Database, which: 'all' | 'free', aheadMs = 0): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    const [row] = await db<
      { due: number }[]
    >`select count(*) as due from outbox where state = 'pending' and due_at <= ${later(new Date().toISOString(), aheadMs)} and kind in ('appointment_notice', 'wechat_message') and (${which === 'all'} or leased_until is null)`;
    if (row?.due === 0) break;
    await pause(200);
  }
}

/** When the outbox is worked off: what was told twice, or is neither told nor shown as open. */
export async function letters(db: Database, messages: Map<string, number>, aheadMs: number): Promise<{ notices: number; wrong: string[] }> {
  await worked(db, 'all', aheadMs);
  const wrong: string[] = [];
  for (const [sentence, sql] of Object.entries(rules)) {
    const rows = await db.unsafe<{ id: string }[]>(sql);
    if (rows.length > 0) wrong.push(`not so: ${sentence}: ${rows.length}, such as ${rows[0]?.id}`);
  }
  const twice = [...messages].filter(([, count]) => count > 1);
  if (twice.length > 0) wrong.push(`${twice.length} messages were sent more than once, such as ${twice[0]?.[0]}`);
  const sent = await db<{ openid: string; subjectId: string }[]>`
    select p.openid, n.subject_id as "subjectId" from outbox o join notice n on n.id = o.payload ->> 'noticeId' join person p on p.id = n.person_id
    where o.kind = 'wechat_message' and o.state = 'delivered' and n.kind = 'appointment_booked'`;
  const arrived = new Set([...messages.keys()].map((name) => `${name.split(' ')[0]} ${name.split('id=')[1]}`));
  const missing = sent.filter(({ openid, subjectId }) => !arrived.has(`${openid} ${subjectId}`));
  if (missing.length > 0) wrong.push(`${missing.length} messages count as delivered and never arrived, such as ${missing[0]?.subjectId}`);
  const [row] = await db<{ count: number }[]>`select count(*) from notice`;
  return { notices: row?.count ?? 0, wrong };
}
