import { later } from '../../../shared/rules/shanghai';
import { randomBytes } from 'node:crypto';
import { instantToMs } from '../../ports/clock';
import type { WechatMemory } from './memory';

const lifetimeSeconds = 7200;
/** Asked within the last five minutes, WeChat gives a new token and lets the old one work to its end. */
const overlapMs = 5 * 60_000;
const forcedADay = 20;
const forcedGapMs = 30_000;

type Answer = { access_token: string; expires_in: number } | { errcode: number };

/** `cgi-bin/stable_token` (getStableAccessToken): normal mode repeats the living token, forced mode replaces it. */
export function stableToken(memory: WechatMemory, force: boolean): Answer {
  const now = memory.clock.now();
  memory.tokensFetched += 1;
  const left = memory.current ? instantToMs(memory.current.expiresAt) - instantToMs(now) : 0;
  if (force) {
    const day = now.slice(0, 10);
    if (memory.forced.day !== day) memory.forced = { ...memory.forced, day, count: 0 };
    const last = memory.forced.lastAt;
    if (memory.current && left > 0 && last && instantToMs(now) - instantToMs(last) < forcedGapMs) return spoken(memory, now);
    if (memory.forced.count >= forcedADay) return { errcode: 45009 };
    memory.forced = { day, count: memory.forced.count + 1, lastAt: now };
    memory.previous = null;
  } else {
    if (memory.current && left > overlapMs) return spoken(memory, now);
    memory.previous = memory.current;
  }
  const token = `97_${randomBytes(96).toString('base64url')}`;
  memory.current = { token, expiresAt: later(now, lifetimeSeconds * 1000) };
  return spoken(memory, now);
}

/** Why a call with this token is refused, or null: 41001 missing, 42001 past its time, 40001 unknown or replaced. */
export function tokenProblem(memory: WechatMemory, token: string | undefined): number | null {
  if (!token) return 41001;
  const now = memory.clock.now();
  for (const known of [memory.current, memory.previous]) {
    if (known?.token === token) return known.expiresAt > now ? null : 42001;
  }
  return 40001;
}

function spoken(memory: WechatMemory, now: string): Answer {
  if (!memory.current) return { errcode: -1 };
  const seconds = Math.floor((instantToMs(memory.current.expiresAt) - instantToMs(now)) / 1000);
  return { access_token: memory.current.token, expires_in: seconds };
}
