import { randomBytes } from 'node:crypto';

/** WeChat's own wording of its global and per-interface error codes (developers.weixin.qq.com, 公共错误码). */
const messages: Record<number, string> = {
  [-1]: 'system error',
  0: 'ok',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40037: 'invalid template_id',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40163: 'code been used',
  40164: 'invalid ip, not in whitelist',
  40169: 'invalid length for scene, or the data is not json string',
  40226: 'code blocked',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41008: 'missing code',
  41030: 'invalid page',
  42001: 'access_token expired',
  43002: 'require POST method',
  43101: 'user refuse to accept the msg',
  44002: 'empty post data',
  45002: 'content size out of limit',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  47001: 'data format error',
  47003: 'argument invalid!',
  61010: 'code is expired',
  87014: 'risky content',
};

export type WechatErrorBody = { errcode: number; errmsg: string };

/** The body WeChat answers with HTTP 200, its request id at the end as in real answers. */
export function wechatError(errcode: number, wording?: string): WechatErrorBody {
  return { errcode, errmsg: `${wording ?? messages[errcode] ?? 'unknown error'} rid: ${requestId()}` };
}

function requestId(): string {
  return Array.from({ length: 3 }, () => randomBytes(4).toString('hex')).join('-');
}
