import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Tx } from '../db/client';
import { claimPush, endAccount, endGrants, failMessage, grantsFromWechat } from '../db/queries/wechat-pushes';
import { refuse } from '../shared/contract/errors';
import { toldByTelephone } from '../shared/rules/notice-call';
import type { Room } from './call';
import { log } from './log';
import { parseJson, parseQuery, readText } from './parse';
import type { PushProblem } from './ports/wechat-push';
import { asSystem } from './scope';

/** The address to write into WeChat's console (消息推送), after that of the service. */
export const wechatPushPath = '/api/wechat/push';

const entrySchema = z.object({
  TemplateId: z.optional(z.string().check(z.maxLength(64))),
  SubscribeStatusString: z.optional(z.string()),
  MsgID: z.optional(z.string().check(z.maxLength(64))),
  ErrorCode: z.optional(z.union([z.string(), z.number()])),
  ErrorStatus: z.optional(z.string()),
});
type Entry = z.infer<typeof entrySchema>;

/** Of one entry WeChat sends the entry, of more a list. */
const eventSchema = z.object({
  FromUserName: z.string(),
  Event: z.string().check(z.regex(/^\w{1,64}$/)),
  OpenID: z.optional(z.string()),
  List: z.optional(z.union([z.array(entrySchema), entrySchema])),
});
/** A message's number has more digits than JSON.parse keeps. */
const bareNumber = /("MsgID"\s*:\s*)(\d+)/g;

type Told = { from: string; about: string; entries: readonly Entry[]; now: string };

const templatesWith = (entries: readonly Entry[], status: string) => [
  ...new Set(entries.flatMap((entry) => (entry.SubscribeStatusString === status && entry.TemplateId ? [entry.TemplateId] : []))),
];

/** What each event changes with us. Any other is taken and changes nothing. */
const effects = {
  /** The person has answered the question for messages. */
  subscribe_msg_popup_event: (tx, { from, entries }) => grantsFromWechat(tx, from, templatesWith(entries, 'accept')),
  /** The person has switched messages off among WeChat's settings. */
  subscribe_msg_change_event: (tx, { from, entries }) => endGrants(tx, from, templatesWith(entries, 'reject')),
  /** What became of a message that WeChat took. */
  async subscribe_msg_sent_event(tx, { entries, now }) {
    for (const { MsgID: id, ErrorCode: code = '0', ErrorStatus: status = '' } of entries) {
      if (!id || String(code) === '0') continue;
      const failure = `WeChat: ${String(code).slice(0, 20)} ${status.slice(0, 100)}`;
      await failMessage(tx, { id, failure, calledAbout: toldByTelephone, now });
    }
  },
  user_authorization_cancellation: (tx, { about, now }) => endAccount(tx, about, now),
} satisfies Record<string, (tx: Tx, told: Told) => Promise<void>>;

const isKnown = (event: string): event is keyof typeof effects => Object.hasOwn(effects, event);

/**
 * What WeChat tells us by itself (消息推送), in safe mode and as JSON: the word to answer with. Nothing is asked of the database before the
 * signature holds; a request is taken once, and a message has its effect once, however often it is sent.
 */
export async function takePush(room: Room, request: Request): Promise<string> {
  const { wechatPushes: pushes, clock } = room.ports;
  if (!pushes) return refuse('not_found');
  const query = parseQuery(new URL(request.url));
  const check = pushes.check(query);
  if (!check.ok) return refused(check.problem);
  if (request.method === 'GET') return query.echostr ?? '';
  const opened = pushes.open(query, parseJson(await readText(request)));
  if (!opened.ok) return refused(opened.problem);

  const event = eventSchema.safeParse(parseJson(opened.text.replace(bareNumber, '$1"$2"')));
  const now = clock.now();
  await asSystem(room.database, 'wechat').begin(async (tx) => {
    const claimed = await claimPush(tx, { request: digest('request', check.nonce), message: digest('message', opened.text), now });
    if (claimed === 'again') refuse('replayed');
    if (claimed === 'known') return;
    if (!event.success || !isKnown(event.data.Event)) {
      log.info({ event: event.success ? event.data.Event : 'of a shape not known' }, 'a push that changes nothing');
      return;
    }
    const { FromUserName: from, OpenID: about = from, List: list = [] } = event.data;
    await effects[event.data.Event](tx, { from, about, entries: Array.isArray(list) ? list : [list], now });
  });
  return 'success';
}

function refused(problem: PushProblem): never {
  log.warn({ problem }, 'a push that is not taken');
  return refuse('signature_invalid', { problem });
}

const digest = (what: string, text: string): Uint8Array => createHash('sha256').update(`${what}\n${text}`).digest();
