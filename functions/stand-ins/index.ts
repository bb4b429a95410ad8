import { Hono } from 'hono';
import type { Database } from '../../db/client';
import { demoSecondFactors, demoTemplates } from '../../db/content/demo';
import { noticeFields } from '../../shared/rules/notice-fields';
import { noticeKinds } from '../../shared/text/notices';
import type { Clock } from '../ports/clock';
import { clockStandIn, type DemoClock } from './clock';
import { hotlineStandIn } from './hotline';
import { realNameStandIn } from './real-name';
import { s3StandIn } from './s3';
import { secondFactorStandIn } from './second-factor';
import { type DemoPerson, wechatStandIn } from './wechat';

export type StandInOptions = {
  /** Address of the product itself: the stand-ins answer under it. */
  origin: string;
  database: Database;
  clock: Clock;
  /** The demonstration's own clock, which gets a page that puts it forward; null where a test keeps the time. */
  demoClock: DemoClock | null;
  people: readonly (DemoPerson & { key: string })[];
  register: readonly { name: string; idNumber: string }[];
  towns: readonly string[];
};

// Known to both sides of a demonstration only; production has its own and no stand-ins.
const demo = {
  appId: 'wx0000000000000000',
  wechatSecret: 'stand-in-wechat-secret',
  pushToken: 'standInPushToken',
  pushAesKey: 'c3RhbmRJblB1c2hLZXlPZldlQ2hhdDAxMjM0NTY3ODk',
  hotlineSecret: 'stand-in-hotline-secret-0123456789',
  realNameSecret: 'stand-in-real-name-secret-0123456789',
  fileStore: { accessKeyId: 'stand-in-key', secretAccessKey: 'stand-in-file-store-secret', region: 'local-1', bucket: 'onewindow' },
};

/** What the environment says when the outsides are the local stand-ins: only addresses and keys differ from production. */
export function standInEnvironment(origin: string): Record<string, string> {
  return {
    WECHAT_BASE: `${origin}/stand-in/wechat`,
    WECHAT_APPID: demo.appId,
    WECHAT_SECRET: demo.wechatSecret,
    WECHAT_PUSH_TOKEN: demo.pushToken,
    WECHAT_PUSH_AES_KEY: demo.pushAesKey,
    HOTLINE_BASE: `${origin}/stand-in/12345`,
    HOTLINE_SECRET: demo.hotlineSecret,
    REAL_NAME_BASE: `${origin}/stand-in/real-name`,
    REAL_NAME_SECRET: demo.realNameSecret,
  };
}

/** WeChat, 12345, the real-name service and the demonstration's clock, each under its own path. */
export function standIns({ origin, database, clock, demoClock, people, register, towns }: StandInOptions): Hono {
  const app = new Hono();
  const ids = demoTemplates();
  const templates = Object.fromEntries(noticeKinds.map((kind) => [ids[kind], Object.keys(noticeFields[kind])]));
  const pushes = { token: demo.pushToken, aesKey: demo.pushAesKey, target: origin };
  app.route('/stand-in/wechat', wechatStandIn({ appId: demo.appId, secret: demo.wechatSecret, people, clock, templates, pushes }));
  app.route('/stand-in/12345', hotlineStandIn({ secret: demo.hotlineSecret, target: origin, clock, towns }));
  app.route('/stand-in/real-name', realNameStandIn({ secret: demo.realNameSecret, clock, register }));
  // Memory only: photos of a demonstration lie in a folder unless FILE_STORE_URL points here.
  app.route('/stand-in/s3', s3StandIn(demo.fileStore));
  const secrets = demoSecondFactors();
  const authenticators = people.flatMap(({ key, name, role }) => (secrets[key] ? [{ name, role, secret: secrets[key] }] : []));
  app.route('/stand-in/second-factor', secondFactorStandIn(authenticators, clock));
  if (demoClock) app.route('/stand-in/clock', clockStandIn(demoClock, database));
  return app;
}
