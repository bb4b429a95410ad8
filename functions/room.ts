import { connect } from '../db/client';
import { sealerFromEnvironment } from '../db/sealed';
import type { Room } from './call';
import { portsFromEnv } from './ports/from-env';

type Environment = Readonly<Record<string, string | undefined>>;

/** Without these nothing works; what each is for, in words for the operator. */
const required = {
  DATABASE_URL: 'address of Postgres, postgres://user:password@host:port/database',
  ONEWINDOW_SEAL_KEY: 'secret of at least 32 characters that seals personal numbers; keep it, what it sealed opens with nothing else',
  WECHAT_APPID: 'AppID of the mini-program',
  WECHAT_SECRET: 'AppSecret of the mini-program',
} as const;

/** Functions are frozen between calls: a connection unused for so many seconds is closed rather than found dead. */
const idleSeconds = 20;

/**
 * What the handlers work with, as the environment sets it (docs/operations.md lists the optional names too). Opens no connection yet.
 * @throws Error naming every required variable that is missing, and what it is for
 */
export function roomFromEnvironment(environment: Environment): Room {
  const missing = Object.entries(required).filter(([name]) => !environment[name]);
  if (missing.length > 0) {
    throw new Error(`the environment lacks ${missing.map(([name, purpose]) => `${name} (${purpose})`).join(', ')}`);
  }
  const sealer = sealerFromEnvironment(environment);
  const database = connect(environment.DATABASE_URL ?? '', {
    max: Number(environment.PG_MAX) || 5,
    pooled: environment.PG_POOLED === '1',
    idleSeconds,
  });
  return { database, sealer, ports: portsFromEnv(environment, { database, sealer }) };
}
