import { Hono } from 'hono';
import { type Clock, systemClock } from '../ports/clock';
import { FaultList, faultControl, playFaults, type StandInEnv } from './faults';
import { type WechatApiOptions, wechatApi } from './wechat/api';
import { type DemoPerson, wechatChooser } from './wechat/chooser';
import { wechatControl } from './wechat/control';
import { wechatError } from './wechat/errors';
import { WechatMemory } from './wechat/memory';
import { type PushAccount, wechatEvents } from './wechat/push';

export type { DemoPerson } from './wechat/chooser';

export type WechatStandInOptions = {
  appId: string;
  secret: string;
  /** Who can be chosen on the sign-in page. */
  people?: readonly DemoPerson[];
  clock?: Clock;
  /** What the console's page 消息推送 was filled in with: then events are pushed to our service. */
  pushes?: Omit<PushAccount, 'appId'> & { target: string };
} & Partial<Omit<WechatApiOptions, 'appId' | 'secret' | 'phones'>>;

/**
 * A local server that speaks WeChat's server protocol, holds what WeChat would hold, and fails on request
 * (`POST /__stand-in/faults`). Mount it with `app.route('/stand-in/wechat', wechatStandIn(…))`, or serve its `.fetch`.
 */
export function wechatStandIn(options: WechatStandInOptions): Hono<StandInEnv> {
  const people = options.people ?? [];
  const memory = new WechatMemory(options.clock ?? systemClock);
  const faults = new FaultList();
  const app = new Hono<StandInEnv>();
  app.route('/', faultControl(faults));
  app.route('/', wechatControl(memory));
  app.route('/', wechatChooser(memory, people));
  if (options.pushes) app.route('/', wechatEvents(memory, { appId: options.appId, ...options.pushes }));
  app.use(
    '*',
    playFaults(faults, (c, errcode, errmsg) => c.json(wechatError(errcode, errmsg))),
  );
  app.route(
    '/',
    wechatApi(memory, {
      appId: options.appId,
      secret: options.secret,
      phones: new Map(people.map((person) => [person.openid, person.phone])),
      templates: options.templates,
      pages: options.pages,
      codeLink: options.codeLink ?? ((scene, page) => `https://servicewechat.com/${options.appId}/${page}?scene=${encodeURIComponent(scene)}`),
      riskyWords: options.riskyWords ?? [],
      reviewWords: options.reviewWords ?? [],
    }),
  );
  return app;
}
