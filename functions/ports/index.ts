import type { Clock } from './clock';
import type { FileStore } from './file-store';
import type { Hotline } from './hotline';
import type { RealName } from './real-name';
import type { Wechat } from './wechat';

/** Everything outside the machine, one real client each; only base addresses differ between a test and production. */
export type Ports = { clock: Clock; wechat: Wechat; realName: RealName; hotline: Hotline; files: FileStore };
