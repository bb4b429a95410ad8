import type { Database } from '../../../db/client';
import { demoTemplates } from '../../../db/content/demo';
import { type CallState, type MessageState, noticeStanding } from '../../../shared/rules/notice-call';
import { nameOf, type Outside } from './wechat';

export type Event = { subjectId: string; kind: string; personId: string };

type Told = Event & { id: string; openid: string | null; read: boolean; message: MessageState; error: string | null; call: CallState | null };

/** What is wrong with how these events were told, a line each; and how many notices stand where. */
export async function audit(db: Database, outside: Outside, events: Event[]): Promise<{ wrong: string[]; standings: Record<string, number> }> {
  const told = await db<Told[]>`
    select n.id, n.subject_id as "subjectId", n.kind, n.person_id as "personId", p.openid, n.read_at is not null as read,
      coalesce(o.state, 'none') as message, o.last_error as error, c.state as call
    from notice n join person p on p.id = n.person_id left join outbox o on o.id = 'out' || substr(n.id, 5)
      left join notice_call c on c.notice_id = n.id`;
  const wrong: string[] = [];
  const find = (sentence: string, found: readonly string[]) => {
    if (found.length > 0) wrong.push(`${sentence}: ${found.length}, such as ${found[0]}`);
  };
  const keyOf = ({ subjectId, kind, personId }: Event) => `${subjectId} ${kind} ${personId}`;
  const inboxes = new Map<string, number>();
  for (const one of told) inboxes.set(keyOf(one), (inboxes.get(keyOf(one)) ?? 0) + 1);
  const expected = new Set(events.map(keyOf));
  find(
    'events are lost: not in the inbox',
    [...expected].filter((key) => !inboxes.has(key)),
  );
  find(
    'notices stand more than once in the inbox',
    [...inboxes].filter(([, count]) => count > 1).map(([key]) => key),
  );
  find(
    'notices of nothing that happened',
    [...inboxes.keys()].filter((key) => !expected.has(key)),
  );

  const shown = new Map<string, number>();
  for (const message of outside.memory.messages) shown.set(nameOf(message), (shown.get(nameOf(message)) ?? 0) + 1);
  const digest = demoTemplates().staff_digest;
  find(
    'messages were shown more than once',
    [...shown].filter(([name, count]) => count > 1 && !name.includes(digest)).map(([name]) => name),
  );
  const ids = demoTemplates() as Record<string, string>;
  const wasShown = ({ openid, kind, subjectId }: Told) => {
    const page = kind.startsWith('staff_') ? 'staff/window/appointment' : 'pages/appointments/detail';
    return shown.has(`${openid} ${ids[kind]} ${page}?id=${subjectId}`);
  };
  const alone = told.filter(({ kind }) => !kind.startsWith('staff_'));
  find(
    'messages count as delivered and were never shown',
    alone.filter((one) => one.message === 'delivered' && !wasShown(one)).map(({ id }) => id),
  );
  find(
    'messages were shown and count as not sent',
    alone.filter((one) => (one.message === 'dropped' || one.message === 'dead') && wasShown(one)).map(({ id, error }) => `${id} ${error}`),
  );
  // What a digest counts, it counts once: shown at most as often as there were notices.
  for (const openid of new Set(outside.memory.messages.filter(({ templateId }) => templateId === digest).map(({ touser }) => touser))) {
    const counted = outside.memory.messages
      .filter((one) => one.touser === openid && one.templateId === digest)
      .reduce((sum, { data }) => sum + Number(data.number2), 0);
    const inDigests = told.filter((one) => one.openid === openid && (one.message === 'delivered' || one.message === 'unknown')).length;
    if (counted > inDigests) wrong.push(`notices to staff were shown more than once: digests count ${counted} of ${inDigests}`);
  }

  find(
    'a notice to an account has no letter',
    told.filter(({ openid, message }) => openid !== null && message === 'none').map(({ id }) => id),
  );
  find(
    'a letter is in no final state',
    told.filter(({ message }) => message === 'pending').map(({ id }) => id),
  );
  find(
    'a letter ended without a reason',
    told.filter(({ message, error }) => !['none', 'delivered', 'pending'].includes(message) && error === null).map(({ id }) => id),
  );
  find(
    'WeChat was asked again for a message that it had no grant for',
    [...outside.ungranted].filter(([, count]) => count > 1).map(([name]) => name),
  );

  const heard = ({ kind, read, message }: Told) => kind !== 'appointment_confirmed' || read || message === 'delivered';
  find(
    'nobody calls about a notice that has reached nobody',
    told.filter((one) => !heard(one) && one.call === null).map(({ id }) => id),
  );
  find(
    'somebody is to be called who knows',
    told.filter((one) => heard(one) && one.call === 'open').map(({ id }) => id),
  );

  const { answered, distinct, revoked, unheard } = outside.tokens;
  if (answered > distinct.size + unheard) wrong.push(`the token was fetched ${answered} times for ${distinct.size} tokens`);
  const hours = (Date.parse(outside.memory.clock.now()) - Date.parse(begin(outside))) / 3_600_000;
  const due = 1 + revoked + Math.ceil(hours / 1.925) + unheard;
  if (distinct.size > due) wrong.push(`the token was fetched anew ${distinct.size} times, due ${due}`);

  const standings: Record<string, number> = {};
  for (const one of told) {
    const standing = noticeStanding(one);
    standings[standing] = (standings[standing] ?? 0) + 1;
  }
  return { wrong, standings };
}

const begin = ({ memory }: Outside): string => memory.messages[0]?.at ?? memory.clock.now();
