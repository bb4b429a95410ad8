import { later } from '../../../shared/rules/shanghai';
import { randomBytes } from 'node:crypto';
import { type Clock, instantToMs } from '../../ports/clock';

/** One-time codes of wx.login and of the phone-number button live five minutes. */
export const codeLifetimeMs = 5 * 60_000;

export type KeptMessage = {
  /** 19 digits: more than a number of JavaScript holds. */
  msgid: string;
  at: string;
  touser: string;
  templateId: string;
  page: string | null;
  data: Record<string, string>;
};

type OneTimeCode = { value: string; expiresAt: string; used: boolean };
type IssuedToken = { token: string; expiresAt: string };

/**
 * What WeChat itself remembers. It is the outside of this system, so it may live in the memory of one process;
 * nothing of ours may rely on it surviving.
 */
export class WechatMemory {
  readonly loginCodes = new Map<string, OneTimeCode>();
  readonly phoneCodes = new Map<string, OneTimeCode>();
  /** openid → when this person last opened the mini-program. */
  readonly visits = new Map<string, string>();
  readonly messages: KeptMessage[] = [];
  current: IssuedToken | null = null;
  /** The token before a normal renewal works five minutes more; a forced one kills it at once. */
  previous: IssuedToken | null = null;
  forced: { day: string; count: number; lastAt: string | null } = { day: '', count: 0, lastAt: null };
  tokensFetched = 0;
  private readonly grants = new Map<string, number>();
  private readonly minutes = new Map<string, { minute: string; count: number }>();

  constructor(readonly clock: Clock) {}

  issueCode(kind: 'loginCodes' | 'phoneCodes', value: string): string {
    const code = `0${randomBytes(24).toString('base64url').slice(0, 31)}`;
    this[kind].set(code, { value, expiresAt: later(this.clock.now(), codeLifetimeMs), used: false });
    return code;
  }

  /** Takes a code: its value, or the errcode. A code that is past its time counts as unknown, as at WeChat. */
  redeem(kind: 'loginCodes' | 'phoneCodes', code: string): { value: string } | { errcode: number } {
    const found = this[kind].get(code);
    if (!found || found.expiresAt <= this.clock.now()) return { errcode: 40029 };
    // code2session tells a used code from an unknown one; the phone-number interface does not.
    if (found.used) return { errcode: kind === 'loginCodes' ? 40163 : 40029 };
    found.used = true;
    return { value: found.value };
  }

  visit(openid: string): void {
    this.visits.set(openid, this.clock.now());
  }

  visitedWithin(openid: string, milliseconds: number): boolean {
    const at = this.visits.get(openid);
    return at !== undefined && instantToMs(this.clock.now()) - instantToMs(at) <= milliseconds;
  }

  grant(openid: string, templateId: string): void {
    const key = `${openid} ${templateId}`;
    this.grants.set(key, (this.grants.get(key) ?? 0) + 1);
  }

  /** The person has switched messages of this template off. */
  forgetGrants(openid: string, templateId: string): void {
    this.grants.delete(`${openid} ${templateId}`);
  }

  grantsLeft(openid: string, templateId: string): number {
    return this.grants.get(`${openid} ${templateId}`) ?? 0;
  }

  /** One grant is one message: false when there is none. */
  spendGrant(openid: string, templateId: string): boolean {
    const left = this.grantsLeft(openid, templateId);
    if (left === 0) return false;
    this.grants.set(`${openid} ${templateId}`, left - 1);
    return true;
  }

  /** Counts one call and says whether it is beyond what a minute allows. */
  overMinute(what: string, limit: number): boolean {
    const minute = this.clock.now().slice(0, 16);
    const counted = this.minutes.get(what);
    const count = counted?.minute === minute ? counted.count + 1 : 1;
    this.minutes.set(what, { minute, count });
    return count > limit;
  }
}
