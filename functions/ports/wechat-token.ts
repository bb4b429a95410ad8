import { later } from '../../shared/rules/shanghai';
import * as z from 'zod/mini';
import { type Clock, instantToMs } from './clock';
import { ask, jsonOf } from './outside';
import { refusedByWechat, unanswered, type WechatFailure, type WechatResult } from './wechat-refusals';

export type AccessToken = { token: string; expiresAt: string };

/** Where the one access token of all instances is kept (db/queries/wechat-token.ts). */
export interface TokenStore {
  read(): Promise<AccessToken | null>;
  /**
   * Lets exactly one caller at a time fetch a new token and keeps what it brings. Answers null when another instance
   * is renewing. When the kept token is already another one than `replacing`, answers that one without fetching.
   * A claim ends by itself at `until`, so a renewing instance that dies blocks nobody.
   */
  renewOnce(claim: { now: string; until: string; replacing: string | null }, fetchNew: () => Promise<AccessToken>): Promise<AccessToken | null>;
}

/**
 * WeChat gives a new token only within the last five minutes and lets the old one work to its end
 * (getStableAccessToken): renewed a little after that window opens, nobody is ever without.
 */
const renewBeforeMs = 270_000;
const lookAgainMs = 40;

export type TokenSource = {
  base: string;
  appId: string;
  secret: string;
  timeoutMs: number;
  clock: Clock;
  store: TokenStore;
};

/**
 * The access token to use now, renewed if it is due.
 * @param rejected a token WeChat has just refused: it is replaced whatever its time says
 */
export async function accessToken(source: TokenSource, rejected: string | null = null): Promise<WechatResult<string>> {
  // Longer than the two calls of a renewal can take.
  const claimMs = 2 * source.timeoutMs + 5_000;
  const givingUpAt = performance.now() + claimMs;
  for (;;) {
    const now = source.clock.now();
    const kept = await source.store.read();
    const usable = kept !== null && kept.token !== rejected && kept.expiresAt > now ? kept : null;
    if (usable && instantToMs(usable.expiresAt) - instantToMs(now) > renewBeforeMs) return { ok: true, value: usable.token };
    try {
      const claim = { now, until: later(now, claimMs), replacing: kept?.token ?? null };
      const renewed = await source.store.renewOnce(claim, () => fetchToken(source, rejected));
      if (renewed?.token === rejected) return refusedByWechat(40001, 'WeChat goes on giving the token it refuses');
      if (renewed) return { ok: true, value: renewed.token };
    } catch (error) {
      // What is still good carries on while WeChat's token interface is down.
      if (usable) return { ok: true, value: usable.token };
      if (error instanceof TokenRefused) return error.failure;
      throw error;
    }
    if (usable) return { ok: true, value: usable.token };
    if (performance.now() > givingUpAt) return unanswered('none', 'another instance did not finish renewing the token');
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
}

class TokenRefused extends Error {
  constructor(readonly failure: WechatFailure) {
    super(`no access token: ${failure.refusal}`);
  }
}

/** Forcing is allowed twenty times a day, so it is the second step: another caller may have renewed already. */
async function fetchToken(source: TokenSource, rejected: string | null): Promise<AccessToken> {
  const fetched = await callStableToken(source, false);
  return fetched.token === rejected ? callStableToken(source, true) : fetched;
}

const tokenAnswer = z.object({ access_token: z.string().check(z.minLength(1)), expires_in: z.int().check(z.minimum(1)) });
const errorAnswer = z.object({ errcode: z.int(), errmsg: z._default(z.string(), '') });

async function callStableToken(source: TokenSource, force: boolean): Promise<AccessToken> {
  const asked = source.clock.now();
  const answer = await ask(
    `${source.base}/cgi-bin/stable_token`,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ grant_type: 'client_credential', appid: source.appId, secret: source.secret, force_refresh: force }),
    },
    source.timeoutMs,
  );
  if (!answer.ok) throw new TokenRefused(unanswered('none', answer.detail));
  const body = jsonOf(answer.body);
  const token = tokenAnswer.safeParse(body);
  if (answer.status === 200 && token.success) return { token: token.data.access_token, expiresAt: later(asked, token.data.expires_in * 1000) };
  const error = errorAnswer.safeParse(body);
  if (!error.success) throw new TokenRefused(unanswered('none', `HTTP ${answer.status} from stable_token`));
  // 40001 here means a wrong secret, not a stale token.
  const errcode = error.data.errcode === 40001 ? 40125 : error.data.errcode;
  throw new TokenRefused({ ...refusedByWechat(errcode, error.data.errmsg), effect: 'none' });
}
