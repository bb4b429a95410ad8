import { setTimeout as pause } from 'node:timers/promises';
import { paths } from '../../../miniprogram/paths';
import { staffPaths } from '../../../miniprogram/staff/paths';
import { commonProblems } from '../../../functions/jobs/common-problems';
import { solutions } from '../../../functions/jobs/systemic';
import { passSecondFactorOf } from '../../support/builders';
import type { TestServer } from '../../support/server';
import type { PageState } from './states';

/** Common problems as the supervisor and a requester see them: one group found, one issue open, one solved. */
export type ProblemLife = { group: string; open: string; solved: string; request: string };

const supervisor = '谢鉴';
const handler = 'demo-handler-guancheng-0001';

const restricted = [
  ['货车限行影响发货', '厂门前这条路全天限行货车，装好的货只能半夜拉出去。'],
  ['限行的货车通行证', '镇中心限行，配送货车白天进不去，想申请货车通行证。'],
  ['调整货车限行时段', '工业区限行时段太长，货车只有凌晨能进。'],
] as const;
const parked = [
  ['厂门口乱停车', '社会车辆停在厂大门口，违停没人管。'],
  ['路边违停堵住出口', '路边违停，车辆出不去。'],
  ['请整治厂门口违停', '厂门口违停严重，货柜车出不去。'],
] as const;
const dogs = [
  ['流浪狗咬人', '厂区流浪狗咬伤一名女工。'],
  ['宿舍附近流浪狗多', '流浪狗晚上追人。'],
  ['清理园区流浪狗', '流浪狗越来越多。'],
] as const;

export async function problemLife(server: TestServer): Promise<ProblemLife> {
  const employee = await server.signIn('demo-employee-su-0001');
  const principal = await server.signIn('demo-principal-fang-0001');
  const [{ id: handlerId } = { id: '' }] = await server.db<{ id: string }[]>`select id from person where openid = ${handler}`;
  const token = await server.signIn('demo-supervisor-xie-0001');
  await passSecondFactorOf(server.db, supervisor);
  const file = async (who: string, title: string, body: string) => {
    const enterpriseId = (await server.call('enterprises.mine', {}, who)).body.enterprises[0]?.id ?? '';
    const filed = await server.call('cases.file', { enterpriseId, category: 'handling', title, body }, who);
    if (filed.error) throw new Error(filed.text);
    return filed.body.id;
  };
  const groupOf = async (id: string) =>
    (await server.db<{ id: string | null }[]>`select group_id as id from problem_request where case_id = ${id}`)[0]?.id ?? '';
  const fileAll = async (rows: typeof restricted | typeof parked | typeof dogs) => {
    const ids: string[] = [];
    for (const [at, [title, body]] of rows.entries()) ids.push(await file(at === 2 ? principal : employee, title, body));
    // The service's own round may hold the turn just now: then it groups them, a moment later.
    for (const end = Date.now() + 20_000; ; await pause(50)) {
      await commonProblems({ database: server.db }, server.clock.now());
      if ((await Promise.all(ids.map(groupOf))).every(Boolean)) return ids;
      if (Date.now() > end) throw new Error('requests were not grouped');
    }
  };
  const issue = async (ids: string[], title: string) => {
    const input = { groupId: await groupOf(ids[0] ?? ''), caseIds: ids, title, ownerId: handlerId, day: '2026-12-25' };
    const opened = await server.call('systemic.open', input, token);
    if (opened.error) throw new Error(opened.text);
    return opened.body.id;
  };
  const found = await fileAll(restricted);
  const open = await issue(await fileAll(parked), '厂门口违停');
  const solvedCases = await fileAll(dogs);
  const solved = await issue(solvedCases, '园区流浪狗');
  await server.call('systemic.solve', { id: solved, text: '本周起犬只管理队每天巡查，已捕捉 9 只，有情况打 110。' }, token);
  await solutions({ database: server.db }, server.clock.now());
  return { group: await groupOf(found[0] ?? ''), open, solved, request: solvedCases[0] ?? '' };
}

export function problemStates({ group, open, solved, request }: ProblemLife): PageState[] {
  return [
    { name: 'problems', who: supervisor, path: staffPaths.problems, sees: '货车限行' },
    { name: 'problems-open', who: supervisor, path: staffPaths.problems, act: (phone) => phone.tap('解决中'), sees: '厂门口违停' },
    { name: 'problem-group', who: supervisor, path: staffPaths.problem(group), sees: '为什么归在一起' },
    {
      name: 'problem-group-owner',
      who: supervisor,
      path: staffPaths.problem(group),
      act: (phone) => phone.type('姓名或单位', '莞城'),
      sees: '由谁牵头解决',
    },
    { name: 'problem-issue', who: supervisor, path: staffPaths.issue(open), sees: '纳入的诉求' },
    {
      name: 'problem-issue-solve',
      who: supervisor,
      path: staffPaths.issue(open),
      act: (phone) => phone.choose('已解决，告知全部企业'),
      sees: '只发一次',
    },
    { name: 'problem-issue-solved', who: supervisor, path: staffPaths.issue(solved), sees: '已告知' },
    { name: 'request-same-problem', who: '苏晓彤', path: paths.request(request), sees: '同类问题' },
  ];
}
