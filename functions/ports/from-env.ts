import type { Database } from '../../db/client';
import { wechatTokenStore } from '../../db/queries/wechat-token';
import type { Sealer } from '../../db/sealed';
import { type Clock, systemClock } from './clock';
import { fileStoreFromEnv } from './file-store-from-env';
import { hotlineFromEnv } from './hotline';
import type { Ports } from './index';
import { realNameFromEnv } from './real-name';
import { wechatFromEnv } from './wechat';
import { wechatPushesFromEnv } from './wechat-push';

/**
 * The real clients, at the addresses the environment names. A demonstration differs from production only by
 * WECHAT_BASE, HOTLINE_BASE and REAL_NAME_BASE, which point at the stand-ins.
 */
export function portsFromEnv(
  env: Readonly<Record<string, string | undefined>>,
  { database, sealer, clock = systemClock }: { database: Database; sealer: Sealer; clock?: Clock },
): Ports {
  return {
    clock,
    wechat: wechatFromEnv(env, wechatTokenStore(database, sealer, env.WECHAT_APPID ?? ''), clock),
    wechatPushes: wechatPushesFromEnv(env, clock),
    realName: realNameFromEnv(env, clock),
    hotline: hotlineFromEnv(env, clock),
    files: fileStoreFromEnv(env),
  };
}
