import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { type Clock, instantToMs } from './clock';
import { signatureWindowMs } from './signature';

/** Why a push is not taken. `plain`: its body is not encrypted, and WeChat's signature of such a one does not cover it. */
export type PushProblem = 'missing' | 'signature' | 'stale' | 'plain' | 'ciphertext' | 'account';
export type PushCheck = { ok: true; nonce: string } | { ok: false; problem: PushProblem };
export type OpenedPush = { ok: true; text: string } | { ok: false; problem: PushProblem };

type Query = Readonly<Record<string, string>>;

/** What WeChat's 消息推送 sends to us, in safe mode and as JSON. Nothing here throws for what a caller sends. */
export interface WechatPushes {
  /** The signature over time and nonce that every request carries; within five minutes of our clock. The nonce is told with its time. */
  check(query: Query): PushCheck;
  /** Checks the signature over the body, opens it, and looks whether it was meant for this mini-program. */
  open(query: Query, envelope: unknown): OpenedPush;
}

export type WechatPushOptions = {
  appId: string;
  /** Token of the console's page 消息推送. */
  token: string;
  /** EncodingAESKey: 43 signs, base64 of 32 bytes without its last `=`. */
  aesKey: string;
  clock: Clock;
};

const envelopeSchema = z.object({ Encrypt: z.string().check(z.minLength(1)) });
const timestampForm = /^\d{1,12}$/;
const nonceForm = /^[\w-]{1,64}$/;
const aesKeyForm = /^[A-Za-z0-9+/]{43}$/;

const randomBytes = 16;
const lengthBytes = 4;
/** PKCS#7 over blocks of 32, twice those of AES. */
const longestPadding = 32;

/** The receiving end of WeChat's push protocol (消息推送, 安全模式). */
export function createWechatPushes({ appId, token, aesKey, clock }: WechatPushOptions): WechatPushes {
  const key = Buffer.from(`${aesKey}=`, 'base64');
  return {
    check({ signature = '', timestamp = '', nonce = '' }) {
      if (!timestampForm.test(timestamp) || !nonceForm.test(nonce)) return { ok: false, problem: 'missing' };
      if (!isSame(pushSignature(token, timestamp, nonce), signature)) return { ok: false, problem: 'signature' };
      if (Math.abs(instantToMs(clock.now()) - Number(timestamp) * 1000) > signatureWindowMs) return { ok: false, problem: 'stale' };
      return { ok: true, nonce: `${timestamp} ${nonce}` };
    },
    open({ timestamp = '', nonce = '', encrypt_type: way, msg_signature: signature = '' }, envelope) {
      const sealed = envelopeSchema.safeParse(envelope);
      if (way !== 'aes' || !sealed.success) return { ok: false, problem: 'plain' };
      const { Encrypt: encrypted } = sealed.data;
      if (!isSame(pushSignature(token, timestamp, nonce, encrypted), signature)) return { ok: false, problem: 'signature' };
      const content = decrypted(key, encrypted);
      if (!content) return { ok: false, problem: 'ciphertext' };
      return content.appId === appId ? { ok: true, text: content.text } : { ok: false, problem: 'account' };
    },
  };
}

/**
 * WECHAT_PUSH_TOKEN and WECHAT_PUSH_AES_KEY as they stand in WeChat's console; null when neither is set: nothing is received then.
 * @throws Error when only one is set, or the key is none of WeChat's form
 */
export function wechatPushesFromEnv(env: Readonly<Record<string, string | undefined>>, clock: Clock): WechatPushes | null {
  const { WECHAT_APPID: appId = '', WECHAT_PUSH_TOKEN: token = '', WECHAT_PUSH_AES_KEY: aesKey = '' } = env;
  if (!token && !aesKey) return null;
  if (!token) throw new Error('WECHAT_PUSH_AES_KEY is set without WECHAT_PUSH_TOKEN');
  if (!aesKeyForm.test(aesKey)) throw new Error('WECHAT_PUSH_AES_KEY is no EncodingAESKey: 43 letters and digits, as the console shows them');
  return createWechatPushes({ appId, token, aesKey, clock });
}

/** SHA-1 over the parts in the order of their signs, as WeChat asks; hex. */
export const pushSignature = (...parts: readonly string[]): string =>
  createHash('sha1')
    .update([...parts].sort().join(''))
    .digest('hex');

function isSame(right: string, given: string): boolean {
  const [one, other] = [Buffer.from(right), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** 16 random bytes, the length of the text in network order, the text, the AppID; AES-256-CBC, whose start is the key's first 16 bytes. */
function decrypted(key: Buffer, encrypted: string): { text: string; appId: string } | null {
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
    const padded = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()]);
    const padding = padded.at(-1) ?? 0;
    if (padding < 1 || padding > longestPadding || padding > padded.length) return null;
    const plain = padded.subarray(randomBytes, padded.length - padding);
    const end = lengthBytes + plain.readUInt32BE(0);
    if (end > plain.length) return null;
    const utf8 = new TextDecoder('utf-8', { fatal: true });
    return { text: utf8.decode(plain.subarray(lengthBytes, end)), appId: utf8.decode(plain.subarray(end)) };
  } catch {
    return null;
  }
}
