import * as z from 'zod/mini';
import { fitTemplateData } from '../../shared/rules/template-fields';
import type { Clock } from './clock';
import { ask, jsonOf, type OutsideAnswer } from './outside';
import { isTokenProblem, refusedByWechat, unanswered, type WechatFailure, type WechatResult } from './wechat-refusals';
import { accessToken, type TokenStore } from './wechat-token';

export type { WechatFailure, WechatResult } from './wechat-refusals';
export type { TokenStore } from './wechat-token';

export type WechatOptions = {
  /** Address of WeChat's server interfaces, with the prefix of a stand-in if there is one. */
  base: string;
  appId: string;
  secret: string;
  tokens: TokenStore;
  clock: Clock;
  /** For one call, in milliseconds. */
  timeoutMs: number;
};

export type SubscribeMessage = {
  openid: string;
  templateId: string;
  /** Page opened by a tap, without a leading slash. */
  page: string | null;
  /** Field key of the template (`thing1`) → words. Fitted to WeChat's limits here. */
  fields: Record<string, string>;
};

/** Where the text will be read: WeChat's scenes 1–4 of msgSecCheck. */
export type TextScene = 'profile' | 'comment' | 'forum' | 'social_log';
export type TextVerdict = { suggest: 'pass' | 'review' | 'risky'; label: number; traceId: string };

/** WeChat's server side. Nothing here throws for what WeChat or the network does; a failure says what it was. */
export interface Wechat {
  /** Exchanges a wx.login code (once, five minutes). `session_key` is dropped here: nothing of ours needs it. */
  codeToSession(code: string): Promise<WechatResult<{ openid: string; unionId: string | null }>>;
  /** Exchanges the code of the phone-number button (once, five minutes) for the number without country code. */
  phoneNumber(code: string): Promise<WechatResult<{ phone: string; countryCode: string }>>;
  /**
   * Sends one subscribe message, which uses up one grant. After `effect: 'unknown'` a second try that answers
   * `no_grant` most likely means that the first one arrived.
   */
  sendSubscribeMessage(message: SubscribeMessage): Promise<WechatResult<{ messageId: string | null }>>;
  /** A mini-program code picture. `scene` has at most 32 visible ASCII characters. */
  miniProgramCode(scene: string, page: string): Promise<WechatResult<{ image: Uint8Array; contentType: string }>>;
  /** Checks words of at most 2,500 characters by someone who opened the mini-program within two hours. */
  checkText(openid: string, scene: TextScene, words: string): Promise<WechatResult<TextVerdict>>;
}

/** Whoever signs in has an answer within two seconds, if only that WeChat gives none; the code may be asked for anew. */
const signInMs = 1_600;

const sceneNumbers: Record<TextScene, number> = { profile: 1, comment: 2, forum: 3, social_log: 4 };

const sessionAnswer = z.object({ openid: z.string().check(z.minLength(1)), unionid: z.optional(z.string()) });
const phoneAnswer = z.object({ phone_info: z.object({ purePhoneNumber: z.string().check(z.minLength(1)), countryCode: z.string() }) });
const sentAnswer = z.object({ errcode: z.literal(0) });
/** A number of 18 digits and more, which JSON.parse rounds: read as it is written. */
const messageIdForm = /"msgid"\s*:\s*"?(\d{1,32})/;
const checkAnswer = z.object({
  errcode: z.literal(0),
  result: z.object({ suggest: z.enum(['pass', 'review', 'risky']), label: z.number() }),
  trace_id: z._default(z.string(), ''),
});
const errorAnswer = z.object({ errcode: z.int(), errmsg: z._default(z.string(), '') });

/** The real client of WeChat. */
export function createWechat(options: WechatOptions): Wechat {
  const { base, appId, secret, timeoutMs, clock } = options;
  const source = { base, appId, secret, timeoutMs, clock, store: options.tokens };

  /** A call with the shared token; a token refused is replaced once and the call repeated, as nothing has happened. */
  async function withToken<T>(path: string, body: unknown, read: (answer: Answered) => WechatResult<T>): Promise<WechatResult<T>> {
    let rejected: string | null = null;
    for (;;) {
      const token = await accessToken(source, rejected);
      if (!token.ok) return token;
      const url = `${base}${path}?access_token=${encodeURIComponent(token.value)}`;
      const result = readAnswer(await ask(url, postJson(body), timeoutMs), read);
      if (result.ok || result.errcode === null || !isTokenProblem(result.errcode) || rejected !== null) return result;
      rejected = token.value;
    }
  }

  return {
    async codeToSession(code) {
      const query = new URLSearchParams({ appid: appId, secret, js_code: code, grant_type: 'authorization_code' });
      const answer = await ask(`${base}/sns/jscode2session?${query}`, { method: 'GET' }, Math.min(timeoutMs, signInMs));
      return readAnswer(
        answer,
        jsonReader(sessionAnswer, (session) => ({ openid: session.openid, unionId: session.unionid ?? null })),
      );
    },
    phoneNumber: (code) =>
      withToken(
        '/wxa/business/getuserphonenumber',
        { code },
        jsonReader(phoneAnswer, ({ phone_info: info }) => ({ phone: info.purePhoneNumber, countryCode: info.countryCode })),
      ),
    sendSubscribeMessage: (message) =>
      withToken(
        '/cgi-bin/message/subscribe/send',
        {
          touser: message.openid,
          template_id: message.templateId,
          ...(message.page === null ? {} : { page: message.page }),
          data: fitTemplateData(message.fields),
          lang: 'zh_CN',
        },
        jsonReader(sentAnswer, (_, text) => ({ messageId: messageIdForm.exec(text)?.[1] ?? null })),
      ),
    miniProgramCode: (scene, page) =>
      withToken('/wxa/getwxacodeunlimit', { scene, page }, (answer) =>
        answer.contentType.startsWith('image/') ? { ok: true, value: { image: answer.body, contentType: answer.contentType } } : unreadable(answer),
      ),
    checkText: (openid, scene, words) =>
      withToken(
        '/wxa/msg_sec_check',
        { content: words, version: 2, scene: sceneNumbers[scene], openid },
        jsonReader(checkAnswer, ({ result, trace_id }) => ({ suggest: result.suggest, label: result.label, traceId: trace_id })),
      ),
  };
}

/**
 * The client as the environment sets it: WECHAT_BASE (default https://api.weixin.qq.com), WECHAT_APPID, WECHAT_SECRET,
 * WECHAT_TIMEOUT_MS (default 5000).
 */
export function wechatFromEnv(env: Readonly<Record<string, string | undefined>>, tokens: TokenStore, clock: Clock): Wechat {
  return createWechat({
    base: (env.WECHAT_BASE || 'https://api.weixin.qq.com').replace(/\/+$/, ''),
    appId: env.WECHAT_APPID ?? '',
    secret: env.WECHAT_SECRET ?? '',
    tokens,
    clock,
    timeoutMs: Number(env.WECHAT_TIMEOUT_MS) || 5_000,
  });
}

type Answered = Extract<OutsideAnswer, { ok: true }>;

function readAnswer<T>(answer: OutsideAnswer, read: (answer: Answered) => WechatResult<T>): WechatResult<T> {
  if (!answer.ok) return unanswered(answer.effect, answer.detail);
  if (answer.status !== 200) return unanswered('unknown', `HTTP ${answer.status}`);
  return read(answer);
}

function jsonReader<S extends z.ZodMiniType, T>(schema: S, pick: (parsed: z.infer<S>, text: string) => T): (answer: Answered) => WechatResult<T> {
  return (answer) => {
    const parsed = schema.safeParse(jsonOf(answer.body));
    return parsed.success ? { ok: true, value: pick(parsed.data, new TextDecoder().decode(answer.body)) } : unreadable(answer);
  };
}

function unreadable(answer: Answered): WechatFailure {
  const error = errorAnswer.safeParse(jsonOf(answer.body));
  if (error.success && error.data.errcode !== 0) return refusedByWechat(error.data.errcode, error.data.errmsg);
  return unanswered('unknown', 'an answer that cannot be read');
}

function postJson(body: unknown): { method: string; headers: Record<string, string>; body: string } {
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}
