import { paths } from '../../../miniprogram/paths';
import { staffPaths } from '../../../miniprogram/staff/paths';
import type { Input, Output } from '../../../shared/contract/index';
import type { EndpointName } from '../../../shared/contract/routes';
import { tasksText } from '../../../shared/text/pages/conferences';
import { aJpeg } from '../../support/pictures';
import type { TestServer } from '../../support/server';
import type { PageState } from './states';

/** Conferences, tasks and visits as the pages show them. */
export type VisitLife = Record<'conferred' | 'convened', string> & {
  task: string;
  /** A request with a photo and a danger that was put right, to be looked at again. */
  hazard: string;
  rectification: string;
  conference: string;
  asked: string;
  planned: string;
  round: string;
};

const openids = {
  su: 'demo-employee-su-0001',
  ou: 'demo-liaison-ou-0001',
  luo: 'demo-handler-guancheng-0001',
  tan: 'demo-head-guancheng-0001',
  wen: 'demo-handler-songshanhu-0001',
} as const;

/** One conference decided and one convened, a visit asked for and a round planned; the clock stays where it was. */
export async function visitLife(server: TestServer): Promise<VisitLife> {
  const now = server.clock.now();
  const tokens = async () =>
    Object.fromEntries(
      await Promise.all(Object.entries(openids).map(async ([who, openid]) => [who, await server.signIn(openid)] as const)),
    ) as Record<keyof typeof openids, string>;
  let held = await tokens();
  const must = async <Name extends EndpointName>(name: Name, input: Input<Name>, who: keyof typeof openids): Promise<Output<Name>> => {
    const answer = await server.call(name, input, held[who]);
    if (answer.status !== 200) throw new Error(`${name} as ${who}: ${answer.text}`);
    return answer.body;
  };
  const enterpriseId = (await must('enterprises.mine', {}, 'su')).enterprises.find(({ name }) => name.startsWith('莞城'))?.id ?? '';
  const file = async (title: string, body: string) => (await must('cases.file', { enterpriseId, category: 'safety_guidance', title, body }, 'su')).id;
  const convene = (id: string, startsAt: string) =>
    must(
      'conferences.convene',
      { id, unitIds: ['dg-songshanhu', 'dg-humen'], questions: '信号灯由谁申报、谁维护，过渡期怎么疏导。', place: '莞城分局三楼会议室', startsAt },
      'tan',
    );
  const at = (hours: number) => new Date(Date.parse(now) + hours * 3_600_000).toISOString();
  const conferred = await file('跨镇路口要装信号灯', '三镇交界，谁都说不归自己管，希望商量出办法。');
  const first = await convene(conferred, at(1));
  const conf = first.conferences[0]?.id ?? '';
  await must('conferences.opine', { id: conf, text: '可由本分局申报，需要莞城提供车流数据。' }, 'wen');
  server.clock.set(at(1));
  held = await tokens();
  const owners = (await must('conferences.ofCase', { id: conferred }, 'tan')).owners;
  const owner = owners.find(({ name }) => name === '罗承')?.id ?? '';
  const decided = await must(
    'conferences.decide',
    {
      id: conf,
      attendedIds: ['dg-songshanhu'],
      decision: '由松山湖分局申报，莞城分局三天内提供车流数据，虎门分局派员早高峰疏导。',
      outward: '三家分局已商定：由松山湖分局申报信号灯，安装前早高峰派人疏导。',
      tasks: [{ what: '统计路口早晚高峰车流，交松山湖分局', ownerId: owner, due: { workingDays: 3 } }],
    },
    'tan',
  );
  server.clock.set(now);
  held = await tokens();
  const convened = await file('园区夜间噪声和渣土车', '几个单位都来过，没有说清由谁长期管。');
  const second = await convene(convened, at(26));
  const ask = (with_: Partial<Input<'visits.ask'>>) =>
    must(
      'visits.ask',
      {
        enterpriseId,
        kind: 'acceptance',
        need: 'many_people',
        people: 30,
        address: '莞城科技园 3 号厂区东门',
        opens: '09:00',
        closes: '17:30',
        note: '新员工办居住证，请带采集设备。',
        ...with_,
      },
      'su',
    );
  const asked = await ask({ people: 1, kind: 'delivery' });
  const planned = await ask({});
  await must('visitDesk.decide', { id: planned.id, approve: true }, 'ou');
  const { members } = await must('visitDesk.waiting', {}, 'ou');
  const round = await must(
    'visitDesk.plan',
    {
      day: '2026-11-26',
      leavesAt: '09:00',
      visitIds: [planned.id],
      memberIds: members.slice(0, 2).map(({ id }) => id),
      equipment: ['采集箱', '打印机'],
    },
    'ou',
  );
  const photo = async (who: keyof typeof openids) => [(await server.call('files.upload', { file: await aJpeg() }, held[who])).body.id];
  const seen = { category: 'safety_guidance', title: '厂门口路口有盲区', body: '货车右转看不见行人，请处理。', place: '科技园 3 号门' } as const;
  const hazard = (await must('cases.file', { enterpriseId, ...seen, photos: await photo('su') }, 'su')).id;
  await must('desk.contact', { id: hazard, text: '已到现场看过。' }, 'ou');
  await must('desk.accept', { id: hazard }, 'luo');
  const danger = { hazard: '路口货车右转有盲区', place: '科技园 3 号门与工业路口', unitId: 'dg-guancheng', workingDays: 5 };
  const ordered = await must('desk.orderRectification', { id: hazard, ...danger, photos: await photo('luo') }, 'luo');
  const rectification = ordered.rectifications[0]?.id ?? '';
  const report = { id: hazard, rectificationId: rectification, text: '已装凸面镜和警示牌。' };
  await must('desk.reportRectification', { ...report, photos: await photo('luo') }, 'luo');
  return {
    hazard,
    rectification,
    conferred,
    convened,
    conference: second.conferences[0]?.id ?? '',
    task: decided.tasks[0]?.id ?? '',
    asked: asked.id,
    planned: planned.id,
    round: round.id,
  };
}

/** The pages of firms. */
export function visitStates({ planned, asked, conferred, hazard }: VisitLife): PageState[] {
  return [
    { name: 'visits', who: '苏晓彤', path: paths.visits, sees: '申请上门服务' },
    { name: 'visit-ask', who: '苏晓彤', path: paths.askVisit(), act: (phone) => phone.tap('申请上门'), sees: '还有内容没有填' },
    { name: 'visit-planned', who: '苏晓彤', path: paths.visit(planned), sees: '之间到' },
    { name: 'visit-calling-off', who: '苏晓彤', path: paths.visit(asked), act: (phone) => phone.tap('取消上门'), sees: '不取消' },
    { name: 'request-conferred', who: '苏晓彤', path: paths.request(conferred), sees: '三家分局已商定' },
    { name: 'request-hazard', who: '苏晓彤', path: paths.request(hazard), sees: '路口货车右转有盲区' },
  ];
}

/** The pages of staff. */
export function visitDeskStates({ conferred, convened, conference, task, round, hazard, rectification }: VisitLife): PageState[] {
  return [
    { name: 'conference-decided', who: '谭正', path: staffPaths.conferences(conferred), sees: '由松山湖分局申报' },
    { name: 'conference-convened', who: '谭正', path: staffPaths.conferences(convened), sees: '未回复' },
    { name: 'conference-invited', who: '温可', path: staffPaths.conferences(convened), sees: '改用书面意见' },
    { name: 'conference-convene', who: '谭正', path: staffPaths.conferenceStep(conferred, 'convene'), sees: '请哪些单位参加' },
    { name: 'conference-opine', who: '温可', path: staffPaths.conferenceStep(convened, 'opine', conference), sees: '意见只在公安内部可见' },
    {
      name: 'conference-decide',
      who: '谭正',
      path: staffPaths.conferenceStep(convened, 'decide', conference),
      act: (phone) => phone.tap('加一项任务'),
      sees: '什么时候完成',
    },
    { name: 'conference-case', who: '谭正', path: staffPaths.case(convened), sees: '一事一议和任务' },
    { name: 'tasks', who: '罗承', path: staffPaths.tasks, sees: '统计路口' },
    { name: 'task', who: '罗承', path: staffPaths.task(task), sees: '为什么是这一天' },
    { name: 'task-hand-on', who: '罗承', path: staffPaths.task(task), act: (phone) => phone.tap(tasksText.handOn), sees: tasksText.handOnTo },
    { name: 'case-hazard', who: '谭正', path: staffPaths.case(hazard), sees: '路口货车右转有盲区' },
    { name: 'rectification-recheck', who: '谭正', path: staffPaths.rectification(hazard, rectification, 'pass'), sees: '路口货车右转有盲区' },
    { name: 'visit-offer', who: '罗承', path: staffPaths.offerVisit(hazard), sees: '登记上门，待排行程' },
    { name: 'visits-waiting', who: '谭正', path: staffPaths.waitingVisits, sees: '不上门' },
    {
      name: 'visits-declining',
      who: '谭正',
      path: staffPaths.waitingVisits,
      act: (phone) => phone.tap('不上门'),
      sees: '这件事可以网上办',
    },
    { name: 'visits-calendar', who: '欧阳柏', path: staffPaths.visits, sees: '09:00 出发' },
    { name: 'visits-round', who: '欧阳柏', path: staffPaths.round(round), sees: '下一站' },
    { name: 'visits-plan', who: '欧阳柏', path: staffPaths.planVisits([]), sees: '几点出发' },
  ];
}
