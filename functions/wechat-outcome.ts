import type { ErrorCode } from '../shared/contract/errors';
import { refuse } from '../shared/contract/errors';
import { log } from './log';
import type { WechatFailure } from './ports/wechat';

const codeProblems: readonly WechatFailure['refusal'][] = ['code_invalid', 'code_used'];

/** Names WeChat's refusal for the person: a bad one-time code is theirs to renew, anything else is WeChat's or the operator's. */
export function refuseForWechat(failure: WechatFailure, badCode: Extract<ErrorCode, 'code_invalid' | 'phone_code_invalid'>): never {
  if (codeProblems.includes(failure.refusal)) refuse(badCode);
  log.warn({ refusal: failure.refusal, errcode: failure.errcode }, 'WeChat did not answer as wanted');
  refuse('wechat_unavailable');
}
