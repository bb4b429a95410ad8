import type { Clock } from './clock';
import type { WechatPort } from './wechat';

/** Everything outside the machine, one real client each; only base addresses differ between a test and production. */
export type Ports = {
  clock: Clock;
  wechat: WechatPort;
};
