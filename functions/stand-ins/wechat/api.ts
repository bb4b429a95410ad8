import { type Context, Hono } from 'hono';
import { encode } from 'uqr';
import { instantToMs } from '../../ports/clock';
import type { StandInEnv } from '../faults';
import { pngOfModules } from '../png';
import { wechatError } from './errors';
import type { WechatMemory } from './memory';
import { fieldProblem } from './template-limits';
import { stableToken, tokenProblem } from './token';

export type WechatApiOptions = {
  appId: string;
  secret: string;
  /** openid → phone number bound in WeChat; others get a number derived from the openid. */
  phones: ReadonlyMap<string, string>;
  /** Template id → its field keys (`thing1`, `time2`). Absent: every id is known and no field is asked for. */
  templates: Readonly<Record<string, readonly string[]>> | undefined;
  /** Pages of the published version. Absent: every path is. */
  pages: readonly string[] | undefined;
  /** What the drawn code says when it is read. */
  codeLink: (scene: string, page: string) => string;
  riskyWords: readonly string[];
  reviewWords: readonly string[];
};

type Ctx = Context<StandInEnv>;
type Body = Record<string, unknown>;

const twoHoursMs = 2 * 3_600_000;
/** The texts WeChat's own page on msgSecCheck gives for trying it. */
const documentedRiskyTexts = ['特3456书yuuo莞6543李zxcz蒜7782法fgnv级', '完2347全dfji试3726测asad感3847知qwez到'];

/** The interfaces of api.weixin.qq.com that this product calls: HTTP 200 whatever happens, `errcode` says what did. */
export function wechatApi(memory: WechatMemory, options: WechatApiOptions): Hono<StandInEnv> {
  const app = new Hono<StandInEnv>();
  const refuse = (c: Ctx, errcode: number, wording?: string) => c.json(wechatError(errcode, wording));

  app.get('/sns/jscode2session', (c) => {
    const { appid, secret, js_code: code, grant_type: grant } = c.req.query();
    const account = accountProblem(options, appid, secret);
    if (account) return refuse(c, account);
    if (grant !== 'authorization_code') return refuse(c, 40002);
    if (!code) return refuse(c, 41008);
    const taken = memory.redeem('loginCodes', code);
    if ('errcode' in taken) return refuse(c, taken.errcode);
    if (memory.overMinute(`jscode2session ${taken.value}`, 100)) return refuse(c, 45011);
    memory.visit(taken.value);
    return c.json({ session_key: Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64'), openid: taken.value });
  });

  app.post('/cgi-bin/stable_token', async (c) => {
    const body = await readBody(c);
    if (typeof body === 'number') return refuse(c, body);
    if (body.grant_type !== 'client_credential') return refuse(c, 40002);
    const account = accountProblem(options, text(body.appid), text(body.secret));
    if (account) return refuse(c, account);
    if (memory.overMinute('stable_token', 10_000)) return refuse(c, 45011);
    const answer = stableToken(memory, body.force_refresh === true);
    return 'errcode' in answer ? refuse(c, answer.errcode) : c.json(answer);
  });

  app.post('/wxa/business/getuserphonenumber', async (c) => {
    const body = await tokenAndBody(memory, c);
    if (typeof body === 'number') return refuse(c, body);
    const taken = memory.redeem('phoneCodes', text(body.code) ?? '');
    if ('errcode' in taken) return refuse(c, taken.errcode);
    const number = options.phones.get(taken.value) ?? (/^1\d{10}$/.test(taken.value) ? taken.value : phoneOf(taken.value));
    const timestamp = Math.floor(instantToMs(memory.clock.now()) / 1000);
    return c.json({
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        phoneNumber: number,
        purePhoneNumber: number,
        countryCode: '86',
        watermark: { timestamp, appid: options.appId },
      },
    });
  });

  app.post('/cgi-bin/message/subscribe/send', async (c) => {
    const body = await tokenAndBody(memory, c);
    if (typeof body === 'number') return refuse(c, body);
    const openid = text(body.touser);
    const templateId = text(body.template_id);
    if (!openid || !(memory.visits.has(openid) || options.phones.has(openid))) return refuse(c, 40003);
    if (!templateId || (options.templates && !options.templates[templateId])) return refuse(c, 40037);
    const page = text(body.page);
    if (page && !pageExists(options, page.split('?')[0] ?? '')) return refuse(c, 41030);
    const data = typeof body.data === 'object' && body.data !== null ? (body.data as Record<string, { value?: unknown }>) : {};
    const keys = options.templates?.[templateId] ?? Object.keys(data);
    for (const key of keys) {
      const problem = fieldProblem(key, data[key]?.value);
      if (problem) return refuse(c, 47003, `argument invalid! ${problem}`);
    }
    if (!memory.spendGrant(openid, templateId)) return refuse(c, 43101);
    const msgid = String(1_864_323_726_461_255_681n + BigInt(memory.messages.length));
    const kept = Object.fromEntries(keys.map((key) => [key, String(data[key]?.value)]));
    memory.messages.push({ msgid, at: memory.clock.now(), touser: openid, templateId, page: page ?? null, data: kept });
    return c.body(`{"errcode":0,"errmsg":"ok","msgid":${msgid}}`, 200, { 'Content-Type': 'application/json; encoding=utf-8' });
  });

  app.post('/wxa/getwxacodeunlimit', async (c) => {
    const body = await tokenAndBody(memory, c);
    if (typeof body === 'number') return refuse(c, body);
    const scene = text(body.scene) ?? '';
    // Visible ASCII only: digits, letters and !#$&'()*+,/:;=?@-._~
    if (!/^[\w!#$&'()*+,/:;=?@\-.~]{1,32}$/.test(scene)) return refuse(c, 40169);
    const page = text(body.page) ?? options.pages?.[0] ?? '';
    const checked = body.check_path !== false;
    if (page.startsWith('/') || page.includes('?') || (checked && !pageExists(options, page))) return refuse(c, 41030);
    const width = body.width === undefined ? 430 : Number(body.width);
    if (!(width >= 280 && width <= 1280)) return refuse(c, 40097);
    if (memory.overMinute('getwxacodeunlimit', 5000)) return refuse(c, 45009);
    const png = pngOfModules(encode(options.codeLink(scene, page), { border: 4, ecc: 'M' }).data, width);
    return c.body(png, 200, { 'Content-Type': 'image/png', 'Content-Disposition': 'inline; filename=code.png' });
  });

  app.post('/wxa/msg_sec_check', async (c) => {
    const body = await tokenAndBody(memory, c);
    if (typeof body === 'number') return refuse(c, body);
    const content = text(body.content) ?? '';
    if (content === '') return refuse(c, 44002);
    if ([...content].length > 2500) return refuse(c, 45002);
    const suggest = judge(content, options);
    // The first version has no openid and says it by the code alone.
    if (body.version !== 2) return suggest === 'risky' ? refuse(c, 87014) : c.json({ errcode: 0, errmsg: 'ok' });
    if (![1, 2, 3, 4].includes(body.scene as number)) return refuse(c, 40097);
    const openid = text(body.openid);
    if (!openid || !(memory.visits.has(openid) || options.phones.has(openid))) return refuse(c, 40003);
    if (!memory.visitedWithin(openid, twoHoursMs)) return refuse(c, 61010);
    if (memory.overMinute('msg_sec_check', 4000)) return refuse(c, 45011);
    const label = suggest === 'pass' ? 100 : 20001;
    return c.json({
      errcode: 0,
      errmsg: 'ok',
      result: { suggest, label },
      detail: [
        { strategy: 'content_model', errcode: 0, suggest, label, prob: 90 },
        ...(suggest === 'risky' ? [{ strategy: 'keyword', errcode: 0, suggest, label, level: 90, keyword: content.slice(0, 8) }] : []),
      ],
      trace_id: crypto.randomUUID(),
    });
  });

  for (const path of [
    '/cgi-bin/stable_token',
    '/wxa/business/getuserphonenumber',
    '/cgi-bin/message/subscribe/send',
    '/wxa/getwxacodeunlimit',
    '/wxa/msg_sec_check',
  ])
    app.get(path, (c) => refuse(c, 43002));
  return app;
}

function accountProblem(options: WechatApiOptions, appId: string | undefined, secret: string | undefined): number | null {
  if (!appId) return 41002;
  if (!secret) return 41004;
  if (appId !== options.appId) return 40013;
  return secret === options.secret ? null : 40125;
}

async function tokenAndBody(memory: WechatMemory, c: Ctx): Promise<Body | number> {
  return tokenProblem(memory, c.req.query('access_token')) ?? (await readBody(c));
}

async function readBody(c: Ctx): Promise<Body | number> {
  const raw = await c.req.text();
  if (raw === '') return 44002;
  try {
    const parsed: unknown = JSON.parse(raw);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Body) : 47001;
  } catch {
    return 47001;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function pageExists(options: WechatApiOptions, page: string): boolean {
  return !options.pages || options.pages.includes(page);
}

function judge(content: string, options: WechatApiOptions): 'pass' | 'review' | 'risky' {
  if ([...documentedRiskyTexts, ...options.riskyWords].some((word) => content.includes(word))) return 'risky';
  return options.reviewWords.some((word) => content.includes(word)) ? 'review' : 'pass';
}

/** A stable synthetic number for a person who was not given one. */
function phoneOf(openid: string): string {
  let sum = 0;
  for (const letter of openid) sum = (sum * 31 + letter.charCodeAt(0)) % 100_000_000;
  return `199${String(sum).padStart(8, '0')}`;
}
