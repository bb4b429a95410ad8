import { paths } from '../../../miniprogram/paths';
import { staffPaths } from '../../../miniprogram/staff/paths';
import type { Input, Output } from '../../../shared/contract/index';
import type { EndpointName } from '../../../shared/contract/routes';
import { shiftsAhead } from '../../../shared/rules/duty';
import { later } from '../../../shared/rules/shanghai';
import { dutyText } from '../../../shared/text/pages/duty';
import { urgentEntryText } from '../../../shared/text/pages/urgent-entry';
import { urgentDeskText, urgentText } from '../../../shared/text/pages/urgent';
import type { TestServer } from '../../support/server';
import type { PageState } from './states';

/** Urgent requests by how far they are, and a hall of the channel. */
export type UrgentLife = Record<'asked' | 'taken' | 'met' | 'notPossible', string> & { hallId: string };

const unitId = 'dg-guancheng';
const duty = '罗承';
const openids = {
  chen: 'demo-citizen-chen-0001',
  he: 'demo-citizen-he-0001',
  fang: 'demo-principal-fang-0001',
  su: 'demo-employee-su-0001',
  luo: 'demo-handler-guancheng-0001',
  tan: 'demo-head-guancheng-0001',
} as const;
type Someone = keyof typeof openids;

/** One nobody has taken, one taken, one with time and place, one that is not possible; made by the endpoints that make them. */
export async function urgentLife(server: TestServer, hallId: string): Promise<UrgentLife> {
  const now = server.clock.now();
  const tokens = Object.fromEntries(
    await Promise.all(Object.entries(openids).map(async ([who, openid]) => [who, await server.signIn(openid)] as const)),
  ) as Record<Someone, string>;
  const must = async <Name extends EndpointName>(name: Name, input: Input<Name>, who: Someone): Promise<Output<Name>> => {
    const answer = await server.call(name, input, tokens[who]);
    if (answer.status !== 200) throw new Error(`${name} as ${who}: ${answer.text}`);
    return answer.body;
  };
  const ask = async (who: Someone, why: string, itemCode?: string) =>
    (await must('urgent.ask', { unitId, why, wantedBy: later(now, 12 * 3_600_000), phone: '13800138000', ...(itemCode ? { itemCode } : {}) }, who))
      .id;
  const asked = await ask('chen', '家人住院，急用户口簿办手续', 'household-book-reissue');
  const taken = await ask('he', '明早八点的航班，身份证今天丢了', 'id-card-lost');
  const met = await ask('fang', '明天考试，身份证过期了');
  const notPossible = await ask('su', '今晚要用居住证给孩子报名', 'residence-permit-apply');
  for (const id of [taken, met, notPossible]) await must('urgentDesk.take', { id }, 'luo');
  const promised = { answer: 'met', meetAt: later(now, 2 * 3_600_000), place: '莞城分局值班室', note: '请带证明急用的票据' } as const;
  await must('urgentDesk.answer', { id: met, ...promised }, 'luo');
  const refused = { answer: 'not_possible', reason: urgentDeskText.reasons[0], instead: urgentDeskText.insteads[0] } as const;
  await must('urgentDesk.answer', { id: notPossible, ...refused }, 'luo');
  const roster = shiftsAhead(now).filter(({ shift }) => shift === 'night');
  const { candidates } = await must('duty.read', { id: unitId }, 'tan');
  await must(
    'duty.assign',
    { id: unitId, shifts: roster.slice(0, 3), personId: candidates.find(({ name }) => name === duty)?.personId ?? null },
    'tan',
  );
  return { asked, taken, met, notPossible, hallId };
}

/** The pages of 特事特办, both sides. */
export function urgentStates({ asked, taken, met, notPossible, hallId }: UrgentLife, checklist: string): PageState[] {
  const atHall = paths.askUrgent({ hall: hallId, item: 'id-card-lost', name: '居民身份证丢失补领' });
  return [
    { name: 'urgent-entry-hall', who: '何静雯', path: paths.bookingTime({ code: checklist, hall: hallId }), sees: urgentEntryText.entry },
    { name: 'urgent-no-place', who: '何静雯', path: paths.askUrgent({}), sees: urgentText.unknownPlace },
    { name: 'urgent-ask', who: '何静雯', path: atHall, sees: urgentText.wantedBy },
    {
      name: 'urgent-ask-danger',
      who: '何静雯',
      path: paths.askUrgent({ unit: unitId }),
      act: (phone) => phone.type(urgentText.why, '有人持刀闯入店里'),
      sees: '马上打 110',
    },
    {
      name: 'urgent-ask-missing',
      who: '何静雯',
      path: paths.askUrgent({ unit: unitId }),
      act: (phone) => phone.tap(urgentText.send),
      sees: urgentText.missing,
    },
    { name: 'urgent-list', who: '何静雯', path: paths.urgents, sees: '居民身份证' },
    { name: 'urgent-list-none', who: '一位没来过的群众', path: paths.urgents, sees: urgentText.none },
    { name: 'urgent-taken', who: '何静雯', path: paths.urgent(taken), sees: /前答复/ },
    {
      name: 'urgent-withdraw',
      who: '何静雯',
      path: paths.urgent(taken),
      act: (phone) => phone.tap(urgentText.withdraw),
      sees: urgentText.withdrawLose,
    },
    { name: 'urgent-met', who: '方国栋', path: paths.urgent(met), sees: '莞城分局值班室' },
    { name: 'urgent-not-possible', who: '苏晓彤', path: paths.urgent(notPossible), sees: urgentText.instead },
    { name: 'urgent-desk-home', who: duty, path: paths.desk, sees: '件等答复' },
    { name: 'urgent-desk-list', who: duty, path: staffPaths.urgents, sees: '家人住院' },
    { name: 'urgent-desk-answered', who: duty, path: staffPaths.urgents, act: (phone) => phone.choose(urgentDeskText.answered), sees: '明天考试' },
    { name: 'urgent-desk-asked', who: duty, path: paths.deskUrgent(asked), sees: urgentDeskText.take },
    { name: 'urgent-desk-met', who: duty, path: paths.deskUrgent(taken), act: (phone) => phone.choose('可以办'), sees: urgentDeskText.bring },
    {
      name: 'urgent-desk-not-possible',
      who: duty,
      path: paths.deskUrgent(taken),
      act: (phone) => phone.choose('办不了'),
      sees: urgentDeskText.instead,
    },
    { name: 'duty-list', who: duty, path: staffPaths.duty, sees: dutyText.mine },
    { name: 'duty-channel', who: '谭正', path: staffPaths.dutyChannel(unitId), sees: dutyText.byStanding(duty) },
    {
      name: 'duty-shift',
      who: '谭正',
      path: staffPaths.dutyChannel(unitId),
      act: (phone) => phone.tap(/夜班/),
      sees: dutyText.put,
    },
    {
      name: 'duty-contact',
      who: '谭正',
      path: staffPaths.dutyChannel(unitId),
      act: (phone) => phone.tap(dutyText.change),
      sees: dutyText.standingHint,
    },
    { name: 'urgent-desk-close', who: duty, path: paths.deskUrgent(met), sees: urgentDeskText.close },
  ];
}
