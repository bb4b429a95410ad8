import type { Clock } from './clock';
import type { FileStore } from './file-store';
import type { Hotline } from './hotline';
import type { RealName } from './real-name';
import type { Wechat } from './wechat';
import type { WechatPushes } from './wechat-push';

/** Everything outside the machine, one real client each; only base addresses differ between a test and production. */
export type Ports = {
  clock: Clock;
  wechat: Wechat;
  /** Null where WeChat tells us nothing by itself. */
  wechatPushes: WechatPushes | null;
  realName: RealName;
  hotline: Hotline;
  files: FileStore;
};
